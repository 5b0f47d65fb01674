// The question form: what is asked, and where.

import { h, icon } from "./dom.js";

/** @import { Words } from "./types" */

const most = 500; // characters, as the service takes them
const warnFrom = 400;

/** The form at the foot of the conversation. */
export class AskForm {
  /**
   * @param {{words: Words, ask: (question: string) => void, stop: () => void,
   *   chooseRegion: () => void}} context
   */
  constructor({ words, ask, stop, chooseRegion }) {
    this.words = words;
    this.ask = ask;
    this.busy = false;
    this.composing = false;
    this.composedAt = -Infinity;
    this.counter = h("span", { class: "counter", id: "left" });
    this.field = h("textarea", {
      id: "question", rows: 1, placeholder: words.placeholder, "aria-label": words.question, "aria-describedby": "left",
      enterkeyhint: "send", autocomplete: "off", input: () => this.fit(), keydown: (event) => this.key(event),
      compositionstart: () => { this.composing = true; },
      compositionend: () => {
        this.composing = false;
        this.composedAt = performance.now();
      },
    });
    this.regionName = h("span", { lang: "zh" });
    this.region = h("button", { type: "button", class: "region", "aria-haspopup": "dialog", click: chooseRegion },
      icon("place"), h("span", { class: "hidden" }, `${words.region}:`), this.regionName, icon("more"));
    this.button = h("button", { class: "main send" });
    this.element = h("form", { class: "ask", submit: (event) => {
      event.preventDefault();
      if (this.busy) stop();
      else this.submit();
    } }, h("div", { class: "box" }, this.field, h("div", { class: "below" }, this.region, this.counter, this.button)));
    this.setBusy(false);
  }

  /** @param {boolean} busy */
  setBusy(busy) {
    this.busy = busy;
    this.button.replaceChildren(icon(busy ? "stop" : "send"), busy ? this.words.stop : this.words.send);
  }

  /** @param {string} name */
  setRegion(name) {
    this.regionName.textContent = name || this.words.anywhere;
  }

  /**
   * Enter sends, unless it chooses a word while an input method composes. Chrome says so by isComposing; Safari ends the
   * composition first and then sends the key, with the code 229 or a moment later.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || this.composing || event.keyCode === 229 || performance.now() - this.composedAt < 50) return;
    event.preventDefault();
    if (!this.busy) this.submit();
  }

  submit() {
    const question = this.field.value.trim();
    if (question === "" || length(question) > most) return this.field.focus();
    this.field.value = "";
    this.fit();
    if (matchMedia("(pointer: coarse)").matches) this.field.blur(); // the keyboard would cover the answer
    this.ask(question);
  }

  /** Grows the field with its text, and counts near the end. */
  fit() {
    const { field } = this;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    const n = length(field.value.trim());
    this.counter.textContent = n > warnFrom ? this.words.left(most - n) : "";
    this.counter.classList.toggle("over", n > most);
  }

  /** @param {string} question */
  fill(question) {
    if (!question) return;
    this.field.value = question;
    this.fit();
    this.focus();
  }

  focus() {
    this.field.focus();
  }
}

/** @param {string} text */
function length(text) {
  return [...text].length;
}
