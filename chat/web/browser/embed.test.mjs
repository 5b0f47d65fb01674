// The widget in other sites' pages: the button, the frame, the inline element, and who may show them.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { accessible, base, finished, hostPort, open, phone, shot, strangerPort } from "./harness.mjs";

const tag = (site, more = "") => `<script src="${base}/widget.js" data-site="${site}" ${more} async></script>`;

// A school's page with styles and scripts that would spoil a widget which shared them.
const school = (body) => `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>某某学校</title><style>* { color: red !important; font-size: 40px !important; } button, iframe { display: block }</style>
<script>Array.prototype.mine = 1; window.addEventListener("keydown", (e) => e.key === "Tab" && 0)</script></head>
<body><main><h1>某某学校网站</h1><p>通知公告</p></main>${body}</body></html>`;

const pages = {
  "/": school(tag("pk_test", 'data-region="鹤汀县"')),
  "/left": school(tag("pk_test", 'data-position="left" data-label="问问政策" data-color="#0a7d4b"')),
  "/unknown": school(tag("pk_nobody")),
  "/inline": school(`<wence-chat site="pk_test"></wence-chat>${tag("pk_test")}`),
  "/strict": school(tag("pk_test")),
};

function serve(port) {
  const server = createServer((request, response) => {
    const page = pages[request.url];
    /** @type {Record<string, string>} */
    const headers = { "Content-Type": "text/html; charset=utf-8" };
    if (request.url === "/strict") headers["Content-Security-Policy"] = `default-src 'none'; script-src ${base}; frame-src ${base}`;
    response.writeHead(page ? 200 : 404, headers).end(page);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(`http://127.0.0.1:${port}`)));
}

const host = await serve(hostPort);
const stranger = await serve(strangerPort);

/** The button lives in a closed shadow root, where only eyes and hands get. */
async function press(page) {
  const { width, height } = page.viewportSize();
  await page.mouse.click(page.url().endsWith("/left") ? 60 : width - 60, height - 40);
}

const frameOf = (page) => page.frames().find((f) => f.url().startsWith(`${base}/embed`));

async function opened(page) {
  await press(page);
  await page.waitForFunction(() => true);
  for (let i = 0; i < 100 && !frameOf(page); i++) await page.waitForTimeout(50);
  const frame = frameOf(page);
  assert.ok(frame, "a frame opens");
  return frame;
}

test("one script adds a button; nothing else is loaded before the first click", async () => {
  const page = await open("about:blank");
  const loaded = [];
  page.on("request", (r) => { if (r.url().startsWith(base)) loaded.push(r.url()); });
  await page.goto(`${host}/`);
  await page.waitForTimeout(500);
  assert.deepEqual(loaded, [`${base}/widget.js`]);
  await accessible(page, "a page with the button");
  const frame = await opened(page);
  await frame.getByRole("textbox", { name: "您的问题" }).waitFor();
  assert.match(await frame.locator(".region").textContent(), /鹤汀县/, "the page's place is set");
  await frame.locator("textarea").fill("班主任津贴是多少?");
  await frame.locator("textarea").press("Enter");
  await finished(frame);
  assert.match(await frame.locator(".text").textContent(), /450元/);
  assert.equal(await frame.locator(".text").evaluate((e) => getComputedStyle(e).color), "rgb(26, 35, 48)", "the page's styles stay out");
  await accessible(page, "the page with the widget open");
  await shot(page, "widget-desktop");
  assert.deepEqual(page.said.filter((s) => !/favicon/.test(s) && !/404/.test(s)), []);
});

test("Escape, the widget's own button and the page's close it; it keeps its conversation", async () => {
  const page = await open(`${host}/`);
  await page.waitForTimeout(300);
  const frame = await opened(page);
  const field = frame.getByRole("textbox", { name: "您的问题" });
  await field.waitFor();
  const seen = () => frame.evaluate(() => innerWidth > 0 && innerHeight > 0 && document.visibilityState === "visible" && innerHeight);
  await field.fill("没有问完");
  await field.press("Escape");
  await field.waitFor({ state: "hidden" }); // not before: a press while it closes would only close it again
  await page.waitForFunction(() => document.activeElement?.tagName === "DIV");
  await press(page);
  await field.waitFor();
  assert.ok(await seen());
  assert.equal(await field.inputValue(), "没有问完");
  await frame.getByRole("button", { name: "关闭" }).click();
  await field.waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.tagName === "DIV");
});

test("on a phone it fills the screen and has its own way out", async () => {
  const page = await open(`${host}/`, phone);
  await page.waitForTimeout(300);
  const frame = await opened(page);
  await frame.getByRole("button", { name: "关闭" }).waitFor();
  assert.deepEqual(await frame.evaluate(() => [innerWidth, innerHeight]), [390, 844]);
  await shot(page, "widget-phone");
  await frame.getByRole("button", { name: "关闭" }).tap();
  await page.waitForTimeout(200);
  await shot(page, "closed-phone");
});

test("label, colour and side are the page's to choose; a strict policy does not stop it", async () => {
  const left = await open(`${host}/left`);
  await left.waitForTimeout(300);
  await shot(left, "button-left");
  await (await opened(left)).getByRole("textbox").waitFor();
  const strict = await open(`${host}/strict`);
  await strict.waitForTimeout(300);
  await (await opened(strict)).getByRole("textbox").waitFor();
});

test("a page that is not registered gets no frame; an unknown key gets words", async () => {
  const page = await open(`${stranger}/`);
  await page.waitForTimeout(300);
  await press(page);
  await page.waitForTimeout(800);
  const frame = page.frames()[1];
  assert.ok(!frame || !frame.url().startsWith(base), "the browser refuses the frame");
  assert.ok(page.said.some((s) => /frame-ancestors/.test(s)));
  const other = await open(`${host}/unknown`);
  await other.waitForTimeout(300);
  const words = await opened(other);
  await words.getByText("还没有登记").waitFor();
});

test("the inline element works in a registered page, and in no other", async () => {
  const page = await open(`${host}/inline`);
  await page.getByRole("textbox", { name: "您的问题" }).waitFor();
  await page.locator("textarea").fill("鹤汀县班主任津贴是多少?");
  await page.locator("textarea").press("Enter");
  await finished(page);
  assert.match(await page.locator(".text").textContent(), /450元/);
  assert.equal(await page.locator("h2.title").count(), 1, "its headings fit under the page's");
  await accessible(page, "the inline element");
  await shot(page, "inline-desktop");
  const other = await open(`${stranger}/inline`);
  await other.locator("textarea").fill("鹤汀县班主任津贴是多少?");
  await other.locator("textarea").press("Enter");
  await finished(other);
  assert.equal(await other.locator(".card").count(), 0);
  assert.equal(await other.locator(".failure").count(), 1);
});
