// The conversation: it asks, shows what comes, stops, and tries again. Its history lives in the page and nowhere else.

import { ExchangeView, sayFailure } from "./answer.js";
import { AskForm } from "./ask.js";
import { Failure } from "./client.js";
import { h, heading, icon } from "./dom.js";

/** @import { AnswerEvent, Exchange, Settings, Turn, Words } from "./types" */
/** @import { Client } from "./client.js" */
/** @import { Icon } from "./dom.js" */

const turnsSent = 6;

/**
 * @typedef {{client: Client, words: Words, region: string, settings: Settings, change: (settings: Settings) => void,
 *   level: number, close: (() => void) | null}} Context
 */

/** A conversation and its place on the page. */
export class Chat {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.region = context.region;
    /** @type {Exchange[]} */
    this.exchanges = [];
    /** @type {Map<Exchange, ExchangeView>} */
    this.views = new Map();
    /** @type {AbortController|null} */
    this.running = null;
    this.element = h("section", { class: "app" });
    this.build();
  }

  /** Lays everything out, anew when the words of the interface change. */
  build() {
    const { words } = this.context;
    this.log = h("section", { class: "log", tabindex: 0, "aria-label": words.conversation });
    this.status = h("p", { class: "hidden", role: "status" });
    this.form = new AskForm({
      words, ask: (question) => this.ask(question), stop: () => this.stop(), chooseRegion: () => this.pickRegion(),
    });
    this.form.setRegion(this.region);
    this.form.setBusy(this.running !== null);
    this.element.setAttribute("aria-label", words.title);
    this.element.replaceChildren(this.header(), this.log, this.status, this.form.element);
    this.views.clear();
    this.welcome();
    for (const exchange of this.exchanges) this.show(exchange);
  }

  header() {
    const { words, level, close } = this.context;
    /** @type {(name: Icon, label: string, click: () => void) => HTMLButtonElement} */
    const tool = (name, label, click) => h("button", { type: "button", class: "tool", "aria-label": label, title: label, click }, icon(name));
    return h("header", null,
      h("div", null, heading(level, { class: "title" }, words.title), h("p", null, words.subtitle)),
      tool("fresh", words.fresh, () => this.fresh()),
      tool("display", words.display, () => this.pickDisplay()),
      close && tool("bad", words.close, close));
  }

  /** What stands before the first question. */
  async welcome() {
    const { words, client } = this.context;
    const log = this.log;
    if (!log) return;
    const box = h("div", { class: "welcome" }, h("p", { class: "greeting" }, words.greeting), h("p", null, words.invitation));
    const more = h("p", null, h("a", { href: `${client.origin}/notices`, target: "_blank", rel: "noopener" },
      words.notices, icon("out"), h("span", { class: "hidden" }, `(${words.newWindow})`)));
    if (this.exchanges.length === 0) log.append(box);
    try {
      const session = await client.session();
      if (session.questions.length > 0) box.append(h("p", { class: "label" }, words.tryThese));
      for (const question of session.questions) {
        box.append(h("button", { type: "button", class: "sample", lang: "zh", click: () => this.ask(question) }, question));
      }
      box.append(more);
    } catch (error) {
      if (error instanceof Failure && error.kind === "refused") box.append(h("p", { class: "failure" }, icon("warn"), error.detail));
    }
  }

  /** @param {Exchange} exchange */
  show(exchange) {
    const { words, client, level } = this.context;
    this.log?.querySelector(".welcome")?.remove();
    const view = new ExchangeView(exchange, {
      words, client, level: level + 1, say: (text) => this.say(text),
      again: (again) => this.again(again), choose: (about, choice) => this.choose(about, choice),
    });
    this.views.set(exchange, view);
    this.log?.append(view.element);
    return view;
  }

  /** Tells a screen reader, in the one place where it listens. @param {string} text */
  say(text) {
    if (this.status) this.status.textContent = text;
  }

  /** @param {string} question @param {string} [region] */
  ask(question, region = this.region) {
    this.stop();
    /** @type {Exchange} */
    const exchange = {
      question, region, state: "working", text: "", citations: [], answer: null, failure: null, retryAt: 0, rated: false,
    };
    this.exchanges.push(exchange);
    const { element } = this.show(exchange);
    if (this.log) this.log.scrollTop = element.offsetTop; // the new question on top, for its answer to have room
    return this.run(exchange);
  }

  /** @param {Exchange} exchange */
  again(exchange) {
    this.stop();
    Object.assign(exchange, { state: "working", text: "", citations: [], answer: null, failure: null });
    const view = this.views.get(exchange);
    view?.clear();
    view?.update();
    view?.element.focus({ preventScroll: true });
    return this.run(exchange);
  }

  /**
   * Asks again for one of the choices: a place that is stored, else in words, as an answer to the question back.
   * @param {Exchange} exchange
   * @param {string} choice
   */
  async choose(exchange, choice) {
    const regions = await this.context.client.regions().catch(() => []);
    if (!regions.some((r) => r.name === choice)) return this.ask(choice, exchange.region);
    this.setRegion(choice);
    this.ask(exchange.question, choice);
  }

  /** @param {Exchange} exchange */
  async run(exchange) {
    const running = new AbortController();
    this.running = running;
    this.form?.setBusy(true);
    this.say(this.context.words.searching);
    try {
      const question = { question: exchange.question, region: exchange.region, history: this.history(exchange) };
      for await (const event of this.context.client.answer(question, running.signal)) this.take(exchange, event);
    } catch (error) {
      this.fail(exchange, error, running.signal.aborted);
    }
    if (this.running === running) {
      this.running = null;
      this.form?.setBusy(false);
      this.say(this.outcome(exchange));
    }
    this.views.get(exchange)?.update();
  }

  /** @param {Exchange} exchange @param {AnswerEvent} event */
  take(exchange, event) {
    if (event.name === "citations") exchange.citations = event.data.citations;
    if (event.name === "delta") exchange.text += event.data.text;
    if (event.name === "done") {
      exchange.answer = event.data;
      exchange.citations = event.data.citations;
      exchange.state = "done";
      return; // run shows it
    }
    this.draw(exchange);
  }

  /** Shows what came, once a frame however often it comes. @param {Exchange} exchange */
  draw(exchange) {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      if (exchange.state === "working") this.views.get(exchange)?.update();
    });
  }

  /** @param {Exchange} exchange @param {unknown} error @param {boolean} aborted */
  fail(exchange, error, aborted) {
    if (aborted) {
      exchange.state = "stopped";
      return;
    }
    exchange.failure = error instanceof Failure ? error : new Failure("broken");
    exchange.retryAt = Date.now() + exchange.failure.seconds * 1000;
    exchange.state = "failed";
  }

  /** The end of an exchange in a sentence. @param {Exchange} exchange */
  outcome(exchange) {
    const { words } = this.context;
    if (exchange.state === "stopped") return words.stopped;
    if (exchange.failure) return sayFailure(exchange.failure, exchange, words);
    if (exchange.answer?.status === "clarify") return words.which;
    if (exchange.answer?.status === "declined") return words.nothing;
    return words.answered(exchange.citations.length);
  }

  /** The turns before an exchange, as the service is told them. @param {Exchange} exchange */
  history(exchange) {
    /** @type {Turn[]} */
    const turns = [];
    for (const { question, answer } of this.exchanges.slice(0, this.exchanges.indexOf(exchange))) {
      if (answer) turns.push({ role: "user", content: question }, { role: "assistant", content: answer.text });
    }
    return turns.slice(-turnsSent);
  }

  stop() {
    this.running?.abort();
  }

  fresh() {
    this.stop();
    this.exchanges = [];
    this.build();
    this.form?.focus();
  }

  /** @param {string} region */
  setRegion(region) {
    this.region = region;
    this.form?.setRegion(region);
  }

  async pickRegion() {
    const { chooseRegion } = await import("./panel.js");
    const { words, client } = this.context;
    chooseRegion(this.element, { words, client, region: this.region, choose: (region) => this.setRegion(region) });
  }

  async pickDisplay() {
    const { chooseDisplay } = await import("./panel.js");
    chooseDisplay(this.element, this.context);
  }
}
