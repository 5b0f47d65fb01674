// The source page: read without a script, marked where an answer cites it, safe whatever a notice holds.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accessible, base, call, fits, key, open, phone, post, shot, store } from "./harness.mjs";

const plain = { javaScriptEnabled: false };

/** The first citation of an answer. */
async function cited(question) {
  const answer = await (await post("/api/v1/answers", { question })).json();
  assert.ok(answer.citations.length > 0, answer.text);
  return answer.citations[0];
}

test("the notice stands as read, with metadata, an outline, and the cited passage marked; no script runs", async () => {
  const citation = await cited("鹤汀县三类地区的乡村教师每个月补助多少钱?");
  const response = await call(citation.link);
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /script-src|unsafe/);
  const page = await open(citation.link, plain);
  assert.match(await page.locator("section:target").textContent(), /三类地区（边远山区和教学点）每人每月800元/);
  const about = await page.locator("dl.about").textContent();
  for (const want of ["鹤政发〔2025〕6号", "鹤汀县人民政府", "2025年3月3日", "岚江省"]) assert.ok(about.includes(want), want);
  const entries = page.getByRole("navigation", { name: "目录" }).getByRole("link");
  assert.ok(await entries.count() > 5);
  await entries.filter({ hasText: "三、" }).first().click();
  assert.match(await page.locator("section:target").textContent(), /三、/);
  const { text } = await (await call(`/api/v1/notices/${citation.notice.id}`)).json();
  const shown = (await page.locator("#text").textContent()).replace(/\s/g, "");
  assert.equal(shown, text.replace(/\s/g, ""), "every character of the notice, in its order");
  assert.equal((await page.content()).match(/<script/g), null);
  await shot(page, "source-desktop");
});

test("a replaced notice has a banner with a link to the one in its place", async () => {
  const { data } = await (await call("/api/v1/notices?limit=100")).json();
  const old = data.find((n) => n.validity.state === "replaced");
  assert.ok(old, "a sample is replaced");
  const page = await open(`/notices/${old.id}`, { ...plain, ...phone });
  assert.match(await page.locator(".banner").first().textContent(), /已被.*替代/);
  await fits(page, "a source page on a phone");
  await shot(page, "source-phone");
  await page.getByRole("link", { name: "查看现行文件" }).click();
  assert.ok(page.url().endsWith(old.validity.replaced_by));
  assert.match(await page.locator(".badges").textContent(), /现行有效/);
});

test("tables are tables with their head, and a row is marked as a passage is", async () => {
  const rows = Array.from({ length: 4 }, (_, i) => `<tr><td>示例第${i + 1}小学</td><td>${100 + i}</td></tr>`).join("");
  const made = await store("招生计划表.html", `<html><head><meta charset="utf-8"><title>示例县2026年小学招生计划</title></head><body>
    <h1>示例县2026年小学招生计划</h1><p>各小学招生计划见下表。</p>
    <table><tr><th>学校名称</th><th>招生计划(人)</th></tr>${rows}</table><p>本计划自印发之日起施行。</p></body></html>`);
  assert.equal(made.state, "stored", JSON.stringify(made));
  const page = await open(`/notices/${made.notice_id}`, plain);
  assert.deepEqual(await page.locator("#text thead th").allTextContents(), ["学校名称", "招生计划(人)"]);
  assert.equal(await page.locator("#text tbody tr").count(), 4);
  const id = await page.locator("#text tbody tr").nth(2).getAttribute("id");
  await page.goto(`${base}/notices/${made.notice_id}#${id}`);
  assert.match(await page.locator("tr:target").textContent(), /示例第3小学/);
  await shot(page, "table-desktop");
});

test("the original file is downloaded as it was, under its Chinese name", async () => {
  const text = "竹屿县教育局关于心理辅导室的通知\r\n竹教发〔2026〕91号\r\n\r\n一、每校设心理辅导室1间。\r\n";
  const made = await store("心理辅导室 通知.txt", text);
  const page = await open(`/notices/${made.notice_id}`, { ...plain, acceptDownloads: true });
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "心理辅导室 通知.txt" }).click();
  const download = await started;
  assert.equal(download.suggestedFilename(), "心理辅导室 通知.txt");
  assert.equal(readFileSync(await download.path(), "utf8"), text);
});

test("a notice lists its facts, each with its passage", async () => {
  const citation = await cited("鹤汀县三类地区的乡村教师每个月补助多少钱?");
  const page = await open(`/notices/${citation.notice.id}`, plain);
  const row = page.locator(".data tbody tr").filter({ hasText: "特岗" }).first();
  assert.match(await row.textContent(), /\d+名/);
  await row.getByRole("link", { name: "看原文" }).click();
  assert.match(await page.locator(":target").textContent(), /特岗/);
});

test("a hostile notice is text and nothing more, in the source page, the list and the console", async () => {
  const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>{{.}}<svg onload=alert(1)>';
  const made = await store("恶意文件.txt", `关于${evil}的通知\n示教〔2026〕9号\n\n一、${evil}\n每生补助1000元。${evil}\n`);
  assert.equal(made.state, "stored", JSON.stringify(made));
  const page = await open(`/notices/${made.notice_id}`);
  assert.ok((await page.textContent("#text")).includes(evil), "it stands as it was written");
  for (const path of [`/notices/${made.notice_id}`, "/notices", "/admin/notices"]) {
    if (path !== page.url()) await page.goto(base + path);
    if (path.startsWith("/admin")) {
      await page.getByLabel("管理密钥").fill(key);
      await page.getByRole("button", { name: "登录" }).click();
      await page.locator(`a[href*="${made.notice_id}"]`).first().waitFor();
    }
    assert.equal(await page.locator("img, svg[onload], script:not([src])").count(), 0, path);
    assert.deepEqual(page.said, []);
  }
});

test("pages of notices pass axe, light and dark, and fit a narrow phone", async () => {
  const citation = await cited("荻溪县普惠性民办幼儿园每个孩子补助多少钱?");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await open(citation.link, { colorScheme });
    await accessible(page, `a source page, ${colorScheme}`);
    await shot(page, `source-${colorScheme}`);
    await page.goto(`${base}/notices`);
    await accessible(page, `the list, ${colorScheme}`);
    await shot(page, `list-${colorScheme}`);
    await page.goto(`${base}/facts`);
    await accessible(page, `the facts, ${colorScheme}`);
    await shot(page, `facts-${colorScheme}`);
  }
  const narrow = await open(citation.link, { viewport: { width: 320, height: 568 } });
  await fits(narrow, "a source page of 320 px");
  await narrow.goto(`${base}/notices`);
  await fits(narrow, "the list of 320 px");
  await narrow.goto(`${base}/facts`);
  await fits(narrow, "the facts of 320 px");
});
