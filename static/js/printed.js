// What is printed on the page of a bill: its words, its lines, what stands above and below a place.

import { page } from "./sheet.js";

export const CLICK = 3; // points a hand trembles while clicking
const FAR = 30; // points between a table and the words that belong to it
const FEW = 4; // words that are enough to know a line by

export const words = () =>
  [...page().querySelectorAll(".sheet-word")].map((mark) => ({
    text: mark.dataset.text,
    box: mark.dataset.box.split(" ").map(Number),
  }));

const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];

export function wordsIn([left, top, right, bottom]) {
  return words().filter(({ box }) => {
    const [x, y] = middle(box);
    return x >= left && x <= right && y >= top && y <= bottom;
  });
}

// The word there, or the nearest one within reach.
export function wordAt([x, y], reach) {
  const away = ({ box: [left, top, right, bottom] }) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  const nearest = words().sort((one, other) => away(one) - away(other))[0];
  return nearest && away(nearest) <= reach ? nearest : null;
}

// Words that stand on one line, from the top of the page down.
export function linesOf() {
  const lines = [];
  for (const word of words().sort((one, other) => middle(one.box)[1] - middle(other.box)[1])) {
    const last = lines.at(-1);
    if (last && Math.abs(middle(last.words.at(-1).box)[1] - middle(word.box)[1]) < (word.box[3] - word.box[1]) / 2) last.words.push(word);
    else lines.push({ words: [word] });
  }
  return lines.map(({ words: found }) => {
    found.sort((one, other) => one.box[0] - other.box[0]);
    const [, top, , bottom] = around(found);
    return { top, bottom, words: found, said: found.map((word) => folded(word.text)) };
  });
}

export const around = (found) => [
  Math.min(...found.map(({ box }) => box[0])),
  Math.min(...found.map(({ box }) => box[1])),
  Math.max(...found.map(({ box }) => box[2])),
  Math.max(...found.map(({ box }) => box[3])),
];

const folded = (word) => word.toLowerCase().replace(/(?<=.):+$/, "");
const phrase = (sought) => sought.split(/\s+/).filter(Boolean).map(folded).join(" ");
export const says = (line, sought) => sought !== "" && ` ${line.said.join(" ")} `.includes(` ${phrase(sought)} `);
export const begins = (line, sought) => sought !== "" && `${line.said.join(" ")} `.startsWith(`${phrase(sought)} `);

const hasDigit = (word) => /\d/.test(word);

// A heading has no figures in it; what has is a row that was not meant.
export function wordsAbove(top) {
  const line = linesOf().findLast((each) => each.bottom <= top + CLICK);
  return line && top - line.bottom < FAR && !line.said.some(hasDigit) ? line.said.join(" ") : "";
}

// Not words that rows of the table begin with themselves.
export function wordsBelow(top, bottom) {
  const lines = linesOf();
  const line = lines.find((each) => each.top >= bottom - CLICK);
  if (!line || line.top - bottom > FAR || hasDigit(line.said[0])) return "";
  const figures = line.said.findIndex(hasDigit);
  const found = line.said.slice(0, figures < 0 ? FEW : Math.min(figures, FEW)).join(" ");
  return lines.some((each) => each !== line && each.bottom > top && each.top < bottom && begins(each, found)) ? "" : found;
}

// Around the words where they first follow each other, if they do.
export function phraseAt(sought) {
  const size = sought.split(/\s+/).filter(Boolean).length;
  for (const line of linesOf()) {
    const at = line.said.findIndex((_, start) => size && line.said.slice(start, start + size).join(" ") === phrase(sought));
    if (at >= 0) return around(line.words.slice(at, at + size));
  }
  return null;
}

// The words left of a figure that say what it is, if they stand on the page but once.
export function labelOf(box) {
  const line = linesOf().find((each) => each.top <= middle(box)[1] && each.bottom >= middle(box)[1]);
  const before = line?.words.filter((word) => word.box[2] <= box[0] + CLICK) ?? [];
  const label = [];
  for (const word of before.reverse()) {
    const next = label[0];
    if (hasDigit(word.text) || (next && next.box[0] - word.box[2] > word.box[3] - word.box[1])) break;
    label.unshift(word);
  }
  const said = label.map((word) => word.text).join(" ");
  return linesOf().filter((each) => says(each, said)).length === 1 ? said : "";
}
