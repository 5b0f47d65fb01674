// What a person can do with a finished answer: copy it, and say whether it helped.

import { h, icon } from "./dom.js";

/** @import { Around, Exchange, Rating, Words } from "./types" */

/** @param {Exchange} exchange @param {Around} around */
export function actions(exchange, around) {
  const { words } = around;
  const box = h("div", { class: "actions" }, h("button", { type: "button", class: "plain", click: () => copy(exchange, around) },
    icon("copy"), words.copy));
  if (around.client.rates && exchange.answer) box.append(...rating(exchange, around, box));
  return box;
}

/** @param {Exchange} exchange @param {Around} around */
async function copy(exchange, { words, client, say }) {
  try {
    await put(asText(exchange, client.origin));
    say(words.copied);
  } catch {
    say(words.notCopied); // a frame may lack the permission
  }
}

/** Puts text on the clipboard: pages without https and browsers inside apps have only the older way. @param {string} text */
async function put(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const focused = document.activeElement;
  const field = h("textarea", { readonly: true }, text);
  document.body.append(field);
  field.select();
  const taken = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!taken) throw new Error("not copied");
}

/** The answer with its sources, for other programs. @param {Exchange} exchange @param {string} origin */
function asText({ question, answer, citations }, origin) {
  const sources = citations.map(({ n, notice, locator, link }) =>
    `[${n}] 《${notice.title}》${notice.number}${locator && ` ${locator}`} ${origin}${link}`);
  const near = (answer?.related || []).map(({ notice, locator, quote, link }) =>
    `· 《${notice.title}》${notice.number}${locator && ` ${locator}`}:${quote} ${origin}${link}`);
  return [question, "", answer?.text, ...(answer?.notes || []), "", ...sources, ...near, answer?.label?.text].join("\n").trim();
}

/** @param {Exchange} exchange @param {Around} around @param {HTMLElement} box */
function rating(exchange, around, box) {
  const { words } = around;
  if (exchange.rated) return [h("span", { class: "label" }, words.thanks)];
  const up = h("button", { type: "button", class: "plain", click: () => send({ rating: "up" }) }, icon("up"), words.up);
  const down = h("button", { type: "button", class: "plain", "aria-expanded": "false", click: () => {
    if (box.querySelector("form")) return close();
    down.setAttribute("aria-expanded", "true");
    const form = reasons(words, send);
    box.append(form);
    form.querySelector("input")?.focus();
  } }, icon("down"), words.down);

  function close() {
    box.querySelector("form")?.remove();
    down.setAttribute("aria-expanded", "false");
  }

  /** @param {Rating} given */
  async function send(given) {
    const id = exchange.answer?.id || "";
    try {
      await around.client.rate(id, { ...given, question: exchange.question, region: exchange.region });
    } catch {
      return around.say(words.broken);
    }
    exchange.rated = true;
    const thanks = h("span", { class: "label", tabindex: -1 }, words.thanks);
    close();
    up.remove();
    down.replaceWith(thanks);
    thanks.focus();
    around.say(words.thanks);
  }
  return [up, down];
}

/**
 * @param {Words} words
 * @param {(given: Rating) => void} send
 */
function reasons(words, send) {
  const comment = h("input", { type: "text", maxlength: 300, placeholder: words.comment, "aria-label": words.comment });
  return h("form", { class: "reasons", submit: (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    send({ rating: "down", reason: String(data.get("reason")), comment: comment.value.trim() });
  } },
  h("fieldset", null, h("legend", null, words.why),
    ...Object.entries(words.reasons).map(([reason, text]) => h("label", { class: "chip" },
      h("input", { type: "radio", name: "reason", value: reason, required: true }), text))),
  comment, h("button", { class: "main" }, words.submit));
}
