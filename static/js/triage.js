// Triage by keyboard.  A decision is sent at once and in its turn while the next finding is on the
// screen already; what the server says of it is shown, and the last ones can be taken back.

import { addressOf, boxOf, current, fetchPart, goOn, goTo, move, parse, queue, refresh, rows, show, ticked } from "./queue.js";

const said = document.querySelector("[data-said]");
const count = document.querySelector("[data-count]");
const aside = document.getElementById("aside");
const again = document.querySelector("[data-again]");
const undoLast = document.querySelector("[data-undo-last]");
const undos = []; // addresses that take decisions back, the latest last
let last = null; // what was decided last: judgement and note
let anchor = null; // the row ticked last
let turn = Promise.resolve(); // one deed after the other, as the hands did them
let decided = 0;

function tell(text, isWrong = false) {
  said.textContent = text;
  said.toggleAttribute("data-wrong", isWrong);
}

function pending(by) {
  const now = Number(queue.dataset.pending) + by;
  queue.dataset.pending = now;
  const sending = now ? `, ${now} being written` : "";
  count.textContent = decided || now ? `${decided} decided${sending}` : "";
}

// Sends a deed in its turn; what comes back are messages and the rows it changed.
function send(address, form, targets, done) {
  for (const row of targets) row.dataset.waits = "";
  pending(1);
  turn = turn.then(async () => {
    try {
      const page = parse(await fetchPart(address, { method: "POST", body: form }));
      refresh(page);
      done(page);
    } catch {
      tell("That could not be sent: nothing of it was decided. Check the connection and do it again.", true);
      const messages = document.getElementById("messages");
      messages.replaceChildren();
    } finally {
      for (const row of targets) delete row.dataset.waits;
      pending(-1);
    }
  });
}

// Good news are a line above the queue; what somebody has to read stays until it is dismissed.
function takeMessages(page) {
  const messages = page.getElementById("messages");
  const notes = [...messages.querySelectorAll(".toast-note")];
  const text = notes.map((note) => note.querySelector("p").textContent).join(" ");
  const isWrong = notes.some((note) => !note.matches(".toast-success, .toast-info"));
  tell(isWrong ? "" : text);
  document.getElementById("messages").replaceChildren(...(isWrong ? messages.childNodes : []));
  return messages.querySelector("form[data-undo]")?.getAttribute("action");
}

function decide(form, own) {
  const targets = own ? rows().filter((row) => own.includes(row.dataset.row)) : aimedAt();
  if (!own) for (const row of targets) form.append("finding", `${row.dataset.row}:${row.dataset.state}`);
  if (!form.getAll("finding").length) return;
  for (const row of ticked()) boxOf(row).checked = false;
  queue.dispatchEvent(new Event("change", { bubbles: true }));
  send(queue.dataset.decide, form, targets, (page) => {
    const undo = takeMessages(page);
    if (!undo) return;
    decided += page.querySelectorAll("tr[data-row]").length;
    undos.push(undo);
    undoLast.disabled = false;
  });
  goOn(targets.length ? targets : [current()]);
}

// The ticked rows, else the current one; none that is being decided about already.
function aimedAt() {
  const aimed = ticked().length ? ticked() : [current()];
  return aimed.filter((row) => row && !("waits" in row.dataset));
}

function about() {
  const targets = aimedAt();
  const text = targets.length === 1 ? targets[0].querySelector("[data-open]").textContent : `${targets.length} findings`;
  for (const place of document.querySelectorAll("[data-about]")) place.textContent = text;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-decides]")) {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[name=judgement]");
    const note = form.elements.note;
    if (button.matches("[data-needs-note]") && !note.value.trim()) {
      note.setAttribute("aria-invalid", "true");
      note.focus();
      return;
    }
    const sent = new FormData(form, button);
    const own = form.querySelector("[name=finding]") && sent.getAll("finding").map((each) => each.split(":")[0]);
    last = { judgement: sent.get("judgement"), note: sent.get("note"), token: sent.get("csrfmiddlewaretoken") };
    again.disabled = false;
    form.closest("dialog")?.close();
    note.value = "";
    note.removeAttribute("aria-invalid");
    decide(sent, own);
  }
  if (form.matches("[data-remembers]")) {
    event.preventDefault();
    remember(form);
  }
  if (form.matches("[data-undo]")) {
    event.preventDefault();
    undo(form.getAttribute("action"));
  }
});

// A rule is made while its dialog waits: what is missing is asked again there.
function remember(form) {
  const row = current();
  send(form.getAttribute("action"), new FormData(form), [row], (page) => {
    if (!page.getElementById("messages")) {
      fill(page.body.innerHTML);
      return;
    }
    aside.close();
    undos.push(takeMessages(page));
    undoLast.disabled = false;
    decided += 1;
    goOn([row]);
  });
}

function undo(address) {
  const at = undos.indexOf(address);
  if (at >= 0) undos.splice(at, 1);
  undoLast.disabled = !undos.length;
  const form = new FormData();
  form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  send(address, form, [], (page) => {
    takeMessages(page);
    const back = [...page.querySelectorAll("tr[data-row]")].map((row) => row.dataset.row);
    decided = Math.max(0, decided - back.length);
    goTo(rows().find((row) => back.includes(row.dataset.row)));
  });
}

function fill(page) {
  aside.innerHTML = page;
  aside.querySelector("[data-digit], input, textarea")?.focus();
}

async function open(address) {
  tell("");
  try {
    const page = await fetchPart(address);
    if (!aside.open) aside.showModal();
    fill(page);
  } catch {
    tell("That could not be loaded. Check the connection and try again.", true);
  }
}

function later() {
  const row = current();
  tell("Put last; nothing was decided about it.");
  goOn([row]).then(() => row.parentElement.append(row));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  const row = event.target.closest("tr[data-row]");
  if (button?.matches("[data-aside]") && current()) {
    event.preventDefault();
    open(addressOf(current(), button.dataset.aside));
  } else if (button?.matches("[data-part]")) {
    event.preventDefault();
    open(button.getAttribute("href"));
  } else if (button?.matches("[commandfor^=palette]")) about();
  else if (button === again && last) {
    const form = new FormData();
    form.append("judgement", last.judgement);
    form.append("note", last.note);
    form.append("csrfmiddlewaretoken", last.token);
    decide(form, null);
  } else if (button === undoLast) turn.then(() => undos.length && undo(undos.at(-1)));
  else if (button?.matches("[data-tick-to]") && current()) tickUpTo(current());
  else if (button?.matches("[data-later]") && current()) later();
  else if (row && !button && !event.target.closest("input")) goTo(row);
});

queue?.addEventListener("focusin", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (row && row !== current()) show(row);
});

queue?.addEventListener("change", (event) => {
  if (event.target.matches("[data-select]")) anchor = event.target.closest("tr");
});

function tickUpTo(row) {
  const all = rows();
  const [from, to] = [all.indexOf(anchor ?? row), all.indexOf(row)].sort((a, b) => a - b);
  for (const each of all.slice(from, to + 1)) boxOf(each).checked = true;
  queue.dispatchEvent(new Event("change", { bubbles: true }));
}

// Before the keys of every page: they act on the row that has the focus, which is the current one.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
    const dialog = document.querySelector("dialog[open]");
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (typing) return;
    if (dialog) {
      const picked = dialog.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
      if (picked) event.preventDefault();
      picked?.click();
      return;
    }
    if (!queue || !current() || event.target.closest("#evidence") && event.key.startsWith("Arrow")) return;
    if ("jkxoe".includes(event.key) && !event.target.closest("tr[data-row]")) goTo(current());
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      move(step);
    }
  },
  true,
);

// In a note, Enter with Ctrl is the first reason, as the button is.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest("textarea")?.form?.requestSubmit(event.target.form.querySelector("[type=submit]"));
});

window.addEventListener("beforeunload", (event) => {
  if (Number(queue?.dataset.pending)) event.preventDefault();
});

if (queue) goTo(rows()[0]);
