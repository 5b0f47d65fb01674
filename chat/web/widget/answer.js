// One question and its answer on the page.

import { card, look, stale, wordOf } from "./card.js";
import { h, heading, icon } from "./dom.js";
import { actions } from "./feedback.js";
import { keyed } from "./key.js";
import { comingLines, finalLines } from "./marks.js";

/** @import { Answer, Around, Exchange, Words } from "./types" */
/** @import { Failure } from "./client.js" */

/** Shows an exchange, and what becomes of it. */
export class ExchangeView {
  /** @param {Exchange} exchange @param {Around} around */
  constructor(exchange, around) {
    this.exchange = exchange;
    this.around = around;
    /** @type {string[]} */
    this.shown = []; // the lines of text as they stand, so that only new ones are made
    this.text = h("div", { class: "text", lang: "zh" });
    this.sources = h("section", { class: "sources", hidden: true });
    this.rest = h("div", { class: "rest" });
    this.notes = h("div");
    this.cited = 0;
    this.body = h("div", { class: "answer" }, this.text, this.notes, this.sources, this.rest);
    this.element = h("article", { class: "exchange", tabindex: -1 },
      heading(around.level, { class: "asked" }, h("span", { class: "hidden" }, `${around.words.asked}:`), exchange.question),
      this.body);
    this.update();
  }

  /** Brings the page to what the exchange is now. */
  update() {
    const { exchange } = this;
    this.body.setAttribute("aria-busy", String(exchange.state === "working"));
    this.showText();
    this.showSources();
    if (exchange.state === "working") {
      this.rest.replaceChildren(...(exchange.text === "" ? [this.waiting()] : []));
      return;
    }
    this.notes.replaceChildren(...(exchange.answer ? notes(exchange.answer, this.around.words) : []));
    this.rest.replaceChildren(...this.tail());
  }

  /** Takes away what was shown, for another try. */
  clear() {
    this.shown = [];
    this.cited = 0;
    this.sources.hidden = true;
    for (const part of [this.text, this.notes, this.sources, this.rest]) part.replaceChildren();
  }

  waiting() {
    return h("p", { class: "waiting", "aria-hidden": "true" }, h("i"), h("i"), h("i"), ` ${this.around.words.searching}…`);
  }

  /** Sets the lines that changed; those before stay, and the focus in them. */
  showText() {
    const { answer, text, citations } = this.exchange;
    const keys = citations.map((c) => c.key);
    const lines = answer ? finalLines(answer.text, answer.sentences) : comingLines(text, citations.map((c) => c.n));
    lines.forEach((line, i) => {
      const key = JSON.stringify(line);
      if (this.shown[i] === key) return;
      this.shown[i] = key;
      const paragraph = h("p", null, ...line.flatMap((piece) => (typeof piece === "number" ? [this.mark(piece)] : keyed(piece, keys))));
      const old = this.text.children[i];
      if (old) old.replaceWith(paragraph);
      else this.text.append(paragraph);
    });
    while (this.text.children.length > lines.length) this.text.lastElementChild?.remove();
    this.shown.length = lines.length;
  }

  /** A mark in the text: a button that shows the citation. @param {number} n */
  mark(n) {
    const citation = this.exchange.citations.find((c) => c.n === n);
    if (!citation) return `[${n}]`;
    const { words } = this.around;
    const { state } = citation.notice.validity;
    return h("button", {
      type: "button", class: stale(state) ? "mark stale" : "mark",
      "aria-label": `${words.citation(n)}:${citation.notice.title},${wordOf(state, words)}`,
      click: () => this.reveal(n),
    }, String(n), stale(state) && icon(look(state).icon));
  }

  /** @param {number} n */
  reveal(n) {
    for (const element of this.sources.querySelectorAll(".card")) {
      const chosen = element.getAttribute("data-n") === String(n);
      element.classList.toggle("chosen", chosen);
      if (chosen && element instanceof HTMLElement) element.focus();
    }
  }

  showSources() {
    const { citations } = this.exchange;
    if (citations.length === this.cited) return;
    this.cited = citations.length;
    this.sources.hidden = false;
    this.sources.replaceChildren(heading(this.around.level + 1, { class: "label" }, this.around.words.sources),
      ...citations.map((citation) => card(citation, this.around)));
  }

  /** What stands after the citations. */
  tail() {
    const { exchange, around } = this;
    const { words } = around;
    if (exchange.state === "failed") return [this.failure()];
    if (exchange.state === "stopped" || !exchange.answer) {
      return [h("p", { class: "label" }, words.stopped), this.againButton()];
    }
    return [this.related(exchange.answer), this.choices(exchange.answer), this.footing(exchange.answer), actions(exchange, around)];
  }

  /** What comes nearest, where something is not answered. @param {Answer} answer */
  related(answer) {
    const near = answer.related || [];
    if (near.length === 0) return "";
    const { level, words } = this.around;
    return h("section", { class: "sources related" }, heading(level + 1, { class: "label" }, words.related),
      ...near.map((citation) => card(citation, this.around)));
  }

  /** @param {Answer} answer */
  choices(answer) {
    if (answer.choices.length === 0) return "";
    const { words } = this.around;
    const label = answer.status === "clarify" ? words.which : words.only;
    return h("div", { class: "choices", role: "group", "aria-label": label }, h("p", { class: "label" }, label),
      ...answer.choices.map((choice) => h("button", {
        type: "button", class: "chip", lang: "zh", click: () => this.around.choose(this.exchange, choice),
      }, choice)));
  }

  /** @param {Answer} answer */
  footing(answer) {
    const { words } = this.around;
    const { region, as_of } = answer.meta || {};
    const facts = [region && `${words.appliesTo}:${region}`, answer.citations.length > 0 && as_of && words.asOf(as_of)];
    return h("p", { class: "footing" }, facts.filter(Boolean).join(" · "), facts.some(Boolean) && h("br"),
      answer.label?.text && h("span", { class: "made", lang: "zh" }, answer.label.text), answer.label?.text && h("br"), words.disclaimer);
  }

  failure() {
    const { exchange, around } = this;
    const failure = /** @type {Failure} */ (exchange.failure);
    const again = this.againButton();
    const text = h("p", null, sayFailure(failure, exchange, around.words));
    const box = h("div", { class: "failure" }, icon("warn"), h("div", null, text, again,
      ...failure.choices.map((choice) => h("button", {
        type: "button", class: "chip", lang: "zh", click: () => around.choose(exchange, choice),
      }, choice))));
    if (failure.kind === "busy") {
      const tick = () => {
        text.textContent = sayFailure(failure, exchange, around.words);
        again.disabled = Date.now() < exchange.retryAt;
        if (again.disabled && box.isConnected) setTimeout(tick, 1000);
      };
      again.disabled = Date.now() < exchange.retryAt;
      setTimeout(tick, 1000);
    }
    return box;
  }

  againButton() {
    return h("button", { type: "button", class: "chip", click: () => this.around.again(this.exchange) },
      icon("again"), this.around.words.again);
  }
}

/** @param {Answer} answer @param {Words} words */
function notes(answer, words) {
  const lines = answer.notes.map((note) => h("li", { lang: "zh" }, note));
  if (answer.status === "partial") lines.unshift(h("li", null, words.partial));
  if (lines.length === 0) return [];
  return [h("div", { class: "notes", role: "note", "aria-label": words.notes }, icon("warn"), h("ul", null, ...lines))];
}

/**
 * @param {Failure} failure
 * @param {Exchange} exchange
 * @param {Words} words
 */
export function sayFailure(failure, exchange, words) {
  if (failure.kind === "busy") return words.busy(Math.max(0, Math.ceil((exchange.retryAt - Date.now()) / 1000)));
  if (failure.kind === "refused") return failure.detail || words.refused;
  return words[failure.kind];
}
