// Answers as they come, and everything that can go wrong with them: scripted answers between page and program.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, backend, citation, wait } from "./backend.mjs";
import { accessible, chat, finished, lastAnswer, open, base, phone, shot, status, type } from "./harness.mjs";

test("text grows as it comes, marks are buttons at once, and the status line alone speaks", async () => {
  let go;
  const gate = new Promise((resolve) => { go = resolve; });
  const { origin } = await backend(async (stage) => {
    stage.event("meta", { id: "x" });
    stage.event("status", { stage: "searching", text: "正在查找政策文件" });
    await wait(300);
    stage.event("citations", { citations: [citation(1), citation(2)] });
    stage.event("delta", { text: "第一句。[1]\n" });
    await gate;
    stage.event("delta", { text: "第二句见文件[2015]3号。[2]" });
    stage.done(answer([{ text: "第一句。", citations: [1] }, { text: "第二句见文件[2015]3号。", citations: [2] }], [citation(1), citation(2)]));
  });
  const page = await chat(origin);
  await type(page, "问一个问题");
  await page.locator(".waiting").waitFor();
  assert.equal(await status(page), "正在查找政策文件");
  await shot(page, "waiting-desktop");
  const current = lastAnswer(page);
  const mark = current.getByRole("button", { name: /^引用1/ });
  await mark.waitFor();
  assert.equal(await current.locator(".text").textContent(), "第一句。1");
  assert.equal(await current.getAttribute("aria-busy"), "true");
  assert.equal(await page.getByRole("button", { name: "停止" }).count(), 1);
  await mark.focus();
  go();
  await finished(page);
  assert.ok(await mark.evaluate((m) => m.getRootNode().activeElement === m), "the focus stays on a line that did not change");
  assert.equal(await current.locator(".text").textContent(), "第一句。1第二句见文件[2015]3号。2");
  const live = await page.locator("[aria-live], [role=status], [role=alert], [role=log]").count();
  assert.equal(live, 1, "one live region");
  assert.match(await status(page), /引用2处原文/);
});

test("a stop ends the answer at both ends and keeps what came; a retry asks again", async () => {
  let closed = false;
  let calls = 0;
  const { origin, asked } = await backend(async (stage) => {
    calls++;
    stage.event("citations", { citations: [citation(1)] });
    stage.event("delta", { text: "第一句。[1]" });
    if (calls > 1) return stage.done(answer([{ text: "第一句。", citations: [1] }], [citation(1)]));
    await stage.closed;
    closed = true;
  });
  const page = await chat(origin);
  await type(page, "问一个问题");
  await page.locator(".mark").waitFor();
  await page.getByRole("button", { name: "停止" }).click();
  await finished(page);
  assert.equal(await status(page), "已停止");
  assert.match(await lastAnswer(page).textContent(), /第一句。1.*已停止/s);
  await wait(100);
  assert.ok(closed, "the service is told");
  await lastAnswer(page).getByRole("button", { name: "重试" }).click();
  await finished(page);
  assert.equal(asked.length, 2);
  assert.deepEqual(asked[1], asked[0], "the same question, with no history of the stopped answer");
  assert.equal(await page.locator(".exchange").count(), 1);
});

test("nothing that a model or a notice says becomes markup, an address or a script", async () => {
  const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script><b>粗</b> [x](javascript:window.hit=1) {{7*7}} <!--';
  const bad = citation(1, {
    quote: evil, locator: evil, link: "javascript:window.hit=1",
    notice: { title: evil, number: evil, issuer: evil, url: "javascript:window.hit=1" },
  }, { state: "constructor", note: evil, replaced_by: "../../admin?x=<script>" });
  const { origin } = await backend((stage) => {
    stage.event("citations", { citations: [bad] });
    stage.event("delta", { text: `${evil}[1]` });
    stage.done(answer([{ text: evil, citations: [1] }], [bad], { choices: [evil], notes: [evil], meta: { as_of: evil, region: evil, question: evil } }));
  });
  const page = await chat(origin);
  await type(page, evil);
  await finished(page);
  const current = lastAnswer(page);
  assert.equal(await current.locator(".text").textContent(), `${evil}1`, "the text stands as it is");
  assert.match(await current.locator(".badge").textContent(), /^效力待核$/, "a state that is none is not known");
  assert.equal(await page.locator("wence-chat").locator("img, script, b").count(), 0);
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).hit), undefined);
  for (const href of await current.locator("a").evaluateAll((all) => all.map((a) => a.href))) {
    assert.match(href, /^http:\/\/127\.0\.0\.1/, href);
  }
  assert.equal(await current.getByRole("link", { name: /查看原文段落|官网原文/ }).count(), 0, "no link to such an address");
  await shot(page, "hostile-desktop");
});

test("a line that is cut is said to be, and tried again", async () => {
  let calls = 0;
  const { origin } = await backend(async (stage) => {
    stage.event("delta", { text: "半句" });
    await wait(100); // a browser asks again by itself when not a byte came
    if (++calls === 1) return stage.cut();
    return stage.done(answer([{ text: "整句。", citations: [] }], []));
  });
  const page = await chat(origin, phone);
  await type(page, "问一个问题");
  await finished(page);
  assert.match(await lastAnswer(page).locator(".failure").textContent(), /连接中断/);
  assert.match(await status(page), /连接中断/);
  await accessible(page, "a failure");
  await shot(page, "cut-phone");
  await lastAnswer(page).getByRole("button", { name: "重试" }).click();
  await finished(page);
  assert.equal(await lastAnswer(page).locator(".text").textContent(), "整句。");
  assert.equal(await lastAnswer(page).locator(".failure").count(), 0);
});

test("an error in the stream, and a service that is down, are told in words", async () => {
  const { origin } = await backend((stage, body) => {
    if (body.question === "流") return stage.event("error", { title: "服务内部错误" }), stage.response.end();
    return stage.refuse(503, { title: "x" });
  });
  const page = await chat(origin);
  for (const question of ["流", "停"]) {
    await type(page, question);
    await finished(page);
    assert.match(await lastAnswer(page).locator(".failure").textContent(), /服务暂时不可用/);
  }
});

test("too many requests: when to come back is counted down, and the button waits", async () => {
  let calls = 0;
  const { origin } = await backend((stage) => (++calls === 1
    ? stage.refuse(429, { title: "请求过于频繁" }, { "Retry-After": "2" })
    : stage.done(answer([{ text: "好。", citations: [] }], []))));
  const page = await chat(origin);
  await type(page, "问一个问题");
  await finished(page);
  const failure = lastAnswer(page).locator(".failure");
  assert.match(await failure.textContent(), /请[12]秒后再试/);
  const again = failure.getByRole("button", { name: "重试" });
  assert.ok(await again.isDisabled());
  await shot(page, "busy-desktop");
  await page.waitForFunction(() => !document.querySelector("wence-chat").shadowRoot.querySelector(".failure button").disabled);
  await again.click();
  await finished(page);
  assert.equal(await lastAnswer(page).locator(".text").textContent(), "好。");
});

test("offline is told in place, and the question is not lost", async () => {
  const page = await chat();
  await page.context().setOffline(true);
  await type(page, "鹤汀县班主任津贴是多少?");
  await finished(page);
  assert.match(await lastAnswer(page).locator(".failure").textContent(), /没有网络/);
  await page.context().setOffline(false);
  await lastAnswer(page).getByRole("button", { name: "重试" }).click();
  await finished(page);
  assert.match(await lastAnswer(page).locator(".text").textContent(), /450元/);
});

test("partial answers, several places and scans are told plainly; long quotes fold", async () => {
  const long = "本条规定的补助对象、标准、程序和期限依次如下。".repeat(12);
  const cited = [citation(1, { quote: long, ocr: true }), citation(2, {}, { state: "replaced", note: "该文件已被替代。", replaced_by: "n2" })];
  const { origin } = await backend((stage) => {
    stage.event("citations", { citations: cited });
    stage.done(answer([{ text: "甲县:一千元。", citations: [1] }, { text: "乙县:二千元。", citations: [2] }], cited, {
      status: "partial", choices: ["甲县", "乙县"], notes: ["引用[1]的文字由扫描件识别而来,数字请核对原件。"],
      related: [citation(undefined, { quote: "丙县另行规定。" })], label: { kind: "generated", text: "本回答由人工智能(示例模型)依据所引文件生成,请以原文为准。" },
    }));
  });
  const page = await chat(origin);
  await type(page, "那要给多少");
  await finished(page);
  const current = lastAnswer(page);
  assert.match(await current.locator(".related").textContent(), /没有找到直接回答。这些规定与问题有关.*丙县另行规定/s);
  assert.match(await current.locator(".footing").textContent(), /由人工智能\(示例模型\)依据所引文件生成/);
  assert.match(await current.locator(".notes").textContent(), /有一部分没有找到依据.*扫描件识别/s);
  assert.match(await current.locator(".locator").first().textContent(), /扫描件识别/);
  const folded = await current.locator(".quote").first().evaluate((q) => q.clientHeight < q.scrollHeight);
  assert.ok(folded);
  await current.getByRole("button", { name: "展开全文" }).click();
  assert.ok(await current.locator(".quote").first().evaluate((q) => q.clientHeight >= q.scrollHeight));
  assert.match(await current.getByRole("link", { name: /查看现行文件/ }).getAttribute("href"), /\/notices\/n2$/);
  await accessible(page, "a partial answer");
  await shot(page, "partial-desktop");
});

test("what of a quoted paragraph answers is set off, in the answer and in its source", async () => {
  const quote = "受伤的应当一日内报告；重伤的应当两小时内报告。", key = "重伤的应当两小时内报告。";
  const cited = [citation(1, { quote, key })];
  const { origin } = await backend((stage) => {
    stage.event("citations", { citations: cited });
    stage.done(answer([{ text: `根据《办法》:${quote}`, citations: [1] }], cited));
  });
  const page = await chat(origin);
  await type(page, "重伤多久报");
  await finished(page);
  const current = lastAnswer(page);
  assert.deepEqual(await current.locator("strong").allTextContents(), [key, key]);
  assert.equal(await current.locator(".text p").textContent(), `根据《办法》:${quote}1`);
  assert.equal(await current.locator(".quote").textContent(), quote);
});

test("events come out of bytes whole, wherever the bytes are cut", async () => {
  const page = await open(`${base}/`);
  const failures = await page.evaluate(async () => {
    const { events } = await import("/assets/stream.js");
    const text = ": ping\r\n\r\nid: 1\r\nevent: delta\r\ndata: {\"text\":\"教育〔2025〕🏫\"}\r\n\r\nevent:a\ndata:x\ndata: y\n\rdata: z\r\rdata: cut";
    const want = JSON.stringify([["delta", "{\"text\":\"教育〔2025〕🏫\"}"], ["a", "x\ny"], ["message", "z"]]);
    const bytes = new TextEncoder().encode(text);
    const wrong = [];
    for (let i = 0; i < bytes.length; i++) {
      for (let j = i; j <= bytes.length; j += 7) {
        const body = new ReadableStream({ start(c) {
          for (const piece of [bytes.slice(0, i), bytes.slice(i, j), bytes.slice(j)]) c.enqueue(piece);
          c.close();
        } });
        const got = [];
        for await (const e of events(body)) got.push([e.event, e.data]);
        if (JSON.stringify(got) !== want) wrong.push([i, j, got]);
      }
    }
    return wrong.slice(0, 3);
  });
  assert.deepEqual(failures, []);
});
