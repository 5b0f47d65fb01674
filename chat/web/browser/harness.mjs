// What the browser tests share: the browser, pages in it, and the questions that they ask of a page.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set: run these tests with go test`);
  return value;
}

export const base = setting("WENCE_URL");
export const key = setting("WENCE_KEY");
export const hostPort = Number(setting("HOST_PORT"));
export const strangerPort = Number(setting("STRANGER_PORT"));
const shots = setting("SHOTS");
mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: setting("CHROMIUM"),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"],
});
after(() => browser.close());

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/**
 * Opens a page of its own. What its console and its errors say is kept in page.said.
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function open(address, options = {}) {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 860 }, ...options });
  after(() => context.close());
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(address.startsWith("/") ? base + address : address);
  return Object.assign(page, { said });
}

/** Opens the page to ask on and waits until it can be used. @param {string} [origin] @param {any} [options] */
export async function chat(origin = base, options = {}) {
  const page = await open(`${origin}/`, options);
  await page.getByRole("textbox", { name: "您的问题" }).waitFor();
  return page;
}

/** Asks a question as a person does and waits for the end of the answer. @param {any} page @param {string} question */
export async function ask(page, question) {
  await type(page, question);
  await finished(page);
  return lastAnswer(page);
}

/** @param {any} page @param {string} question */
export async function type(page, question) {
  const field = page.locator("textarea");
  await field.fill(question);
  await field.press("Enter");
}

/** Waits until no answer is under way. @param {any} page */
export async function finished(page) {
  await page.locator(".exchange").last().locator('.answer[aria-busy="false"]').waitFor();
}

/** @param {any} page */
export function lastAnswer(page) {
  return page.locator(".exchange").last().locator(".answer");
}

/** The one place where a screen reader listens. @param {any} page */
export async function status(page) {
  return page.getByRole("status").first().textContent();
}

/** Keeps a picture of the page. @param {any} page @param {string} name */
export async function shot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Fails on anything that axe finds against WCAG 2.2 AA, or serious.
 * @param {any} page
 * @param {string} where
 */
export async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  }));
  const text = found.violations.map((v) => `${v.impact} ${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.html).join("\n  ")}`);
  assert.equal(found.violations.length, 0, `${where}:\n${text.join("\n")}`);
  assert.ok(found.passes.length > 10, `${where}: axe looked at nothing`);
}

/** Fails where the page is wider than its window. @param {any} page @param {string} where */
export async function fits(page, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${where}: ${wide}px too wide`);
}

/**
 * What the service says to a program.
 * @param {string} path
 * @param {RequestInit} [init]
 */
export function call(path, init = {}) {
  return fetch(base + path, init);
}

/** @param {string} path @param {unknown} body @param {Record<string, string>} [headers] */
export function post(path, body, headers = {}) {
  return call(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
}

/** Waits until something is so, at most a minute: a busy machine is no fault. @param {() => Promise<boolean>} so */
export async function until(so) {
  for (const end = Date.now() + 60_000; !(await so());) {
    assert.ok(Date.now() < end, `not within a minute: ${so}`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

/** @type {Promise<import("playwright-core").Cookie>|undefined} */
let signedOnce;

/** The cookie of somebody who has signed in: once a script, since sign-ins are limited. */
export function pass() {
  signedOnce ||= signIn();
  return signedOnce;
}

async function signIn() {
  const body = new URLSearchParams({ key });
  const response = await call("/admin/session", { method: "POST", body, redirect: "manual" });
  assert.equal(response.status, 303);
  const [name, value] = response.headers.getSetCookie()[0].split(";")[0].split("=");
  return { name, value, domain: "127.0.0.1", path: "/", expires: -1, httpOnly: true, secure: false, sameSite: /** @type {const} */ ("Strict") };
}

/** Opens a page of the console, signed in. @param {string} path @param {any} [options] */
export async function signedIn(path, options = {}) {
  return open(path, { ...options, storageState: { cookies: [await pass()], origins: [] } });
}

/** Stores a notice. @param {string} name @param {string} text */
export async function store(name, text) {
  const form = new FormData();
  form.set("file", new Blob([text]), name);
  const response = await call("/api/v1/admin/uploads", { method: "POST", headers: { Authorization: `Bearer ${key}` }, body: form });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()).data[0];
}
