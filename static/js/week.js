// The week grid: arrow keys move, typing replaces, leaving a cell saves it, Escape restores it.
// The note below belongs to the cell one is in; a new cell is saved once it says what was done.

const form = document.querySelector("form[data-week]");
const note = form.querySelector("[data-note]");
const noteLabel = form.querySelector("[data-note-label]");
const said = form.querySelector("[data-said]");
const cells = [...form.querySelectorAll("[data-cell]")];
const rows = [...form.querySelectorAll("tr[data-place]")];
let current = null; // the cell whose text the note shows
const saving = new Map(); // of a cell, the save that is under way

const rowOf = (cell) => cell.closest("tr");
const isOpen = (cell) => cell.matches("input:not([readonly])");
const isVisible = (cell) => cell.offsetParent !== null;
const textOf = (cell) => cell.dataset.text || rowOf(cell).dataset.text || "";
const isTyped = (cell) => isOpen(cell) && cell.value.trim() !== cell.defaultValue;
const isRetold = (cell) => cell.dataset.note !== undefined && cell.dataset.note !== textOf(cell);
const wantsText = (cell) => isTyped(cell) && cell.value.trim() !== "" && !(cell.dataset.note ?? textOf(cell)).trim();

function tell(text, isWrong = false) {
  said.textContent = text;
  said.toggleAttribute("data-wrong", isWrong);
}

function enter(cell) {
  current = cell;
  cell.select?.();
  noteLabel.textContent = `${cell.dataset.label}: what was done`;
  note.value = cell.dataset.note ?? textOf(cell);
  note.readOnly = !isOpen(cell);
  if (cell.dataset.why || cell.dataset.remark) tell(cell.dataset.why || cell.dataset.remark);
}

async function save(cell) {
  await saving.get(cell);
  if (!isTyped(cell) && !(cell.dataset.seen && isRetold(cell))) return true;
  if (wantsText(cell)) {
    cell.setAttribute("aria-invalid", "true");
    tell(`${cell.dataset.label} is not saved yet: say what was done.`, true);
    return false;
  }
  const kept = send(cell);
  saving.set(cell, kept);
  const isKept = await kept;
  saving.delete(cell);
  return isKept;
}

async function send(cell) {
  const fields = {
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    place: rowOf(cell).dataset.place,
    day: cell.dataset.day,
    hours: cell.value.trim(),
    text: cell.dataset.note ?? textOf(cell),
    seen: cell.dataset.seen,
  };
  try {
    const answer = await fetch(form.dataset.week, { method: "POST", body: new URLSearchParams(fields) });
    const now = await answer.json();
    if (now.error) return refuse(cell, now.error);
    show(cell, fields, now);
    return true;
  } catch {
    return refuse(cell, "It could not be saved: no answer came. Leave the cell again to retry.");
  }
}

function refuse(cell, sentence) {
  cell.setAttribute("aria-invalid", "true");
  tell(`${cell.dataset.label}: ${sentence}`, true);
  return false;
}

// What was written while it was being saved stays, and is saved when the cell is left.
function show(cell, sent, now) {
  if (cell.value.trim() === sent.hours) cell.value = now.value;
  cell.defaultValue = now.value;
  cell.removeAttribute("aria-invalid");
  cell.dataset.seen = now.seen;
  cell.dataset.text = now.text;
  if (cell.dataset.note === sent.text) delete cell.dataset.note;
  rowOf(cell).dataset.text = now.row_text;
  if (current.dataset.note === undefined) note.value = textOf(current);
  rowOf(cell).querySelector("[data-row-sum]").textContent = now.row;
  form.querySelector(`[data-day-sum="${cell.dataset.day}"]`).textContent = now.day;
  for (const sum of document.querySelectorAll("[data-week-sum]")) sum.textContent = now.week;
  tell(`${cell.dataset.label}: ${now.value ? `${now.value} h saved.` : "deleted."}`);
  if (now.undo) offerUndo(now.undo);
}

// What was emptied can be taken back.
function offerUndo(address) {
  const button = Object.assign(document.createElement("button"), { className: "btn btn-quiet", textContent: "Undo" });
  button.setAttribute("formaction", address);
  said.append(" ", button);
}

function neighbour(cell, down, right) {
  if (right) {
    const inRow = cells.filter((other) => rowOf(other) === rowOf(cell) && isVisible(other));
    return inRow[inRow.indexOf(cell) + right];
  }
  const row = rows[rows.indexOf(rowOf(cell)) + down];
  return row?.querySelector(`[data-cell][data-day="${cell.dataset.day}"]`);
}

function leave(cell, down, right, event) {
  const next = neighbour(cell, down, right);
  event.preventDefault();
  if (wantsText(cell)) note.focus();
  else if (next) next.focus();
  else save(cell);
}

async function turn(link) {
  if (current && !(await save(current))) return;
  link.click();
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

form.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (STEPS[event.key] && !event.shiftKey) leave(cell, ...STEPS[event.key], event);
  else if (event.key === "Enter" && cell.tagName === "INPUT") leave(cell, event.shiftKey ? -1 : 1, 0, event);
  else if (event.key === "Tab" && !event.shiftKey && wantsText(cell)) leave(cell, 0, 0, event);
  else if (event.key === "Escape" && isOpen(cell)) {
    cell.value = cell.defaultValue;
    delete cell.dataset.note;
    cell.removeAttribute("aria-invalid");
    enter(cell);
    tell("Restored.");
  }
});

note?.addEventListener("keydown", async (event) => {
  if (!current || (event.key !== "Enter" && event.key !== "Escape")) return;
  event.preventDefault();
  if (event.key === "Escape") delete current.dataset.note;
  else {
    current.dataset.note = note.value;
    if (!(await save(current))) return;
  }
  (event.key === "Enter" && neighbour(current, 0, 1) ? neighbour(current, 0, 1) : current).focus();
});

note?.addEventListener("input", () => {
  if (current) current.dataset.note = note.value;
});

form.addEventListener("focusin", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell) enter(cell);
});

form.addEventListener("focusout", (event) => {
  const cell = event.target === note ? current : event.target.closest("[data-cell]");
  // Between a cell and its note nothing is left yet.
  if (!cell || event.relatedTarget === note || (event.target === note && event.relatedTarget === cell)) return;
  save(cell);
});

form.addEventListener("submit", (event) => {
  if (!event.submitter?.hasAttribute("formaction")) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || event.target === note || !event.key.startsWith("Arrow")) return;
  const link = document.querySelector({ ArrowLeft: "[data-week-before]", ArrowRight: "[data-week-after]" }[event.key]);
  if (!link) return;
  event.preventDefault();
  turn(link);
});

// What is not saved is not left behind in silence.
window.addEventListener("beforeunload", (event) => {
  if (cells.some((cell) => isTyped(cell)) || saving.size) event.preventDefault();
});
