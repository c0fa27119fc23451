// The form of a drawing: its fields by name, the boxes, columns and borders that stand in them.

import { page } from "./sheet.js";
import { begins, linesOf, phraseAt, says } from "./printed.js";

export const form = document.querySelector("form[data-draw]");
export const EDGES = ["left", "top", "right", "bottom"];
const NEAR = 1; // points within which two columns share a border

export const open = () => form.querySelector("details[data-mark][open]");
const field = (name) => form.elements[name];
export const text = (name) => field(name)?.value.trim() ?? "";

export function boxOf(name) {
  const edges = EDGES.map((edge) => text(`${name}.box.${edge}`));
  return edges.every((edge) => /^-?\d+$/.test(edge)) ? edges.map(Number) : null;
}

export function write(name, value) {
  const into = field(name);
  if (into) into.value = value;
}

export function isHere(pages) {
  const [number, last] = [Number(page().dataset.page), Number(page().dataset.pages)];
  return { first: number === 1, last: number === last, rest: number > 1, any: true }[pages || "first"] ?? Number(pages) === number;
}

// The upper left corner of the words a box is anchored to, or of the page.
export function originOf(name) {
  const sought = text(`${name}.anchor`);
  return sought ? (phraseAt(sought)?.slice(0, 2) ?? null) : [0, 0];
}

export const moved = ([left, top, right, bottom], [x, y]) => [left + x, top + y, right + x, bottom + y];

export const columnsOf = (table) => {
  const rows = [...table.querySelectorAll("[data-column]")].map((row) => ({ row, name: row.dataset.column }));
  const whole = rows.filter(({ name }) => /^\d+$/.test(text(`${name}.left`)) && /^\d+$/.test(text(`${name}.right`)));
  return whole
    .map(({ row, name }) => ({ row, name, left: Number(text(`${name}.left`)), right: Number(text(`${name}.right`)) }))
    .sort((one, other) => one.left - other.left);
};

// Each border with the columns that end and begin there.
export function bordersOf(table) {
  const borders = [];
  for (const column of columnsOf(table)) {
    const shared = borders.at(-1);
    if (shared && Math.abs(shared.x - column.left) <= NEAR) shared.begins = column;
    else borders.push({ x: column.left, begins: column });
    borders.push({ x: column.right, ends: column });
  }
  return borders;
}

// From below the words it starts after to above those it ends before, or between its own heights.
export function heightsOf(name) {
  const lines = linesOf();
  const starts = lines.find((line) => says(line, text(`${name}.after`)));
  const top = Math.max(Number(text(`${name}.top`) || 0), starts ? starts.bottom + 1 : 0);
  const ends = lines.find((line) => line.top >= top && begins(line, text(`${name}.before`)));
  const bottom = Number(text(`${name}.bottom`) || page().viewBox.baseVal.height);
  return [top, Math.max(top, ends ? Math.min(ends.top - 1, bottom) : bottom)];
}

export function addColumn(table, role, left, right) {
  const name = grown(table.querySelector("[data-rows-of]")).dataset.column;
  write(`${name}.role`, role);
  write(`${name}.left`, left);
  write(`${name}.right`, right);
}

// A fresh row of a list: the blank one at its end if it has one, else made from its pattern.
export function grown(list) {
  const blank = [...list.children].find((row) => [...row.querySelectorAll("input, textarea")].every((each) => !each.value || each.type === "checkbox"));
  if (blank && !blank.matches("template")) return blank;
  const pattern = list.querySelector("template");
  const next = Number(list.dataset.next);
  list.dataset.next = next + 1;
  const made = document.createElement("div");
  const [name, slug] = [list.dataset.rowsOf, list.dataset.rowsOf.replace(/\W+/g, "-")];
  made.innerHTML = pattern.innerHTML.replaceAll(`${name}[999]`, `${name}[${next}]`).replaceAll(`${slug}-999`, `${slug}-${next}`);
  const row = made.firstElementChild;
  pattern.before(row);
  return row;
}
