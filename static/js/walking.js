// The words of a page by keyboard: arrow keys go from word to word, one of them is in the order of tabs.

import { page } from "./sheet.js";

const ASIDE = 4; // a word straight below is nearer than one further left on the same line
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const marks = () => [...page().querySelectorAll(".sheet-word")];
export const boxOfWord = (mark) => mark.dataset.box.split(" ").map(Number);
const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];

export function prepareWords() {
  for (const [at, mark] of marks().entries()) {
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", mark.dataset.text);
    mark.setAttribute("tabindex", at ? -1 : 0);
  }
}

export function goToWords() {
  page().querySelector(".sheet-word[tabindex='0']")?.focus();
}

// The nearest word that way; at the end of a line the next in the order of reading.
function next(from, [across, down]) {
  const all = marks();
  const [left, top, right, bottom] = boxOfWord(from);
  const [x, y] = middle([left, top, right, bottom]);
  const far = (mark) => {
    const [otherX, otherY] = middle(boxOfWord(mark));
    const [ahead, aside] = across ? [(otherX - x) * across, Math.abs(otherY - y)] : [(otherY - y) * down, Math.abs(otherX - x)];
    const isAhead = across ? ahead > 0 && aside < (bottom - top) / 2 : ahead > (bottom - top) / 2;
    return isAhead ? ahead * (down ? ASIDE : 1) + aside : Infinity;
  };
  const nearest = all.reduce((best, mark) => (far(mark) < far(best) ? mark : best), from);
  return nearest === from && across ? all[all.indexOf(from) + across] : nearest;
}

document.addEventListener("keydown", (event) => {
  const from = event.target.closest?.(".sheet-word");
  if (!from || !ARROWS[event.key]) return;
  event.preventDefault();
  const to = next(from, ARROWS[event.key]);
  if (!to || to === from) return;
  from.setAttribute("tabindex", -1);
  to.setAttribute("tabindex", 0);
  to.focus();
});
