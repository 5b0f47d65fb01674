// The browser inside WeChat and its like: a phone's Chromium without storage and clipboard, which opens no windows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, ask, base, finished, fits, lastAnswer, open, phone, shot } from "./harness.mjs";

const userAgent = "Mozilla/5.0 (Linux; Android 14; V2301A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.103 " +
  "Mobile Safari/537.36 XWEB/1300333 MMWEBSDK/20240404 MicroMessenger/8.0.49.2600 WeChat/arm64 Weixin NetType/3GNET Language/zh_CN ABI/arm64";

/** Takes away what such browsers lack, before any script of the page. */
function poorer() {
  const refuse = { get() { throw new DOMException("denied", "SecurityError"); } };
  Object.defineProperty(window, "localStorage", refuse);
  Object.defineProperty(window, "sessionStorage", refuse);
  Object.defineProperty(navigator, "clipboard", { value: undefined });
  Object.defineProperty(navigator, "share", { value: undefined });
  window.open = () => null;
}

/** @param {any} options */
async function inApp(options = {}) {
  const page = await open("about:blank", { ...phone, userAgent, viewport: { width: 360, height: 664 }, ...options });
  await page.addInitScript(poorer);
  await page.goto(`${base}/`);
  await page.getByRole("textbox", { name: "您的问题" }).waitFor();
  return page;
}

test("in WeChat's browser a question is asked, read, rated, and its source opened", async () => {
  const page = await inApp();
  await page.locator("textarea").fill("鹤汀县三类地区的乡村教师每个月补助多少钱?");
  await page.getByRole("button", { name: "发送" }).tap();
  await finished(page);
  const answer = lastAnswer(page);
  assert.match(await answer.textContent(), /800元/);
  await fits(page, "WeChat's browser");
  await answer.locator(".mark").first().tap();
  await answer.locator(".card.chosen, .card:focus").waitFor();
  await answer.getByRole("button", { name: "有帮助" }).tap();
  await answer.getByText("谢谢,已记下").waitFor();
  await shot(page, "wechat-phone");
  const source = page.context().waitForEvent("page");
  await answer.getByRole("link", { name: /查看原文段落/ }).tap();
  assert.match(await (await source).locator("section:target").textContent(), /800元/);
  assert.deepEqual(page.said, []);
  await accessible(page, "WeChat's browser");
});

test("without a clipboard of its own the page copies the older way, and settings hold until it is left", async () => {
  const page = await inApp();
  const answer = await ask(page, "鹤汀县班主任津贴是多少?");
  const copied = page.evaluate(() => new Promise((resolve) => {
    document.addEventListener("copy", (event) => resolve(/** @type {any} */ (event.target).value), { once: true });
  }));
  await answer.getByRole("button", { name: "复制" }).tap();
  assert.match(await copied, /450元[\s\S]*\[1\] 《.*》/);
  await page.getByRole("status").filter({ hasText: "已复制" }).waitFor();
  assert.equal(await page.locator("body > textarea").count(), 0);
  await page.getByRole("button", { name: "显示设置" }).tap();
  await page.getByRole("radio", { name: "特大" }).check();
  assert.equal(await page.locator("wence-chat").getAttribute("size"), "huge");
  await page.getByRole("button", { name: "关闭" }).tap();
  await fits(page, "WeChat's browser in huge type");
  assert.deepEqual(page.said, []);
});
