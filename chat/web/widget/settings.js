// How a person set the interface: language, colours, size of type. Kept in the browser where it allows that.

/** @import { Language, Settings } from "./types" */

const key = "wence.settings";

export const choices = {
  /** @type {Language[]} */
  language: ["zh-Hans", "zh-Hant", "en"],
  theme: ["auto", "light", "dark"],
  size: ["standard", "large", "huge"],
};

/**
 * The settings: what the person chose, else what the page asks for, else by the browser's script.
 * @param {{language?: string|null, theme?: string|null}} asked
 * @returns {Settings}
 */
export function read(asked) {
  /** @type {Record<string, string>} */
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(key) || "{}") || {};
  } catch {
    // A frame of another site may have no storage.
  }
  /** @type {(list: string[], ...wishes: (string|null|undefined)[]) => any} */
  const first = (list, ...wishes) => wishes.find((wish) => wish && list.includes(wish)) || list[0];
  return {
    language: first(choices.language, kept.language, asked.language, ofBrowser()),
    theme: first(choices.theme, kept.theme, asked.theme),
    size: first(choices.size, kept.size),
  };
}

/** @param {Settings} settings */
export function keep(settings) {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // They hold until the page is left.
  }
}

/**
 * Traditional where the browser is set to it. The answers are Chinese, so English is for those who choose it.
 * @returns {Language}
 */
function ofBrowser() {
  return /^zh-(hant|tw|hk|mo)/i.test(navigator.language || "") ? "zh-Hant" : "zh-Hans";
}
