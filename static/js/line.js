// The box that logs work from one line: shows how the line reads while it is written, and takes
// Tab (write the name out), Enter (log), Ctrl+Enter (timer), ↑ (last line), Ctrl+Z (take back), Esc.

const PAUSE = 50; // milliseconds after a key, so that a burst of keys asks once
const SETTLED = 700; // milliseconds after which what changed is spoken

const form = document.querySelector("form[data-line]");
const box = form.elements.line;
const preview = document.getElementById("line-preview");
const live = document.getElementById("live");
let asked = 0; // the number of the last question, and of the answer that is shown
let shown = 0;
let last = box.value;
let typed = 0;
let pause;
let settled;
let completing = false;

const wrong = () => preview.querySelector("[data-wrong]");
const isBehind = () => box.value !== last || shown !== asked;

async function ask() {
  if (box.value === last) return;
  last = box.value;
  const [turn, start, detail] = [++asked, typed, last];
  const query = new URLSearchParams(location.search);
  query.set("line", box.value);
  query.set("at", box.selectionStart);
  const answer = await fetch(`${form.dataset.line}?${query}`).catch(() => null);
  const reading = answer?.ok && !answer.redirected ? await answer.text() : null;
  if (turn < asked) return; // a later question will be answered
  shown = turn;
  if (reading === null) return;
  preview.innerHTML = reading;
  performance.measure("line-preview", { start, end: performance.now(), detail });
  if (completing && !isBehind()) complete();
}

function changed() {
  typed = performance.now();
  preview.removeAttribute("role");
  preview.removeAttribute("data-told");
  clearTimeout(pause);
  clearTimeout(settled);
  pause = setTimeout(ask, PAUSE);
  settled = setTimeout(speak, SETTLED);
}

// What is seen changes with every key; what is spoken, once the line rests.
function speak() {
  const said = [...preview.querySelectorAll(".line-faults, .said")].find((part) => part.innerText);
  if (said) live.textContent = said.innerText.replace(/\s+/g, " ");
}

function write(text, from = 0, to = box.value.length) {
  box.setRangeText(text, from, to, "end");
  box.focus();
  changed();
}

// A Tab that waited for the answer writes the name out, or goes on where nothing is offered.
function complete() {
  completing = false;
  const offer = preview.querySelector("[data-insert]");
  if (offer) take(offer);
  else if (document.activeElement === box) form.querySelector("[type=submit]").focus();
}

function take(offer) {
  if (!offer || isBehind()) return; // its places are those of the line it was made for
  write(offer.dataset.insert, Number(offer.dataset.from), Number(offer.dataset.to));
  clearTimeout(pause);
  ask();
}

// The words that are at fault, ready to be written over.
function show(faults) {
  box.focus();
  const { from, to } = faults.querySelector("[data-from]").dataset;
  box.setSelectionRange(Number(from), Number(to));
}

const KEYS = {
  Tab: (event) => {
    if (event.shiftKey || !box.value) return false;
    if (isBehind()) return (completing = true);
    const offer = preview.querySelector("[data-insert]");
    take(offer);
    return offer;
  },
  Enter: (event) => {
    if (!event.ctrlKey && !event.metaKey) return false;
    form.querySelector("[data-start]").click();
    return true;
  },
  ArrowUp: () => {
    if (box.value.trim() || !form.dataset.last) return false;
    write(form.dataset.last);
    return true;
  },
  Escape: () => {
    const offers = preview.querySelector(".offers");
    if (offers) offers.remove();
    else box.blur();
    return true;
  },
};

box.addEventListener("input", changed);
box.addEventListener("keydown", (event) => {
  if (!event.isComposing && KEYS[event.key]?.(event)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  const undo = document.querySelector("form[data-undo]");
  const writing = event.target.closest("input, textarea, select");
  if (!isUndo || !undo || (writing && (writing !== box || box.value))) return;
  event.preventDefault();
  undo.requestSubmit();
});

preview.addEventListener("click", (event) => take(event.target.closest("[data-insert]")));

// A line that is known to be wrong is not sent: the box shows where.
form.addEventListener("submit", (event) => {
  const starts = event.submitter?.hasAttribute("data-start");
  if (!wrong() || isBehind() || starts) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  preview.setAttribute("data-told", "");
  show(wrong());
  speak();
});

// Whoever pages through the book or narrows it is reading; everybody else came to write.
const reads = /[?&](older|newer|project|person|month)=/.test(location.search);
if (!reads || box.value) box.focus();
// A line that waits for its hours takes them at its beginning; what a timer measured is replaced
// by what is typed.
if (preview.role === "alert" && wrong()) show(wrong());
else if (box.value.startsWith(" ")) box.setSelectionRange(0, 0);
else if (form.elements.timer) box.select();
else box.setSelectionRange(box.value.length, box.value.length);
