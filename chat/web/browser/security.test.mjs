// What guards the service: policies, origins, sessions, limits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base, call, chat, finished, hostPort, lastAnswer, pass, post, strangerPort, type } from "./harness.mjs";

const host = `http://127.0.0.1:${hostPort}`;
const stranger = `http://127.0.0.1:${strangerPort}`;

test("every page has a strict policy; the frame may be shown by its site alone", async () => {
  const { data: [notice] } = await (await call("/api/v1/notices?limit=1")).json();
  const { value } = await pass();
  for (const path of ["/", "/notices", `/notices/${notice.id}`, "/facts", "/embed", "/embed?site=pk_test", "/nosuch", "/admin",
    "/admin/notices", `/admin/notices/${notice.id}`, "/admin/questions", "/admin/facts"]) {
    const { headers, status } = await call(path, { headers: { Accept: "text/html", Cookie: `wence_console=${value}` } });
    assert.equal(status, path === "/nosuch" ? 404 : 200, path);
    const policy = headers.get("content-security-policy");
    assert.match(policy, /^default-src 'none';/, path);
    assert.doesNotMatch(policy, /unsafe|\*/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("x-frame-options"), null);
  }
  const original = (await call(`/notices/${notice.id}/original`)).headers;
  assert.match(original.get("content-security-policy"), /^sandbox;/);
  assert.match(original.get("content-disposition"), /^attachment;/);
  const ancestors = async (path) => /frame-ancestors ([^;]*)/.exec((await call(path)).headers.get("content-security-policy"))[1];
  assert.equal(await ancestors("/embed?site=pk_test"), `'self' ${host}`);
  assert.equal(await ancestors("/embed"), "'self'");
  assert.equal(await ancestors("/"), "'self'");
  assert.equal(await ancestors("/admin"), "'none'");
  assert.doesNotMatch(await (await call("/embed?site=pk_nobody")).text(), /<script|wence-chat/);
});

test("a session is given to the pages of its site, and opens nothing but asking", async () => {
  const session = (origin, site = "pk_test") => post("/api/v1/widget/sessions", { site }, origin ? { Origin: origin } : {});
  assert.equal((await session(stranger)).status, 403);
  assert.equal((await session(base, "pk_nobody")).status, 403);
  const response = await session(host);
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("access-control-allow-origin"), host);
  const { token, expires_in } = await response.json();
  assert.equal(expires_in, 1800);
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
  assert.equal(claims.exp - claims.iat, 1800);
  const asked = (t) => post("/api/v1/answers", { question: "鹤汀县班主任津贴是多少?" }, { Authorization: `Bearer ${t}` });
  assert.equal((await asked(token)).status, 200);
  const [head, body, signature] = token.split(".");
  const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${body}.`;
  const other = `${head}.${Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 9e6 })).toString("base64url")}.${signature}`;
  for (const forged of [none, other, "x"]) assert.equal((await asked(forged)).status, 401);
  const upload = await call("/api/v1/admin/uploads", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
  assert.equal(upload.status, 401, "a widget's token is no key of the console");
  const cookie = await call("/admin", { headers: { Cookie: `wence_console=${token}` } });
  assert.match(await cookie.text(), /管理密钥/);
});

test("pages of other origins may not call; their browsers are told so beforehand", async () => {
  const preflight = (origin) => call("/api/v1/answers", { method: "OPTIONS", headers: {
    Origin: origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type",
  } });
  const good = await preflight(host);
  assert.equal(good.status, 204);
  assert.equal(good.headers.get("access-control-allow-origin"), host);
  assert.equal(good.headers.get("access-control-allow-credentials"), null);
  assert.equal((await preflight(stranger)).status, 403);
  assert.equal((await preflight("null")).status, 403);
  assert.equal((await post("/api/v1/answers", { question: "补多少?" }, { Origin: stranger })).status, 403);
  assert.equal((await post("/api/v1/answers", { question: "鹤汀县班主任津贴是多少?" })).status, 200, "programs send no origin");
});

test("an address that asks too often gets 429 with the time to wait, and the page says so", async () => {
  const forwarded = { "X-Forwarded-For": "203.0.113.7" }; // as through a proxy, so that it is not this machine's own
  let limited;
  for (let i = 0; i < 61; i++) {
    limited = await call("/api/v1/regions", { headers: forwarded });
    await limited.arrayBuffer();
  }
  assert.equal(limited.status, 429);
  assert.match(limited.headers.get("content-type"), /problem\+json/);
  const seconds = Number(limited.headers.get("retry-after"));
  assert.ok(seconds >= 1 && seconds <= 61, `${seconds} s`);
  assert.equal((await call("/api/v1/regions")).status, 200, "a program on this machine is not held back");
  const page = await chat();
  await page.context().setExtraHTTPHeaders(forwarded);
  await type(page, "鹤汀县班主任津贴是多少?");
  await finished(page);
  assert.match(await lastAnswer(page).locator(".failure").textContent(), /请求过于频繁,请\d+秒后再试/);
});

test("feedback is checked", async () => {
  const id = "01890000-0000-7000-8000-000000000000";
  const rate = async (answer, body) => (await post(`/api/v1/answers/${answer}/feedback`, body)).status;
  assert.equal(await rate(id, { rating: "up" }), 204);
  assert.equal(await rate("../../x", { rating: "up" }), 404);
  assert.equal(await rate("not-an-id", { rating: "up" }), 422);
  assert.equal(await rate(id, { rating: "5" }), 422);
  assert.equal(await rate(id, { rating: "down", reason: "<b>" }), 422);
  assert.equal(await rate(id, { rating: "down", comment: "长".repeat(301) }), 422);
});
