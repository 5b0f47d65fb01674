// The console: who gets in, fifty files with three bad ones, and what was understood.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, base, call, fits, key, open, shot } from "./harness.mjs";

/** @param {any} page */
async function signIn(page) {
  await page.getByLabel("管理密钥").fill(key);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: /已收录\d+份文件/ }).waitFor();
}

test("the console asks for its key, and keeps neighbours out", async () => {
  const page = await open("/admin/notices");
  await accessible(page, "the sign-in");
  await page.getByLabel("管理密钥").fill("wrong");
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("密钥不对").waitFor();
  await signIn(page);
  const [cookie] = await page.context().cookies();
  assert.ok(cookie.httpOnly && cookie.sameSite === "Strict", JSON.stringify(cookie));
  assert.ok(!cookie.value.includes(key) && !(await page.content()).includes(key), "the key is nowhere in the browser");
  const upload = (headers) => call("/api/v1/admin/uploads", { method: "POST", headers });
  assert.equal((await upload({})).status, 401);
  assert.equal((await upload({ Authorization: "Bearer wrong" })).status, 401);
  const neighbour = await upload({ Cookie: `${cookie.name}=${cookie.value}`, Origin: "http://127.0.0.1:1" });
  assert.equal(neighbour.status, 403, "a neighbour's page with the clerk's cookie");
  await page.getByRole("button", { name: "退出" }).click();
  await page.getByLabel("管理密钥").waitFor();
});

test("fifty files go up at once; the three bad ones are named with reason and remedy, the rest are stored", async () => {
  const page = await open("/admin/notices");
  await signIn(page);
  const files = Array.from({ length: 47 }, (_, i) => ({
    name: `示例通知${i + 1}.txt`, mimeType: "text/plain",
    buffer: Buffer.from(`示例${i + 1}县关于发放第${i + 1}批助学金的通知\n示教发〔2026〕${i + 1}号\n\n一、每生每学期补助${500 + i}元。\n\n示例县教育局\n2026年3月${1 + (i % 28)}日\n`),
  }));
  const bad = [
    { name: "空文件.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
    { name: "坏了的文件.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 and no more") },
    { name: "程序.exe", mimeType: "application/octet-stream", buffer: Buffer.concat([Buffer.from("MZ"), Buffer.alloc(600, 7)]) },
  ];
  await page.locator("#files").setInputFiles([...files.slice(0, 20), bad[0], bad[1], ...files.slice(20), bad[2]]);
  await page.getByRole("status").filter({ hasText: "已处理50个文件,失败3个" }).waitFor({ timeout: 60_000 });
  const rows = page.locator("#queue > li");
  assert.equal(await rows.count(), 50);
  assert.equal(await page.locator("#queue > li.failed").count(), 3);
  for (const [i, { name }] of bad.reverse().entries()) {
    const row = page.locator("#queue > li.failed").filter({ hasText: name });
    assert.equal(await row.count(), 1, name);
    assert.match(await row.locator(".reason").textContent(), /.{6,}/, `${name} has a reason`);
    assert.ok(i < 3);
  }
  assert.match(await rows.first().getAttribute("class"), /failed/, "the bad ones stand first");
  await accessible(page, "the console after the uploads");
  await shot(page, "console-uploads");
  await page.reload();
  const heading = await page.getByRole("heading", { name: /已收录/ }).textContent();
  assert.ok(Number(/\d+/.exec(heading)[0]) >= 47 + 20, heading);
  await page.getByRole("searchbox", { name: "关键词" }).fill("示教发〔2026〕7号 助学金");
  await page.getByRole("button", { name: "查找" }).click();
  await page.getByRole("link", { name: "全部文件" }).waitFor();
  assert.deepEqual(await page.locator(".stock .name").allTextContents(), ["示例7县关于发放第7批助学金的通知"]);
  await page.getByRole("link", { name: "全部文件" }).click();
  await page.evaluate(() => scrollTo(0, 420));
  await shot(page, "console-notices");
});

test("files are dropped as well, a place is given by hand, and the same bytes are told as such", async () => {
  const page = await open("/admin/notices");
  await signIn(page);
  await page.getByLabel("适用地区").fill("竹屿县");
  const drop = (name) => page.evaluate(async (file) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["关于校车安全的通知\n\n一、校车每车配备照管人员1名。\n"], file));
    const zone = document.getElementById("drop");
    for (const type of ["dragover", "drop"]) zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, name);
  await drop("校车.txt");
  await page.locator("#queue > li.stored").waitFor();
  const href = await page.locator("#queue a").getAttribute("href");
  assert.equal((await (await fetch(`${base}/api/v1${href}`)).json()).region, "竹屿县");
  await drop("校车.txt");
  await page.locator("#queue > li.unchanged").waitFor();
  await page.getByLabel("适用地区").fill("亚特兰蒂斯县");
  await drop("别处.txt");
  assert.match(await page.locator("#queue > li.failed .reason").textContent(), /亚特兰蒂斯县/);
});

test("the console works in the dark and on a narrow phone", async () => {
  const page = await open("/admin/notices", { colorScheme: "dark", viewport: { width: 320, height: 568 } });
  await fits(page, "the sign-in of 320 px");
  await signIn(page);
  await fits(page, "the console of 320 px");
  await accessible(page, "the console, dark and narrow");
  await page.setViewportSize({ width: 1280, height: 860 });
  await shot(page, "console-dark");
});

test("a file that is too large is refused in words", async () => {
  const form = new FormData();
  form.set("file", new Blob([Buffer.alloc(51 << 20, 65)]), "大.txt");
  const response = await call("/api/v1/admin/uploads", { method: "POST", headers: { Authorization: `Bearer ${key}` }, body: form });
  assert.equal(response.status, 413);
  assert.match((await response.json()).detail, /不能超过50 MB/);
});
