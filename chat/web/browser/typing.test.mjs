// The question form under Chinese input methods, and with the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, backend } from "./backend.mjs";
import { accessible, chat, finished, phone, shot } from "./harness.mjs";

const echo = (stage, body) => stage.done(answer([{ text: body.question, citations: [] }], []));

/** Plays key and composition events on the field, each a list of [type, fields, milliseconds before it]. */
async function play(page, steps) {
  await page.locator("textarea").evaluate(async (field, list) => {
    field.focus();
    for (const [type, fields, delay = 0] of list) {
      if (delay > 0) await new Promise((resolve) => { setTimeout(resolve, delay); });
      const Kind = type.startsWith("composition") ? CompositionEvent : KeyboardEvent;
      const event = new Kind(type, { bubbles: true, composed: true, cancelable: true, key: "Enter", ...fields });
      if (fields.keyCode !== undefined) Object.defineProperty(event, "keyCode", { value: fields.keyCode });
      field.dispatchEvent(event);
    }
  }, steps);
}

const enter = (fields, delay) => ["keydown", { keyCode: 13, isComposing: false, ...fields }, delay];

const orders = {
  "Chrome: the key comes while composing": [["compositionstart", {}], enter({ isComposing: true, keyCode: 229 }), ["compositionend", {}]],
  "Safari: the composition ends, then the key comes with the code 229": [["compositionstart", {}], ["compositionend", {}], enter({ keyCode: 229 })],
  "Safari: the composition ends, then the key comes with its own code": [["compositionstart", {}], ["compositionend", {}], enter({})],
  "old Android: the key says nothing of the composition": [["compositionstart", {}], enter({}), ["compositionend", {}]],
};

for (const [name, steps] of Object.entries(orders)) {
  test(`Enter that chooses a word does not send. ${name}`, async () => {
    const { origin, asked } = await backend(echo);
    const page = await chat(origin);
    await page.locator("textarea").fill("奉节县补贴");
    await play(page, steps);
    await page.waitForTimeout(150);
    assert.equal(asked.length, 0, "nothing was sent");
    assert.equal(await page.locator("textarea").inputValue(), "奉节县补贴");
    await play(page, [enter({}, 100)]);
    await finished(page);
    assert.equal(asked.length, 1, "the next Enter sends");
  });
}

test("text composed through the browser's own input method arrives whole", async () => {
  const { origin, asked } = await backend(echo);
  const page = await chat(origin);
  await page.locator("textarea").focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "jiang", selectionStart: 5, selectionEnd: 5 });
  await page.keyboard.press("Enter");
  assert.equal(asked.length, 0, "Enter within a composition does not send");
  await devtools.send("Input.insertText", { text: "奖励" });
  assert.match(await page.locator("textarea").inputValue(), /^奖励/);
});

test("Shift and Enter makes a line, nothing is sent for blanks, and too long a question is counted and kept", async () => {
  const { origin, asked } = await backend(echo);
  const page = await chat(origin);
  const field = page.locator("textarea");
  await field.press("Enter");
  await field.fill("   ");
  await field.press("Enter");
  await field.fill("一");
  await field.press("Shift+Enter");
  assert.equal(await field.inputValue(), "一\n");
  await field.fill("问".repeat(501));
  await page.getByText("超出1字").waitFor();
  await field.press("Enter");
  assert.equal(asked.length, 0);
  await field.fill("问".repeat(500));
  await field.press("Enter");
  await finished(page);
  assert.equal(asked.length, 1);
  const { size, height } = await field.evaluate((e) => ({ size: Number.parseFloat(getComputedStyle(e).fontSize), height: e.clientHeight }));
  assert.ok(size >= 16, "iOS does not zoom in");
  assert.ok(height < 60, "the field is one line again");
});

test("everything is reached and worked with the keyboard alone, and the focus is seen", async () => {
  const page = await chat();
  /** @type {string[]} */
  const seen = [];
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement?.shadowRoot?.activeElement;
      if (!e) return null;
      const { outlineStyle } = getComputedStyle(e);
      const ring = outlineStyle !== "none" || getComputedStyle(e.closest(".box") || e).boxShadow !== "none";
      return { name: e.getAttribute("aria-label") || e.textContent, ring };
    });
    if (!at) break;
    assert.ok(at.ring, `the focus on ${at.name} is not seen`);
    seen.push(String(at.name));
  }
  assert.match(seen.join("|"), /新对话.*显示设置.*对话记录.*所收录的文件.*您的问题.*地区.*发送/s);
  await page.locator("textarea").focus();
  await page.keyboard.type("鹤汀县三类地区的乡村教师每个月补助多少钱?");
  await page.keyboard.press("Enter");
  await finished(page);
  assert.ok(await page.locator("textarea").evaluate((f) => f.getRootNode().activeElement === f), "the focus stays in the field");
  await page.locator(".mark").first().focus();
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.className), /card/);
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), /查看原文段落/);
  const region = page.getByRole("button", { name: /^地区/ });
  await region.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.ok(await region.evaluate((r) => r.getRootNode().activeElement === r), "the focus comes back");
});

test("a narrow phone shows everything, with room for fingers", async () => {
  const page = await chat(undefined, { ...phone, viewport: { width: 320, height: 568 } });
  await page.locator("textarea").fill("荻溪县普惠性民办幼儿园每个孩子补助多少钱?");
  await page.getByRole("button", { name: "发送" }).tap();
  await finished(page);
  const report = await page.evaluate(() => {
    const root = document.querySelector("wence-chat").shadowRoot;
    const wide = [...root.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".hidden"));
    const small = [...root.querySelectorAll("button, a")].filter((e) => {
      const { width, height } = e.getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24);
    });
    return { wide: wide.map((e) => e.className), small: small.map((e) => e.outerHTML), focused: root.activeElement?.tagName };
  });
  assert.deepEqual(report.wide, []);
  assert.deepEqual(report.small, []);
  assert.notEqual(report.focused, "TEXTAREA", "the keyboard of the phone goes away");
  await accessible(page, "a narrow phone");
  await shot(page, "narrow-phone");
});

test("WCAG's text spacing cuts nothing off", async () => {
  const page = await chat(undefined, phone);
  await page.locator("textarea").fill("鹤汀县班主任津贴是多少?");
  await page.locator("textarea").press("Enter");
  await finished(page);
  const cut = await page.evaluate(() => {
    const root = document.querySelector("wence-chat").shadowRoot;
    for (const e of root.querySelectorAll("*")) {
      if (e instanceof HTMLElement) Object.assign(e.style, { lineHeight: "1.5", letterSpacing: ".12em", wordSpacing: ".16em" });
    }
    return [...root.querySelectorAll(".card, .actions, .badge, header, .chip, .main")]
      .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").map((e) => e.className);
  });
  assert.deepEqual(cut, []);
});
