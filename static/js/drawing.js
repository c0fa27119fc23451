// Drawing a layout: what is clicked, tapped, entered or dragged on the page is written into the form, and what
// stands in the form is drawn on the page.  The form is the truth; typing numbers into it does the same.

import { addColumn, boxOf, bordersOf, columnsOf, EDGES, form, grown, heightsOf, isHere, moved, open, originOf, text, write } from "./drawing-form.js";
import { around, CLICK, labelOf, phraseAt, wordAt, wordsAbove, wordsBelow, wordsIn } from "./printed.js";
import { boxed, drawn, page } from "./sheet.js";
import { boxOfWord, goToWords, prepareWords } from "./walking.js";

const GAP = 7; // points between words that belong to different columns
const FINGER = 12; // points that a finger misses a word by
let listening = null; // the field that takes words, while nothing else on the form has the focus
let corner = null; // the word at which a box begins

// --- From the form to the page -------------------------------------------------------------------

function draw() {
  const marks = page().querySelector("[data-marks]");
  marks.replaceChildren();
  for (const mark of form.querySelectorAll("[data-place]")) drawPlace(marks, mark);
  for (const table of form.querySelectorAll("[data-table]")) drawTable(marks, table);
  if (corner) marks.append(boxed("rect", corner, { class: "sheet-drawn" }));
}

function drawPlace(marks, mark) {
  const box = isHere(text(`${mark.dataset.place}.page`)) && placed(mark.dataset.place);
  if (!box) return;
  const isCurrent = open()?.contains(mark);
  const current = isCurrent ? { "data-current": "" } : {};
  marks.append(boxed("rect", box, { class: "sheet-mark", rx: 2, ...current }));
  if (isCurrent) nameAt(marks, mark.dataset.label, box[0], box[1] - 2);
}

// The box itself, or around the words beside which a text stands.
function placed(name) {
  if (text(`${name}.way`) === "words") return phraseAt(text(`${name}.words`));
  const [box, origin] = [boxOf(name), originOf(name)];
  return box && origin && moved(box, origin);
}

// Only what is being marked is named: names would lie over the text around them.
function nameAt(marks, words, x, y) {
  const label = drawn("text", { class: "sheet-name", x, y });
  label.textContent = words;
  marks.append(label);
}

function drawTable(marks, table) {
  const name = table.dataset.table;
  const columns = columnsOf(table);
  if (!columns.length || !isHere(text(`${name}.pages`))) return;
  const [top, bottom] = heightsOf(name);
  const isOpen = table.open;
  const outer = [columns[0].left, top, columns.at(-1).right, bottom];
  marks.append(boxed("rect", outer, { class: "sheet-mark", ...(isOpen ? { "data-current": "" } : {}) }));
  if (!isOpen) return;
  for (const { row, left } of columns) nameAt(marks, row.querySelector("select").selectedOptions[0].label, left + 2, top - 11);
  for (const border of bordersOf(table)) {
    marks.append(drawn("line", { class: "sheet-border", x1: border.x, x2: border.x, y1: top, y2: bottom }));
    marks.append(grip(table, border, top, bottom));
  }
}

function grip(table, border, top, bottom) {
  const handle = boxed("rect", [border.x - 3, top, border.x + 3, bottom], {
    class: "sheet-grip",
    tabindex: 0,
    role: "slider",
    "aria-orientation": "horizontal",
    "aria-label": "Column border",
    "aria-valuemin": 0,
    "aria-valuemax": Math.round(page().viewBox.baseVal.width),
    "aria-valuenow": border.x,
    "data-x": border.x,
  });
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const to = border.x + step * (event.shiftKey ? 10 : 1);
    move(border, to);
    page().querySelector(`.sheet-grip[data-x="${to}"]`)?.focus();
  });
  handle.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    event.preventDefault();
    const slide = (moving) => move(border, Math.round(spotOf(moving)[0]));
    const drop = () => page().removeEventListener("pointermove", slide);
    page().addEventListener("pointermove", slide);
    addEventListener("pointerup", drop, { once: true });
    addEventListener("pointercancel", drop, { once: true });
  });
  return handle;
}

function move(border, to) {
  const from = border.ends ? border.ends.left + 1 : 0;
  const until = border.begins ? border.begins.right - 1 : page().viewBox.baseVal.width;
  if (to < from || to > until) return;
  border.x = to;
  if (border.ends) write(`${border.ends.name}.right`, to);
  if (border.begins) write(`${border.begins.name}.left`, to);
  changed();
}

// --- From the page to the form -------------------------------------------------------------------

function spotOf(event) {
  const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(page().getScreenCTM().inverse());
  return [spot.x, spot.y];
}

function changed() {
  draw();
  form.dispatchEvent(new Event("drawn"));
}

function take(box, isClick) {
  const mark = open();
  if (!mark) return;
  const found = wordsIn(box).map((word) => word.text);
  if (listening && mark.contains(listening)) takeWords(listening, found);
  else if (mark.matches("[data-table]")) takeTable(mark, box, isClick);
  else if (mark.querySelector("[data-place]")) takePlace(mark.querySelector("[data-place]").dataset.place, box, found, isClick);
  else takeWords([...mark.querySelectorAll("[data-takes-words]")].find((each) => !each.value), found);
  changed();
}

function takeWords(into, found) {
  if (into && found.length) into.value = found.join(" ");
}

function takePlace(name, box, found, isClick) {
  if (!isHere(text(`${name}.page`))) write(`${name}.page`, page().dataset.page);
  // Next month a figure stands elsewhere, but beside the same words.
  const label = isClick && text(`${name}.way`) === "box" && !boxOf(name) ? labelOf(box) : "";
  if (label || text(`${name}.way`) === "words") {
    write(`${name}.way`, "words");
    write(`${name}.words`, label || found.join(" "));
    return;
  }
  const origin = originOf(name) ?? [0, 0];
  const edges = moved(box, [-origin[0], -origin[1]]);
  EDGES.forEach((edge, at) => write(`${name}.box.${edge}`, Math.round(edges[at])));
}

function takeTable(table, [left, top, right, bottom], isClick) {
  if (isClick) return split(table, Math.round(left));
  const name = table.dataset.table;
  if (!isHere(text(`${name}.pages`))) write(`${name}.pages`, page().dataset.page);
  const [above, below] = [wordsAbove(top), wordsBelow(top, bottom)];
  // Next month's table has other rows: the words around it hold where heights do not.
  write(`${name}.after`, above);
  write(`${name}.top`, above ? "" : Math.round(top));
  write(`${name}.before`, below);
  write(`${name}.bottom`, below ? "" : Math.round(bottom));
  if (!columnsOf(table).length) guess(table, [left, top, right, bottom].map(Math.round));
}

// A click inside a table puts a border there.
function split(table, x) {
  const column = columnsOf(table).find(({ left, right }) => x > left && x < right);
  if (!column) return;
  write(`${column.name}.right`, x);
  addColumn(table, "", x, column.right);
}

// Where nothing stands in any row, a column ends; the last one is likely the amount.
function guess(table, box) {
  const spans = wordsIn(box).map(({ box: [left, , right] }) => [left, right]).sort((one, other) => one[0] - other[0]);
  const columns = [];
  for (const [left, right] of spans) {
    const last = columns.at(-1);
    if (last && left - last[1] < GAP) last[1] = Math.max(last[1], right);
    else columns.push([left, right]);
  }
  const ends = columns.map(([, right], at) => (at + 1 < columns.length ? Math.round((right + columns[at + 1][0]) / 2) : box[2]));
  ends.forEach((right, at) => {
    const role = at === ends.length - 1 ? "amount" : at === 0 ? "description" : "";
    addColumn(table, ends.length === 1 ? "description" : role, at ? ends[at - 1] : box[0], right);
  });
}

function begin(event) {
  if (event.button || !event.target.closest(".sheet-page")) return;
  if (event.pointerType === "touch") return tap(event);
  event.preventDefault(); // what is being written in keeps the focus
  const start = spotOf(event);
  const rubber = boxed("rect", [...start, ...start], { class: "sheet-drawn" });
  page().append(rubber);
  const spanned = (now) => {
    const [x, y] = spotOf(now);
    return [Math.min(x, start[0]), Math.min(y, start[1]), Math.max(x, start[0]), Math.max(y, start[1])];
  };
  const stretch = (now) => {
    const [left, top, right, bottom] = spanned(now);
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top }))
      rubber.setAttribute(name, value);
  };
  const finish = (now) => {
    removeEventListener("pointermove", stretch);
    rubber.remove();
    const box = spanned(now);
    if (box[2] - box[0] > CLICK || box[3] - box[1] > CLICK) take(box, false);
    else pick(start, wordAt(start, 0)?.box);
  };
  addEventListener("pointermove", stretch);
  addEventListener("pointerup", finish, { once: true });
}

// A finger that moves scrolls the page; the browser then takes the touch away.
function tap(event) {
  const spot = spotOf(event);
  const end = (now) => {
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
    if (now.type === "pointerup") pick(spot, wordAt(spot, FINGER)?.box);
  };
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
}

const isOnTable = () => Boolean(open()?.matches("[data-table]")) && !listening;
const cornersSwitch = () => document.querySelector("[data-corners]");
const wantsCorner = () => cornersSwitch()?.getAttribute("aria-pressed") === "true" || (isOnTable() && !columnsOf(open()).length);

// One word or one spot, however it was pointed at.
function pick([x, y], box, isCorner = wantsCorner()) {
  if (!open()) return;
  if (isCorner) takeCorner(box);
  else if (isOnTable()) take([x, y, x, y], true);
  else if (box) take(wider(box), true);
}

const wider = ([left, top, right, bottom]) => [left - 1, top - 1, right + 1, bottom + 1];

// Two words are the corners of a box: what a mouse drags, a finger and the keyboard say so.
function takeCorner(box) {
  if (!box) return;
  const [first, say] = [corner, document.getElementById("live")];
  corner = first ? null : box;
  say.textContent = first ? "" : "One corner is set. Choose the word at the opposite one.";
  if (!first) return draw();
  cornersSwitch()?.setAttribute("aria-pressed", "false");
  take(wider(around([{ box: first }, { box }])), false);
}

function pressed(event) {
  const word = event.target.closest?.(".sheet-word");
  if (!word || !["Enter", " ", "Escape"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "Escape") {
    corner = null;
    draw();
    (listening ?? open()?.querySelector("summary"))?.focus();
    return;
  }
  const box = boxOfWord(word);
  pick([box[0] - CLICK, box[1]], box, event.shiftKey || wantsCorner());
}

function start() {
  prepareWords();
  page().addEventListener("pointerdown", begin);
  draw();
}

if (form) {
  start();
  form.addEventListener("input", draw);
  form.addEventListener("toggle", draw, true);
  document.addEventListener("keydown", pressed);
  form.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".sheet-word")) listening = target.closest("[data-takes-words]");
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!relatedTarget?.closest(".sheet-word")) listening = null;
  });
  form.addEventListener("click", (event) => {
    const switched = event.target.closest("[data-corners]");
    if (switched) switched.setAttribute("aria-pressed", String(switched.getAttribute("aria-pressed") !== "true"));
    if (event.target.closest("[data-to-page]")) goToWords();
    const [more, less] = [event.target.closest("[data-add-row]"), event.target.closest("[data-remove-row]")];
    if (more) grown(document.getElementById(more.dataset.addRow)).querySelector("input, select")?.focus();
    if (less) less.closest("[data-row]").remove();
    if (more || less) changed();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.contains(page()) && !event.target.matches?.(".sheet")) return;
    corner = null;
    start();
  });
}
