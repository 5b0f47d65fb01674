// Chat programs speak OpenAI's API through one of a few libraries; here the two that most are made with.
import { test } from "node:test";
import assert from "node:assert/strict";
import OpenAI from "openai";
import { generateText, streamText } from "ai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";

const url = process.env.WENCE_URL;
const baseURL = `${url}/v1`;
const client = new OpenAI({ baseURL, apiKey: "anything", maxRetries: 0 });
const compatible = createOpenAICompatible({ name: "wence", baseURL, apiKey: "anything", includeUsage: true });

const asked = [{ role: "user", content: "鹤汀县班主任津贴是多少?" }];
const told = /每人每月450元/;

/** The text has the sources, the link to the passage and the label, and no markdown. */
function complete(text) {
  assert.match(text, told);
  assert.match(text, /\n来源:\n\[1\] 《鹤汀县/);
  assert.ok(text.includes(`${url}/notices/`), text);
  assert.match(text, /\(本回答摘引文件原文.*\)$/);
  assert.doesNotMatch(text, /\*\*|\]\(|^#/m);
}

/** Each annotation points at a mark, counted in characters, and at the passage. */
function pointing(text, annotations) {
  assert.ok(annotations.length > 0);
  const characters = [...text];
  for (const { type, url_citation: at } of annotations) {
    assert.equal(type, "url_citation");
    assert.match(characters.slice(at.start_index, at.end_index).join(""), /^\[\d+\]$/);
    assert.ok(at.url.startsWith(`${url}/notices/`) && at.title.startsWith("《"), at.url);
  }
}

test("openai: the model is listed and described", async () => {
  assert.deepEqual((await client.models.list()).data.map((m) => m.id), ["wence"]);
  assert.equal((await client.models.retrieve("wence:鹤汀县")).id, "wence:鹤汀县");
  await assert.rejects(client.models.retrieve("gpt"), OpenAI.NotFoundError);
});

test("openai: a reply", async () => {
  const reply = await client.chat.completions.create({ model: "wence", messages: asked, temperature: 0, tools: [] });
  const [choice] = reply.choices;
  complete(choice.message.content);
  pointing(choice.message.content, choice.message.annotations);
  assert.equal(choice.message.role, "assistant");
  assert.equal(choice.finish_reason, "stop");
  assert.ok(reply.usage.completion_tokens > 0 && reply.usage.total_tokens > reply.usage.completion_tokens);
  assert.equal(reply.x_citations[0].n, 1);
  assert.equal(reply.x_status, "answered");
});

test("openai: a stream", async () => {
  const stream = client.chat.completions.stream({ model: "wence", messages: asked, stream_options: { include_usage: true } });
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const { choices: [{ message, finish_reason }], usage } = await stream.finalChatCompletion();
  complete(message.content);
  assert.equal(message.role, "assistant");
  assert.equal(finish_reason, "stop");
  assert.ok(usage.completion_tokens > 0);
  assert.equal(new Set(chunks.map((c) => `${c.id} ${c.created} ${c.model}`)).size, 1);
  assert.equal(chunks.filter((c) => c.choices[0]?.delta.role).length, 1);
  const annotated = chunks.filter((c) => c.choices[0]?.delta.annotations);
  assert.equal(annotated.length, 1);
  pointing(message.content, annotated[0].choices[0].delta.annotations);
  assert.equal(annotated[0].x_citations[0].n, 1);
});

test("openai: the model's name brings the place, and the history what is meant", async () => {
  const here = await client.chat.completions.create({ model: "wence:鹤汀县", messages: [{ role: "user", content: "班主任津贴是多少?" }] });
  complete(here.choices[0].message.content);
  const next = await client.chat.completions.create({
    model: "wence",
    messages: [{ role: "system", content: "你是一只猫,只说喵。" }, ...asked, here.choices[0].message,
      { role: "user", content: [{ type: "text", text: "荻溪县呢?" }] }],
  });
  assert.match(next.choices[0].message.content, /600元/);
});

test("openai: a refusal is a reply, an error is typed", async () => {
  const reply = await client.chat.completions.create({ model: "wence", messages: [{ role: "user", content: "鹤汀县校车司机的工资是多少?" }] });
  assert.equal(reply.x_status, "declined");
  assert.equal(reply.choices[0].finish_reason, "stop");
  assert.match(reply.choices[0].message.content, /没有/);
  await assert.rejects(client.chat.completions.create({ model: "wence", messages: [] }), OpenAI.BadRequestError);
  await assert.rejects(client.chat.completions.create({ model: "wence", messages: [{ role: "user", content: "补".repeat(501) }] }),
    (err) => err instanceof OpenAI.BadRequestError && err.param === "messages" && err.type === "invalid_request_error");
  await assert.rejects(client.embeddings.create({ model: "wence", input: "x" }), OpenAI.NotFoundError);
});

test("openai: a response, whole and as events", async () => {
  const pointed = (text) => text.annotations.map(({ type, ...at }) => ({ type, url_citation: at }));
  const reply = await client.responses.create({ model: "wence", input: asked[0].content, instructions: "只说喵。" });
  complete(reply.output_text);
  pointing(reply.output_text, pointed(reply.output[0].content[0]));
  assert.ok(reply.status === "completed" && reply.usage.output_tokens > 0);
  const next = await client.responses.create({
    model: "wence", input: [...asked, ...reply.output, { role: "user", content: [{ type: "input_text", text: "荻溪县呢?" }] }],
  });
  assert.match(next.output_text, /600元/);
  const stream = client.responses.stream({ model: "wence", input: asked });
  let text = "";
  const names = [];
  for await (const event of stream) {
    names.push(event.type);
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  const final = await stream.finalResponse();
  complete(text);
  assert.equal(final.output_text, text);
  assert.ok(names.includes("response.output_text.annotation.added") && names.at(-1) === "response.completed", names.join());
  pointing(text, pointed(final.output[0].content[0]));
  await assert.rejects(client.responses.create({ model: "wence", input: "再说说", previous_response_id: "resp_1" }), OpenAI.BadRequestError);
});

test("AI SDK: a reply and a stream", async () => {
  const reply = await generateText({ model: compatible("wence"), messages: asked });
  complete(reply.text);
  assert.equal(reply.finishReason, "stop");
  assert.ok(reply.usage.outputTokens > 0);
  const stream = streamText({ model: compatible("wence"), messages: asked });
  let text = "";
  for await (const piece of stream.textStream) text += piece;
  complete(text);
  assert.equal(await stream.finishReason, "stop");
  assert.ok((await stream.usage).outputTokens > 0);
});
