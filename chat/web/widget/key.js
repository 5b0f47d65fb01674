// What of a quote answers, where the quote says more.

import { h } from "./dom.js";

/** @import { Child } from "./dom.js" */

/**
 * A text with the first of the keys that it holds set off.
 * @param {string} text
 * @param {(string|undefined)[]} keys
 * @returns {Child[]}
 */
export function keyed(text, keys) {
  const key = keys.find((k) => k && text.includes(k));
  if (!key) return [text];
  const at = text.indexOf(key);
  return [text.slice(0, at), h("strong", null, key), text.slice(at + key.length)];
}
