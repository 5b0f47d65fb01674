// The text of an answer as lines of words and marks. A mark is the number of a citation.

/** @import { Sentence } from "./types" */

/** @typedef {(string|number)[]} Line */

/**
 * The lines of a text that is still coming. "[n]" is a mark where citation n is known; else it is the notice's own.
 * @param {string} text
 * @param {number[]} known
 * @returns {Line[]}
 */
export function comingLines(text, known) {
  const pieces = text.split(/(\[\d{1,3}\])/).map((piece) => {
    const n = /^\[\d{1,3}\]$/.test(piece) ? Number(piece.slice(1, -1)) : 0;
    return known.includes(n) ? n : piece;
  });
  return lines(pieces);
}

/**
 * The lines of a finished answer: marks are where its sentences say that they are, and nowhere else.
 * @param {string} text
 * @param {Sentence[]} sentences
 * @returns {Line[]}
 */
export function finalLines(text, sentences) {
  /** @type {Line} */
  const pieces = [];
  let rest = text;
  for (const sentence of sentences) {
    const marked = sentence.text + sentence.citations.map((n) => `[${n}]`).join("");
    const at = rest.indexOf(marked);
    if (at < 0) continue;
    pieces.push(rest.slice(0, at), sentence.text, ...sentence.citations);
    rest = rest.slice(at + marked.length);
  }
  return lines([...pieces, rest]);
}

/** @param {Line} pieces @returns {Line[]} */
function lines(pieces) {
  /** @type {Line[]} */
  const all = [[]];
  for (const piece of pieces) {
    if (typeof piece === "number") {
      all[all.length - 1].push(piece);
      continue;
    }
    piece.split("\n").forEach((words, i) => {
      if (i > 0) all.push([]);
      if (words !== "") all[all.length - 1].push(words);
    });
  }
  return all.filter((line) => line.length > 0);
}
