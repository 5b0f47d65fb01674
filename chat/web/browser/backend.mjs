// A server between page and program: everything passes through, but answers are played from a script.

import { createServer, request } from "node:http";
import { after } from "node:test";
import { base } from "./harness.mjs";

/**
 * Starts the server. script is called for each question, with the request's body, and plays the answer.
 * @param {(stage: Stage, body: any) => Promise<void>|void} script
 * @returns {Promise<{origin: string, asked: any[]}>}
 */
export async function backend(script) {
  /** @type {any[]} */
  const asked = [];
  const server = createServer(async (incoming, response) => {
    if (incoming.url === "/api/v1/answers") {
      let text = "";
      for await (const chunk of incoming) text += chunk;
      const body = JSON.parse(text);
      asked.push(body);
      await script(new Stage(response), body);
      return;
    }
    const { method, url, headers } = incoming;
    incoming.pipe(request(base + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode || 502, answer.headers);
      answer.pipe(response);
    }).on("error", () => response.destroy()));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, asked };
}

/** Plays an answer's events. */
class Stage {
  /** @param {import("node:http").ServerResponse} response */
  constructor(response) {
    this.response = response;
    this.closed = new Promise((resolve) => response.on("close", resolve));
  }

  /** @param {string} name @param {unknown} data */
  event(name, data) {
    if (!this.response.headersSent) this.response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8" });
    this.response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
  refuse(status, body, headers = {}) {
    this.response.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
    this.response.end(JSON.stringify(body));
  }

  /** Ends with the whole answer. @param {any} answer */
  done(answer) {
    this.event("done", answer);
    this.response.end();
  }

  /** Cuts the line. */
  cut() {
    this.response.destroy();
  }
}

/** @param {number} ms */
export function wait(ms) {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}

/** A citation, with what is given changed. @param {number} n @param {any} [changed] @param {any} [validity] */
export function citation(n, changed = {}, validity = {}) {
  const notice = {
    id: "n1", title: "关于做好某项工作的通知", number: "示教〔2025〕3号", issuer: "示例市教育局", region: "示例市", published: "2025-03-18",
    issued: "2025-03-10", source: "a.txt", url: "", validity: { state: "in_force", from: "", until: "", note: "", replaced_by: "", ...validity },
    ...changed.notice,
  };
  return { n, locator: "三、(二)", quote: "每生每年补助1000元。", link: "/notices/n1#p1", ...changed, notice };
}

/** A whole answer of the sentences. @param {{text: string, citations: number[]}[]} sentences @param {any[]} citations @param {any} [more] */
export function answer(sentences, citations, more = {}) {
  return {
    id: "01890000-0000-7000-8000-000000000000", status: "answered", sentences, citations, related: [], choices: [], notes: [],
    label: { kind: "quoted", text: "本回答摘引文件原文,未经人工智能改写。" },
    text: sentences.map((s) => s.text + s.citations.map((n) => `[${n}]`).join("")).join("\n"),
    meta: { as_of: "2026-11-21", model: "extractive" }, usage: {}, timing_ms: {}, ...more,
  };
}
