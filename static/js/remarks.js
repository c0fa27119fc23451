// Remarks beside the editor: read anew as one types, n and p walk them, a click selects the words
// in their text, f writes what the rule proposes. In a text Alt+N, Alt+P and Alt+F do the same.

const PAUSE = 200; // milliseconds after a key, so that a burst of keys asks once

const aside = document.getElementById("remarks");
const section = aside.dataset.section;
let asked = 0;
let pause;

const all = () => [...aside.querySelectorAll("[data-remark]")];
const current = () => aside.querySelector("[data-remark][aria-current]");
const key = (item) => `${item.dataset.code} ${item.dataset.field} ${item.dataset.words}`;

function fieldOf(item) {
  const form = document.querySelector(`form[data-piece="${CSS.escape(item.dataset.code)}"]`);
  return form?.elements[item.dataset.field];
}

async function show(request) {
  const turn = ++asked;
  const answer = await request.catch(() => null);
  if (turn < asked || !answer?.ok || answer.redirected) return;
  const writes = aside.querySelector("details[open] input[name=because]");
  if (writes?.value) return; // a reason is being written there
  const before = current() && key(current());
  aside.innerHTML = await answer.text();
  mark(all().find((item) => key(item) === before));
  performance.measure("remarks", { start: shownFrom, end: performance.now() });
}

let shownFrom = performance.now();

function load() {
  shownFrom = performance.now();
  const query = new URLSearchParams({ section });
  return show(fetch(`${aside.dataset.remarks}?${query}`, { headers: { "X-Part": "remarks" } }));
}

function read(form) {
  shownFrom = performance.now();
  const body = new URLSearchParams({ code: form.dataset.piece, section });
  for (const name of ["title", "text", "csrfmiddlewaretoken"]) {
    if (form.elements[name]) body.set(name, form.elements[name].value);
  }
  return show(fetch(aside.dataset.typed, { method: "POST", body }));
}

function mark(item) {
  current()?.removeAttribute("aria-current");
  item?.setAttribute("aria-current", "true");
}

function select(item) {
  const field = fieldOf(item);
  mark(item);
  if (!field) return;
  field.focus();
  field.setSelectionRange(Number(item.dataset.start), Number(item.dataset.end));
  field.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const items = all();
  if (!items.length) return;
  const here = items.indexOf(current());
  const next = items[here < 0 ? (by > 0 ? 0 : items.length - 1) : (here + by + items.length) % items.length];
  mark(next);
  next.scrollIntoView({ block: "nearest" });
  return next;
}

function fix(item) {
  const button = item?.querySelector("[data-fix]");
  const field = button && fieldOf(item);
  if (!field || field.readOnly) return;
  const [start, end] = [Number(item.dataset.start), Number(item.dataset.end)];
  if (field.value.slice(start, end) !== item.dataset.words) return; // typed on since it was read
  field.setRangeText(button.dataset.fix, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

aside.addEventListener("click", (event) => {
  const item = event.target.closest("[data-remark]");
  if (event.target.closest("[data-mark]")) select(item);
  else if (event.target.closest("[data-fix]")) fix(item);
  else if (event.target.closest("[data-fix-this]")) fix(current());
  const by = event.target.closest("[data-step]")?.dataset.step;
  if (by) step(Number(by))?.querySelector("[data-mark]").focus();
});

aside.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-let]");
  if (!form) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok) return form.submit();
  form.reset();
  await load();
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-piece]");
  if (!form || !["title", "text"].includes(event.target.name)) return;
  clearTimeout(pause);
  pause = setTimeout(() => read(form), PAUSE);
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !event.target.closest("form[data-piece]")) return;
  const deed = {
    KeyN: () => select(step(1)),
    KeyP: () => select(step(-1)),
    KeyF: () => fix(current()),
  }[event.code];
  if (!deed || !all().length) return;
  event.preventDefault();
  deed();
});

// "…?section=R-014&words=text-10-16" selects these words at once.
function arrive() {
  const query = new URLSearchParams(location.search);
  const [field, start, end] = (query.get("words") ?? "").split("-");
  if (end) select({ dataset: { code: query.get("section"), field, start, end }, setAttribute() {} });
}

await load();
arrive();
