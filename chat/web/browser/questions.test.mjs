// The console's overview and questions: plots, figures, groups of what was not answered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, base, call, fits, phone, post, shot, signedIn, store, until } from "./harness.mjs";

test("the overview draws four weeks, says them in figures too, and breaks no policy", async () => {
  const page = await signedIn("/admin");
  const policy = (await call("/admin")).headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  const figures = page.locator("figure");
  assert.equal(await figures.count(), 2);
  for (const figure of await figures.all()) {
    const picture = figure.locator("svg:visible");
    assert.equal(await picture.count(), 1, "one picture for this window");
    const { width, height } = await picture.boundingBox();
    assert.ok(width > 400 && height > 150, `${width} x ${height}`);
    const labels = await picture.evaluate((svg) => {
      const box = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { text: text.textContent, left, right, inside: left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom };
      });
    });
    assert.ok(labels.filter((l) => /^\d+月\d+日$/.test(l.text)).length === 4, JSON.stringify(labels));
    assert.deepEqual(labels.filter((l) => !l.inside), [], "labels stay inside the picture");
    const days = labels.filter((l) => l.text.includes("月")).sort((a, b) => a.left - b.left);
    for (let i = 1; i < days.length; i++) assert.ok(days[i].left > days[i - 1].right + 4, "labels do not touch");
  }
  const fills = await page.locator("figure svg:visible path").evaluateAll((all) => [...new Set(all.map((p) => getComputedStyle(p).fill))]);
  assert.ok(fills.length >= 5, `colours ${fills}`);
  await page.getByText("看每天的数字").click();
  const rows = page.locator(".numbers tbody tr");
  assert.equal(await rows.count(), 28);
  const sums = await rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll("td")].map((c) => Number(c.textContent))));
  for (const [total, ...parts] of sums) assert.equal(parts.reduce((a, b) => a + b, 0), total);
  const week = sums.slice(0, 7).reduce((n, [total]) => n + total, 0);
  assert.equal(Number(await page.locator(".tiles dd").first().textContent()), week);
  assert.deepEqual(page.said, []);
  await page.getByText("看每天的数字").click();
  await shot(page, "console-overview");
});

test("what is new this week is told, and what came and changed within it is new", async () => {
  const text = (rate) => `竹屿县教育局关于发放交通补助的通知\n竹教发〔2026〕95号\n\n一、交通补助为每生每月${rate}元。\n`;
  for (const rate of [30, 35]) await store("交通补助.txt", text(rate));
  const page = await signedIn("/admin");
  const changes = page.getByRole("region", { name: "一周来的变化" });
  await changes.getByRole("heading", { name: "新收录的文件" }).waitFor();
  assert.equal(await changes.getByRole("heading", { name: "内容有变的文件" }).count(), 0);
  assert.equal(await changes.locator("ul").first().getByRole("link").count(), 20, "a long list is cut short");
});

test("what is drawn stands out from its ground by 3 to 1, in light and dark", async () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await signedIn("/admin", { colorScheme });
    const contrasts = await page.evaluate(() => {
      /** @type {(colour: string) => number} */
      const luminance = (colour) => {
        const [r, g, b] = (colour.match(/[\d.]+/g) || []).map((v) => (Number(v) / 255 <= 0.04045 ? Number(v) / 255 / 12.92 : ((Number(v) / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = luminance(getComputedStyle(document.querySelector("figure")).backgroundColor);
      return [...document.querySelectorAll(".legend .swatch")].map((swatch) => {
        const [high, low] = [ground, luminance(getComputedStyle(swatch).backgroundColor)].sort((a, b) => b - a);
        return { of: swatch.className, contrast: (high + 0.05) / (low + 0.05) };
      });
    });
    assert.equal(contrasts.length, 5);
    assert.deepEqual(contrasts.filter((c) => c.contrast < 3), [], colorScheme);
  }
});

test("questions without an answer come together however they are worded, and can be asked again", async () => {
  for (const question of ["冬季取暖费一学期收多少?", "取暖费一个学期要交多少钱", "冬天取暖费多少钱一学期"]) {
    const answer = await (await post("/api/v1/answers", { question })).json();
    assert.equal(answer.status, "declined", answer.text);
  }
  const page = await signedIn("/admin/questions?days=7");
  const group = page.locator("details.group").filter({ hasText: "取暖费" });
  await until(async () => (await page.reload(), await group.locator("li").count()) === 3);
  assert.equal(await group.count(), 1, "they are one group");
  assert.match(await group.locator("summary").textContent(), /3次.*未找到依据3/s);
  assert.equal(await group.locator("li").first().isVisible(), false);
  await group.locator("summary").focus();
  await page.keyboard.press("Enter");
  await group.getByText("取暖费一个学期要交多少钱").last().waitFor();
  await shot(page, "console-questions");
  await accessible(page, "the questions with an open group");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const field = page.locator("textarea");
  await field.waitFor();
  assert.match(await field.inputValue(), /取暖费/);
  assert.equal(await page.locator(".exchange").count(), 0, "it is filled in, and not sent");
  await field.press("Enter");
  await page.locator('.answer[aria-busy="false"]').waitFor();
  assert.deepEqual(page.said, []);
});

test("a hostile question is text and nothing more in the console", async () => {
  const evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{.}}护栏怎么修';
  await post("/api/v1/answers", { question: evil });
  const page = await signedIn("/admin/questions?days=7");
  const group = page.locator("details.group").filter({ hasText: "护栏怎么修" });
  await until(async () => (await page.reload(), await group.count()) === 1);
  await group.locator("summary").click();
  assert.equal(await group.locator("li .name").textContent(), evil);
  await group.getByRole("link", { name: "再问一次" }).click();
  await page.locator("textarea").waitFor();
  assert.equal(await page.locator("textarea").inputValue(), evil);
  assert.equal(await page.locator("img, script:not([src])").count(), 0);
  assert.deepEqual(page.said, []);
});

test("a question that is asked back and then answered for a place is not among them", async () => {
  const question = "班主任津贴一个月多少呢";
  const first = await (await post("/api/v1/answers", { question })).json();
  const page = await signedIn("/admin/questions?days=7");
  const line = page.locator(".group li").filter({ hasText: question });
  if (first.status !== "clarify") { // then it is answered at once, and must not stand there either
    await post("/api/v1/answers", { question: "取暖费谁来收" });
    await until(async () => (await page.reload(), await page.getByText("取暖费谁来收").count()) > 0);
    assert.equal(await line.count(), 0);
    return;
  }
  await until(async () => (await page.reload(), await line.count()) === 1);
  const second = await (await post("/api/v1/answers", { question, region: first.choices[0] })).json();
  assert.match(second.status, /answered|partial/, second.text);
  await until(async () => (await page.reload(), await line.count()) === 0);
});

test("every page of the console passes axe in light and dark, and fits 390 and 320 px", async () => {
  const paths = ["/admin", "/admin/notices", "/admin/questions", "/admin/facts"];
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await signedIn("/admin", { colorScheme });
    for (const path of paths) {
      await page.goto(base + path);
      await accessible(page, `${path}, ${colorScheme}`);
      if (colorScheme === "dark") await shot(page, `console-dark${path.replace("/admin", "").replace("/", "-")}`);
    }
    await page.setViewportSize({ width: 320, height: 568 });
    for (const path of paths) {
      await page.goto(base + path);
      await fits(page, `${path} of 320 px`);
    }
    assert.deepEqual(page.said, []);
  }
  const page = await signedIn("/admin", phone);
  for (const path of paths) {
    await page.goto(base + path);
    await fits(page, `${path} on a phone`);
    await shot(page, `console-phone${path.replace("/admin", "").replace("/", "-")}`);
  }
  await accessible(page, "the facts on a phone");
});
