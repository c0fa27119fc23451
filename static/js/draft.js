// A draft's lines: arrow keys and Enter move between rows, Escape restores a cell, a ticked line is struck
// out and not counted, new lines are made from the pattern, and what was typed is not left behind in silence.

import { foot } from "./footing.js";

const form = document.querySelector("form[data-draft]");
const lines = form.querySelector("[data-lines]");
const rows = () => [...lines.querySelectorAll("[data-line]")];
const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];
const kindOf = (cell) => cell.name.replace(/^.*\./, "");
let isChanged = false;

// Memo lines inform and are never summed.
function count(row) {
  const isGone = row.querySelector("[data-drop]").checked;
  const isMemo = row.querySelector("[name$='.charge_type']").value === "memo";
  row.toggleAttribute("data-gone", isGone);
  row.toggleAttribute("data-uncounted", isGone || isMemo);
  for (const cell of cellsOf(row)) cell.readOnly = isGone;
}

function step(cell, down) {
  const row = rows()[rows().indexOf(cell.closest("[data-line]")) + down];
  const next = row && cellsOf(row).find((other) => kindOf(other) === kindOf(cell));
  next?.focus();
  next?.select?.();
  return Boolean(next);
}

function add() {
  const pattern = lines.querySelector("template");
  const next = Number(lines.dataset.next);
  lines.dataset.next = next + 1;
  const made = document.createElement("table");
  made.innerHTML = pattern.innerHTML.replaceAll("lines[new]", `lines[${next}]`);
  const row = made.firstElementChild;
  pattern.before(row);
  cellsOf(row)[0].focus();
  isChanged = true;
}

lines.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const isText = cell.matches("input[type=text]");
  if (event.key === "Escape" && isText) {
    cell.value = cell.defaultValue;
    foot();
  }
  const down = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (!down || (event.key !== "Enter" && !isText)) return;
  event.preventDefault();
  step(cell, down);
});

form.addEventListener("change", (event) => {
  const row = event.target.closest("[data-line]");
  if (row) count(row);
  foot();
});
form.addEventListener("input", () => (isChanged = true));
form.addEventListener("click", (event) => {
  if (event.target.closest("[data-add-line]")) add();
});
form.addEventListener("submit", () => (isChanged = false));
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});

rows().forEach(count);
foot();
