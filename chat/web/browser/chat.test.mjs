// Asking and reading on the page, with the real program behind it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, ask, base, call, chat, finished, lastAnswer, phone, shot, signedIn, status, until } from "./harness.mjs";

const aid = "鹤汀县三类地区的乡村教师每个月补助多少钱?";
const ended = "荻溪县普惠性民办幼儿园每个孩子补助多少钱?";

test("an answer stands with its citation: number, title, validity, notice, locator, the notice's own words", async () => {
  const page = await chat();
  const answer = await ask(page, aid);
  assert.match(await answer.locator(".text").textContent(), /800元/);
  const mark = answer.getByRole("button", { name: /^引用1:.*现行有效$/ });
  assert.equal(await mark.textContent(), "1");
  const card = answer.locator(".card");
  assert.equal(await card.count(), 1);
  assert.match(await card.getByRole("heading").textContent(), /鹤汀县/);
  assert.match(await card.locator(".about").textContent(), /鹤政发〔2025〕6号.*鹤汀县人民政府.*2025-03-03/);
  assert.equal((await card.locator(".badge").textContent()).trim(), "现行有效");
  assert.equal(await card.locator(".badge svg").count(), 1, "the badge has an icon beside its word and colour");
  assert.match(await card.locator(".locator").textContent(), /二、/);
  const href = await card.getByRole("link", { name: /查看原文段落/ }).getAttribute("href");
  const id = /\/notices\/([^#]+)#p\d+$/.exec(href)[1];
  const { text } = await (await call(`/api/v1/notices/${id}`)).json();
  assert.ok(text.includes(await card.locator(".quote").textContent()), "the quote stands verbatim in the notice");
  await mark.click();
  assert.ok(await card.evaluate((c) => c.getRootNode().activeElement === c), "the mark leads to its card");
  assert.match(await answer.locator(".footing").textContent(), /内容由程序依据所列文件生成,办理以官方文件和窗口答复为准/);
  assert.match(await status(page), /引用1处原文/);
  assert.deepEqual(page.said, []);
  await shot(page, "answer-desktop");
});

test("the passage opens in the source page, marked", async () => {
  const page = await chat();
  const answer = await ask(page, aid);
  const [source] = await Promise.all([
    page.context().waitForEvent("page"), answer.getByRole("link", { name: /查看原文段落/ }).click(),
  ]);
  await source.waitForLoadState();
  const marked = source.locator("section:target");
  assert.match(await marked.textContent(), /三类地区/);
  assert.ok(await marked.evaluate((m) => {
    const { top, bottom } = m.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }), "the passage is in view");
});

test("a notice that no longer applies is said to be so, in words and with an icon", async () => {
  const page = await chat(base, phone);
  const answer = await ask(page, ended);
  assert.match(await answer.locator(".notes").textContent(), /已届满/);
  assert.match(await answer.locator(".badge").first().textContent(), /已届满/);
  const mark = answer.locator(".mark").first();
  assert.match(await mark.getAttribute("aria-label"), /已届满/);
  assert.equal(await mark.locator("svg").count(), 1, "the mark too tells by more than colour");
  await accessible(page, "an ended notice on a phone");
  await shot(page, "ended-phone");
});

test("an unclear place is asked back with buttons, and the button answers", async () => {
  const page = await chat();
  let answer = await ask(page, "班主任津贴是多少?");
  const choices = answer.locator(".choices button");
  await choices.first().waitFor();
  await shot(page, "choices-desktop");
  await choices.filter({ hasText: "鹤汀县" }).click();
  await page.locator(".exchange").nth(1).waitFor();
  await finished(page);
  answer = lastAnswer(page);
  assert.match(await answer.locator(".text").textContent(), /450元/);
  assert.match(await page.locator(".region").textContent(), /鹤汀县/, "the choice stays chosen");
});

test("what the notices do not say is declined, without a citation", async () => {
  const page = await chat();
  const answer = await ask(page, "鹤汀县教育局局长今年几岁?");
  assert.equal(await answer.locator(".sources:not(.related) .card").count(), 0);
  assert.match(await status(page), /没有找到依据|已完成/);
});

test("questions are offered, and each of them is answered", async () => {
  const page = await chat();
  const samples = page.locator(".sample");
  await samples.first().waitFor();
  const texts = await samples.allTextContents();
  assert.ok(texts.length >= 3, texts.join());
  await accessible(page, "the welcome");
  await shot(page, "welcome-desktop");
  await samples.first().click();
  await finished(page);
  assert.ok(await lastAnswer(page).locator(".card").count() > 0, texts[0]);
  for (const text of texts.slice(1)) {
    const answer = await ask(page, text);
    assert.ok(await answer.locator(".card").count() > 0, text);
  }
});

test("history is sent along, lives in the page, and ends with a new conversation or a reload", async () => {
  const page = await chat();
  const bodies = [];
  page.on("request", (r) => { if (r.url().endsWith("/api/v1/answers")) bodies.push(r.postDataJSON()); });
  await ask(page, aid);
  await ask(page, "那班主任津贴呢?");
  const top = await page.locator(".exchange").last().evaluate((e) => e.getBoundingClientRect().top - e.parentElement.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 24, `the new question stands ${top}px from the top`);
  assert.equal(bodies[0].history.length, 0);
  assert.deepEqual(bodies[1].history.map((t) => t.role), ["user", "assistant"]);
  assert.equal(bodies[1].history[0].content, aid);
  await page.getByRole("button", { name: "新对话" }).click();
  assert.equal(await page.locator(".exchange").count(), 0);
  await ask(page, aid);
  assert.equal(bodies[2].history.length, 0);
  await page.reload();
  await page.locator("textarea").waitFor();
  assert.equal(await page.locator(".exchange").count(), 0);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  assert.ok(!kept.includes("乡村教师"), "no question is kept in the browser");
});

test("the answer is copied with its sources", async () => {
  const page = await chat(base, { permissions: ["clipboard-read", "clipboard-write"] });
  const answer = await ask(page, aid);
  await answer.getByRole("button", { name: "复制" }).click();
  await page.getByRole("status").filter({ hasText: "已复制" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /800元[\s\S]*\[1\] 《.*》鹤政发〔2025〕6号.*http.*\/notices\/.*#p\d+/);
});

test("an answer is rated, with a reason when it is bad", async () => {
  const page = await chat();
  const answer = await ask(page, aid);
  await answer.getByRole("button", { name: "没帮助" }).click();
  await answer.getByRole("radio", { name: "不完整" }).check();
  await answer.getByRole("textbox").fill("还想知道何时发放");
  await accessible(page, "the form of a bad rating");
  await answer.getByRole("button", { name: "提交" }).click();
  await answer.getByText("谢谢,已记下").waitFor();
  const desk = await signedIn("/admin/questions?days=7");
  const line = desk.locator(".group li").filter({ hasText: "还想知道何时发放" });
  await until(async () => (await desk.reload(), await line.count()) === 1); // it is written in the background
  assert.match(await line.textContent(), new RegExp(`${aid.replace("?", ".")}.*评价不好\\(不完整\\)`, "s"));
});

test("a place is chosen from those that notices are stored of, or named", async () => {
  const page = await chat();
  const bodies = [];
  page.on("request", (r) => { if (r.url().endsWith("/api/v1/answers")) bodies.push(r.postDataJSON()); });
  await page.getByRole("button", { name: /^地区/ }).click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: /竹屿县/ }).waitFor();
  await accessible(page, "the panel of places");
  await shot(page, "places-desktop");
  await panel.getByRole("searchbox").fill("荻溪");
  assert.equal(await panel.getByRole("button", { name: /竹屿县/ }).count(), 0);
  await panel.getByRole("button", { name: /荻溪县/ }).first().click();
  assert.equal(await panel.count(), 0);
  await ask(page, "每年评选多少名教学质量先进教师?");
  assert.match(bodies[0].region, /荻溪县/);
  await page.getByRole("button", { name: /^地区/ }).click();
  await panel.getByRole("searchbox").fill("亚特兰蒂斯县");
  await panel.getByRole("button", { name: /亚特兰蒂斯县/ }).click();
  const answer = await ask(page, "补多少?");
  assert.equal(await answer.locator(".failure").count(), 1);
  assert.match(await answer.locator(".failure").textContent(), /亚特兰蒂斯县/);
});

test("the interface speaks three languages, is dark and large on demand, and remembers", async () => {
  const page = await chat();
  await ask(page, aid);
  await page.getByRole("button", { name: "显示设置" }).click();
  await accessible(page, "the panel of the display");
  await page.getByRole("radio", { name: "深色" }).check();
  await page.getByRole("radio", { name: "特大" }).check();
  const size = await page.locator("textarea").evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize));
  assert.ok(size >= 22, `the type is ${size}px`);
  await page.getByRole("dialog").screenshot({ path: `${process.env.SHOTS}/display-dark-large.png` });
  await page.getByRole("radio", { name: "繁體" }).click();
  await page.getByRole("textbox", { name: "您的問題" }).waitFor();
  assert.match(await lastAnswer(page).textContent(), /政策依據[\s\S]*辦理以官方文件和窗口答覆為準/);
  await accessible(page, "dark, large, Traditional");
  await shot(page, "dark-large-traditional");
  await page.reload();
  await page.getByRole("textbox", { name: "您的問題" }).waitFor();
  await page.getByRole("button", { name: "顯示設定" }).click();
  await page.getByRole("radio", { name: "English" }).click();
  await page.getByRole("radio", { name: "English" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Display" }).click();
  await page.getByRole("radio", { name: "Standard" }).check();
  await page.keyboard.press("Escape");
  const answer = await ask(page, ended);
  assert.match(await answer.textContent(), /Sources[\s\S]*Ended/);
  await accessible(page, "English, dark");
  await shot(page, "dark-english");
});
