// Budgets: how many bytes come before the first question, and how many round trips a slow phone waits for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base, call, finished, open, phone } from "./harness.mjs";

const kilobyte = 1024;

test("the loader is within 2 KB, all that the page needs to open and answer within 20 KB", async () => {
  const loader = Number((await call("/widget.js", { headers: { "Accept-Encoding": "gzip" } })).headers.get("content-length"));
  assert.ok(loader <= 2 * kilobyte, `widget.js: ${loader} bytes`);
  const page = await open("about:blank");
  /** @type {Map<string, number>} */
  const sizes = new Map();
  page.on("response", (r) => { if (r.url().includes("/assets/")) sizes.set(r.url(), Number(r.headers()["content-length"])); });
  await page.goto(`${base}/embed?site=pk_test`);
  await page.locator("textarea").fill("鹤汀县三类地区的乡村教师每个月补助多少钱?");
  await page.locator("textarea").press("Enter");
  await finished(page);
  const total = [...sizes.values()].reduce((a, b) => a + b, 0);
  const list = [...sizes].map(([url, size]) => `${size} ${url.split("/").pop()}`).join("\n");
  assert.ok(sizes.size >= 10 && total <= 20 * kilobyte, `${total} bytes:\n${list}`);
  console.log(`loader ${loader} bytes, app ${total} bytes in ${sizes.size} files`);
});

test("on a slow link the page can be used after four round trips, and an answer takes two more", async () => {
  const page = await open("about:blank", phone);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false, latency: 300, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8, connectionType: "cellular3g",
  });
  const trips = roundTrips(page);
  await page.goto(`${base}/embed?site=pk_test`, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "您的问题" }).waitFor();
  const usable = trips();
  await page.locator("textarea").fill("鹤汀县三类地区的乡村教师每个月补助多少钱?");
  await page.getByRole("button", { name: "发送" }).tap();
  await page.locator(".waiting").waitFor();
  await finished(page);
  console.log(`usable after ${usable} round trips, answers after ${trips()}`);
  assert.ok(usable <= 4, `usable after ${usable} round trips`);
  assert.ok(trips() <= usable + 2, `answers after ${trips() - usable} more`);
});

/**
 * Counts the round trips of a page that follow one upon another: a request is one more than the longest of those that had ended before
 * it began.
 * @param {import("playwright-core").Page} page
 */
function roundTrips(page) {
  let ended = 0;
  /** @type {Map<import("playwright-core").Request, number>} */
  const depth = new Map();
  page.on("request", (request) => depth.set(request, ended + 1));
  page.on("requestfinished", (request) => { ended = Math.max(ended, depth.get(request) ?? 0); });
  return () => ended;
}

test("what was loaded once is not loaded again", async () => {
  const page = await open(`${base}/`);
  await page.locator("textarea").waitFor();
  await page.goto(`${base}/embed?site=pk_test`);
  await page.locator("textarea").waitFor();
  const sent = await page.evaluate(() => performance.getEntriesByType("resource")
    .map((entry) => /** @type {PerformanceResourceTiming} */ (entry))
    .filter((entry) => entry.name.includes("/assets/") && entry.transferSize > 0).map((entry) => entry.name));
  assert.deepEqual(sent, []);
});
