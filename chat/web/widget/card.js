// A citation card: which notice, whether it applies, where in it, and its words.

import { h, heading, icon, webAddress } from "./dom.js";
import { keyed } from "./key.js";

/** @import { Around, Citation, ValidityState, Words } from "./types" */
/** @import { Icon } from "./dom.js" */

/**
 * What shows a state: an icon and a colour. The word beside them is one of the interface's.
 * @type {Record<ValidityState, {icon: Icon, tone: string}>}
 */
const looks = {
  in_force: { icon: "ok", tone: "ok" },
  ended: { icon: "warn", tone: "bad" },
  repealed: { icon: "bad", tone: "bad" },
  replaced: { icon: "bad", tone: "bad" },
  not_yet: { icon: "wait", tone: "info" },
  unknown: { icon: "unknown", tone: "warn" },
};

// A quote longer than this many characters is folded.
const folded = 150;

/** The state, where it is one that is known. @param {string} state @returns {ValidityState} */
function known(state) {
  return Object.keys(looks).includes(state) ? /** @type {ValidityState} */ (state) : "unknown";
}

/** @param {ValidityState} state */
export function look(state) {
  return looks[known(state)];
}

/** Reports a state in which the notice is not to be relied on. @param {ValidityState} state */
export function stale(state) {
  return look(state).tone === "bad" || state === "not_yet";
}

/** @param {ValidityState} state @param {Words} words */
export function wordOf(state, words) {
  return words.validity[known(state)];
}

/** @param {Citation} citation @param {Around} around */
export function card(citation, { words, level, client: { origin } }) {
  const { notice } = citation;
  const about = [notice.number, notice.issuer, notice.published || notice.issued].filter(Boolean);
  return h("article", { class: "card", tabindex: -1, "data-n": citation.n, "aria-label": citation.n ? words.citation(citation.n) : words.related },
    h("div", { class: "card-head" },
      citation.n > 0 && h("span", { class: "number", "aria-hidden": "true" }, String(citation.n)),
      heading(level + 2, { class: "name", lang: "zh" }, notice.title),
      badge(notice.validity.state, words)),
    about.length > 0 && h("p", { class: "about", lang: "zh" }, ...about.map((text) => h("span", null, text))),
    quote(citation, words),
    h("p", { class: "links" },
      link(webAddress(citation.link, origin), words.passage, words),
      notice.validity.replaced_by &&
        link(webAddress(`/notices/${encodeURIComponent(notice.validity.replaced_by)}`, origin), words.current, words),
      notice.url && link(webAddress(notice.url, origin), words.official, words)));
}

/** @param {ValidityState} state @param {Words} words */
function badge(state, words) {
  const { icon: name, tone } = look(state);
  return h("span", { class: `badge ${tone}` }, icon(name), wordOf(state, words));
}

/** @param {Citation} citation @param {Words} words */
function quote(citation, words) {
  const text = h("p", { class: "quote" }, ...keyed(citation.quote, [citation.key]));
  const parts = [citation.locator, citation.ocr ? words.scanned : ""].filter(Boolean);
  const box = h("blockquote", { lang: "zh" }, parts.length > 0 && h("p", { class: "locator" }, parts.join(" · ")), text);
  if ([...citation.quote].length <= folded) return box;
  text.classList.add("folded");
  const toggle = h("button", { type: "button", class: "plain", "aria-expanded": "false", click: () => {
    const open = text.classList.toggle("folded") === false;
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? words.fold : words.unfold;
  } }, words.unfold);
  box.append(toggle);
  return box;
}

/** @param {string|undefined} address @param {string} text @param {Words} words */
function link(address, text, words) {
  if (!address) return null;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" },
    text, icon("out"), h("span", { class: "hidden" }, `(${words.newWindow})`));
}
