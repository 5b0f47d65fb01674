// The words of the interface. Answers stay as the notices are.

import { words as simplified } from "./words.zh-hans.js";

/** @import { Language, Words } from "./types" */

/**
 * @param {Language} language
 * @returns {Promise<Words>}
 */
export async function wordsOf(language) {
  switch (language) {
    case "zh-Hant":
      return (await import("./words.zh-hant.js")).words;
    case "en":
      return (await import("./words.en.js")).words;
    default:
      return simplified;
  }
}
