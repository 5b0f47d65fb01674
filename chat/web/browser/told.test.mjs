// The page of an answer that a bot has told, as a phone shows it: whole, with its sources, and one asks on from it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, base, fits, open, phone, shot } from "./harness.mjs";

const address = `${base}/answers/01890000-0000-7000-8000-00000000abcd`;

test("an answer is read, its source opened, and one asks on", async () => {
  const page = await open(address, { ...phone, viewport: { width: 360, height: 664 } });
  await page.getByRole("heading", { level: 1, name: /普惠性民办幼儿园/ }).waitFor();
  await fits(page, "an answer");
  await accessible(page, "an answer");
  await shot(page, "told");
  await page.getByRole("link", { name: "引用1" }).tap();
  await page.locator("#c1:target").waitFor();
  assert.match(await page.locator("#c1").textContent(), /荻教发〔2019〕27号.*三、\(二\)/s);
  await page.getByLabel("再问一句").fill("那公办幼儿园呢?");
  await page.getByRole("button", { name: "问", exact: true }).tap();
  await page.getByRole("heading", { level: 1, name: "那公办幼儿园呢?" }).waitFor();
  assert.notEqual(page.url().split("#")[0], address);
  await fits(page, "the next answer");
  await accessible(page, "the next answer");
  assert.match(await page.locator("main").textContent(), /办理以官方文件和窗口答复为准/);
  assert.deepEqual(page.said, []);
});
