// Notices changed by hand in the console: corrections, withdrawing, and what they do to answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, base, call, fits, post, shot, signedIn, store } from "./harness.mjs";

const made = (rate) => `竹屿县教育局关于发放护眼补助的通知\n竹教发〔2026〕88号\n\n一、护眼补助标准为每生每年${rate}元。\n\n竹屿县教育局\n2026年3月2日\n`;
const question = "竹屿县护眼补助每生每年多少钱?";

/** The answer, with the citation of the notice when it cites it. @param {string} id */
async function answered(id) {
  const answer = await (await post("/api/v1/answers", { question })).json();
  return { ...answer, cited: answer.citations.find((c) => c.notice.id === id) };
}

test("a correction shows what was read, stands in answers, and outlives another version of the file", async () => {
  const { notice_id: id } = await store("护眼补助.txt", made(120));
  assert.match((await answered(id)).text, /120元/);
  const page = await signedIn(`/admin/notices/${id}`);
  assert.equal(await page.getByLabel("发文字号").inputValue(), "竹教发〔2026〕88号");
  await page.getByLabel("标题", { exact: true }).fill("竹屿县护眼补助办法");
  await page.getByLabel("有效期至").fill("2026-06-30");
  await page.getByRole("button", { name: "保存更正" }).click();
  await page.getByRole("status").filter({ hasText: "已保存" }).waitFor();
  assert.match(await page.locator(".row.amended").first().textContent(), /已更正;读到的是“竹屿县教育局关于发放护眼补助的通知”/);
  assert.equal(await page.locator(".row.amended").count(), 2);
  await accessible(page, "a corrected notice");
  await shot(page, "console-correction");
  const { cited } = await answered(id);
  assert.equal(cited.notice.title, "竹屿县护眼补助办法");
  assert.equal(cited.notice.validity.state, "ended");
  const again = await store("护眼补助.txt", made(150));
  assert.equal(again.state, "replaced");
  assert.equal(again.notice_id, id);
  const after = await answered(id);
  assert.match(after.text, /150元/);
  assert.equal(after.cited.notice.title, "竹屿县护眼补助办法");
  assert.equal(after.cited.notice.validity.until, "2026-06-30");
  await page.goto(`${base}/admin/notices?q=护眼补助办法`);
  assert.match(await page.locator(".stock li").textContent(), /有更正/);
  await page.getByRole("link", { name: "竹屿县护眼补助办法" }).click();
  await page.getByText("恢复为读到的内容").click();
  await page.getByRole("button", { name: "确认恢复" }).click();
  await page.getByRole("status").filter({ hasText: "已恢复为读到的内容" }).waitFor();
  assert.equal((await answered(id)).cited.notice.title, "竹屿县教育局关于发放护眼补助的通知");
  assert.deepEqual(page.said, []);
});

test("what cannot be is told at its field, with what was perhaps meant, and nothing that was typed is lost", async () => {
  const { notice_id: id } = await store("护眼补助二.txt", made(130).replace("88号", "89号"));
  const page = await signedIn(`/admin/notices/${id}`);
  await page.getByLabel("标题", { exact: true }).fill("改了一半的标题");
  await page.getByLabel("适用地区").fill("朝阳");
  await page.getByRole("button", { name: "保存更正" }).click();
  await page.getByRole("alert").waitFor();
  assert.match(await page.locator("#region-about").textContent(), /北京市朝阳区/);
  assert.equal(await page.getByLabel("适用地区").getAttribute("aria-invalid"), "true");
  assert.ok(await page.locator('#regions option[value="北京市朝阳区"]').count(), "it can be chosen");
  assert.equal(await page.getByLabel("标题", { exact: true }).inputValue(), "改了一半的标题");
  await accessible(page, "a refused correction");
  await shot(page, "console-correction-refused");
  await page.getByLabel("适用地区").fill("北京市朝阳区");
  await page.getByRole("button", { name: "保存更正" }).click();
  await page.getByRole("status").filter({ hasText: "已保存" }).waitFor();
  assert.equal((await (await call(`/api/v1/notices/${id}`)).json()).region, "朝阳区");
  page.said = page.said.filter((said) => !said.includes("422"));
  assert.deepEqual(page.said, []);
});

test("a notice is withdrawn and restored by keyboard alone; in between nothing is answered from it", async () => {
  const { notice_id: id } = await store("护眼补助三.txt", made(140).replaceAll("护眼补助", "防近视补贴").replace("88号", "90号"));
  const ask = async () => (await (await post("/api/v1/answers", { question: "竹屿县防近视补贴每生每年多少钱?" })).json());
  assert.match((await ask()).text, /140元/);
  const page = await signedIn(`/admin/notices/${id}`);
  const press = async (name) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((want) => document.activeElement?.textContent === want, name)) break;
      assert.ok(i < 59, `${name} is not reached by Tab`);
    }
    await page.keyboard.press("Enter");
  };
  await press("撤下这份文件");
  await press("确认撤下");
  await page.getByRole("status").filter({ hasText: "已撤下" }).waitFor();
  await accessible(page, "a withdrawn notice in the console");
  const without = await ask();
  assert.doesNotMatch(without.text, /140元/);
  assert.equal(without.citations.some((c) => c.notice.id === id), false);
  const source = await call(`/notices/${id}`, { headers: { Accept: "text/html" } });
  assert.equal(source.status, 410);
  assert.doesNotMatch(await source.text(), /140元/);
  assert.equal((await call(`/api/v1/notices/${id}`)).status, 410);
  assert.equal((await (await call("/facts?q=防近视")).text()).includes("140元"), false);
  await store("护眼补助三.txt", made(145).replaceAll("护眼补助", "防近视补贴").replace("88号", "90号"));
  assert.doesNotMatch((await ask()).text, /145元/, "it stays withdrawn when the file comes again");
  await page.goto(`${base}/admin/notices?state=withdrawn`);
  await page.getByRole("link", { name: /防近视补贴/ }).click();
  await press("恢复这份文件");
  await page.getByRole("status").filter({ hasText: "已恢复" }).waitFor();
  assert.match((await ask()).text, /145元/);
  await page.setViewportSize({ width: 320, height: 568 });
  await fits(page, "a correction of 320 px");
  await shot(page, "console-correction-phone");
  assert.deepEqual(page.said, []);
});

test("the page of a correction passes axe in the dark", async () => {
  const { data } = await (await call("/api/v1/notices?limit=1")).json();
  const page = await signedIn(`/admin/notices/${data[0].id}`, { colorScheme: "dark" });
  await accessible(page, "a correction in the dark");
  await shot(page, "console-correction-dark");
});
