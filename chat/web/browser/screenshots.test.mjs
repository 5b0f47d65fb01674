// The pictures of the README: the real program with the samples, which are fictional. `make screenshots` keeps them.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { ask, base, chat, hostPort, open, phone, post, signedIn, until } from "./harness.mjs";

const folder = join(String(process.env.SHOTS), "readme");
const most = 120_000; // bytes of a picture, for those who read the README on a slow line
mkdirSync(folder, { recursive: true });

/** Keeps a picture as WebP. @param {any} page @param {string} name */
async function keep(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 82 });
  const picture = Buffer.from(data, "base64");
  assert.ok(picture.length < most && picture.length > 5000, `${name}: ${picture.length} bytes`);
  writeFileSync(join(folder, `${name}.webp`), picture);
}

const desktop = { viewport: { width: 1100, height: 760 }, deviceScaleFactor: 1.5 };
const allowance = "班主任津贴是多少?";

test("an answer that keeps places apart, each sentence with its source", async () => {
  const page = await chat(base, desktop);
  const answer = await ask(page, allowance);
  assert.ok(await answer.locator(".card").count() >= 2);
  await keep(page, "answer");
});

test("the widget in a school's page", async () => {
  const school = `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>某某学校</title>
    <style>body { margin: 2rem 3rem; font: 1rem/2 sans-serif; color: #345 } h1 { border-bottom: 3px solid #7a9; }</style></head>
    <body><h1>某某学校</h1><p>新生入学须知</p><p>课后服务安排</p><p>教师招聘</p><script src="${base}/widget.js" data-site="pk_test" data-region="鹤汀县" async></script></body></html>`;
  const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(school));
  await new Promise((resolve) => { server.listen(hostPort, "127.0.0.1", () => resolve(null)); });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const page = await open(`http://127.0.0.1:${hostPort}/`, desktop);
  await page.waitForLoadState("networkidle");
  await page.mouse.click(1100 - 60, 760 - 40); // the button, in a closed shadow root
  await until(async () => page.frames().length > 1);
  const frame = page.frames()[1];
  await frame.locator("textarea").fill("三类地区的乡村教师每个月补助多少钱?");
  await frame.locator("textarea").press("Enter");
  await frame.locator('.answer[aria-busy="false"]').waitFor();
  await keep(page, "widget");
});

test("a plan that has ended, on a phone", async () => {
  const page = await chat(base, phone);
  const answer = await ask(page, "荻溪县普惠性民办幼儿园每个孩子补助多少钱?");
  await answer.locator(".notes").waitFor();
  await keep(page, "ended");
});

test("large type in the dark, on a phone", async () => {
  const page = await chat(base, { ...phone, colorScheme: "dark" });
  await page.getByRole("button", { name: "显示设置" }).click();
  await page.getByRole("radio", { name: "大", exact: true }).check();
  await page.getByRole("button", { name: "关闭" }).click();
  await ask(page, "雁洲区小学课后服务一节课收多少钱?");
  await keep(page, "dark");
});

test("the passage that an answer cites, in its notice", async () => {
  const { citations: [first] } = await (await post("/api/v1/answers", { question: "鹤汀县三类地区的乡村教师每个月补助多少钱?" })).json();
  const page = await open(first.link, desktop);
  await page.locator(":target").waitFor();
  await keep(page, "source");
});

test("the console with four weeks of questions", async () => {
  const page = await signedIn("/admin", desktop);
  await page.locator("figure svg:visible").first().waitFor();
  await keep(page, "console");
});
