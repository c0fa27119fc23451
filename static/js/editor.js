// The editor of requests: each piece is saved a moment after one stops writing, upon the edition one
// read. What cannot be sent stays in this browser and is sent when the network is back; what somebody
// else saved first is never written over: both are shown. Without this script the buttons do the same.

const editor = document.querySelector("[data-editor]");
const WAIT = 1200; // milliseconds without a key before a save
const RETRY = 8000;
const LOOK = 15000;
const pieces = [...editor.querySelectorAll("form[data-piece]")];
const timers = new Map();
const sending = new Map();
let last = null; // the text that was written in last, for what is put in

const keyOf = (form) => `rfp:${editor.dataset.editor}:${form.dataset.piece}`;
const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && !["csrfmiddlewaretoken", "edition", "section"].includes(field.name) && field.type !== "submit");
const wordsOf = (form) => JSON.stringify(fieldsOf(form).map((field) => [field.name, field.value]));
const isChanged = (form) => wordsOf(form) !== form.kept;

function tell(form, words, tone = "") {
  const said = form.querySelector("[data-said]");
  said.textContent = words;
  said.dataset.tone = tone;
}

function store(form) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ words: wordsOf(form), edition: form.elements.edition.value }));
  } catch {
    /* a browser that keeps nothing */
  }
}

function forget(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    /* a browser that keeps nothing */
  }
}

function later(form, wait = WAIT) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), wait));
}

async function save(form) {
  clearTimeout(timers.get(form));
  await sending.get(form);
  if (!isChanged(form) || form.dataset.conflict) return;
  const sent = send(form);
  sending.set(form, sent);
  await sent;
  sending.delete(form);
}

async function send(form) {
  const words = wordsOf(form);
  tell(form, "Saving…");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Part": "piece" } });
  } catch {
    store(form);
    tell(form, "No connection. Your words are kept in this browser and sent when it is back.", "bad");
    later(form, RETRY);
    return;
  }
  const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (answer.ok && told.edition) {
    form.kept = words;
    form.elements.edition.value = told.edition;
    forget(form);
    tell(form, isChanged(form) ? "Saving…" : told.said, "good");
    const shown = form.querySelector("[data-shown]");
    if (shown && told.shown) shown.innerHTML = told.shown;
    form.dispatchEvent(new CustomEvent("piece:saved", { bubbles: true, detail: { code: form.dataset.piece } }));
    if (isChanged(form)) later(form);
  } else if (answer.status === 409) {
    store(form);
    form.dataset.conflict = told.edition;
    tell(form, told.sentence, "bad");
    const save = form.querySelector("[data-save]");
    if (save) save.textContent = "Compare both";
  } else {
    store(form);
    tell(form, told.sentence || "Not saved. Open the page again; your words are kept in this browser.", "bad");
  }
}

function offerKept(form) {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(keyOf(form)));
  } catch {
    return;
  }
  if (!kept || kept.words === form.kept) return forget(form);
  tell(form, "Words that were not sent are kept in this browser.", "bad");
  const said = form.querySelector("[data-said]");
  const put = document.createElement("button");
  put.type = "button";
  put.className = "link-button";
  put.textContent = "Put them back";
  put.addEventListener("click", () => {
    for (const [name, value] of JSON.parse(kept.words)) if (form.elements[name]) form.elements[name].value = value;
    form.elements.edition.value = kept.edition;
    save(form);
  });
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "link-button";
  drop.textContent = "Discard them";
  drop.addEventListener("click", () => {
    forget(form);
    tell(form, "");
  });
  said.append(" ", put, " ", drop);
}

for (const form of pieces) {
  form.kept = wordsOf(form);
  offerKept(form);
  form.addEventListener("input", () => {
    tell(form, "Not saved yet");
    later(form);
  });
  form.addEventListener("focusout", () => isChanged(form) && later(form, 200));
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button && "leave" in button.dataset) {
      if (!isChanged(form) || form.dataset.conflict) return;
      event.preventDefault();
      await save(form);
      delete form.dataset.sent; // page.js holds back a second click, which this is not
      if (!isChanged(form)) form.requestSubmit(button);
      return;
    }
    if (form.dataset.conflict) return; // its words are kept until the page that compares has saved some
    event.preventDefault();
    save(form);
  });
}

addEventListener("online", () => pieces.forEach((form) => save(form)));
addEventListener("beforeunload", (event) => {
  const open = pieces.filter((form) => isChanged(form) && !form.dataset.conflict);
  open.forEach(store);
  if (open.length) event.preventDefault();
});

// What others wrote meanwhile, asked for now and then while the page is looked at.
async function look() {
  if (document.hidden) return;
  let told;
  try {
    told = await (await fetch(editor.dataset.now, { headers: { Accept: "application/json" } })).json();
  } catch {
    return;
  }
  for (const { code, edition, words } of told.pieces) {
    const form = pieces.find((each) => each.dataset.piece === code);
    if (!form || form.dataset.conflict || Number(form.elements.edition.value) >= edition) continue;
    tell(form, `${words}. ${isChanged(form) ? "You will be shown both." : "Open the page again to read it."}`, "bad");
  }
}
setInterval(look, LOOK);
document.addEventListener("visibilitychange", look);
editor.addEventListener("editor:look", look);

// References and blanks go in where one wrote last.
editor.addEventListener("focusin", (event) => {
  if (event.target.matches(".piece-text")) last = event.target;
});
for (const choice of editor.querySelectorAll("[data-insert]"))
  choice.addEventListener("change", () => {
    const into = last || editor.querySelector(".piece-text");
    if (into && choice.value) {
      into.setRangeText(choice.value, into.selectionStart, into.selectionEnd, "end");
      into.dispatchEvent(new Event("input", { bubbles: true }));
      into.focus();
    }
    choice.value = "";
  });

// Sections are dragged to their place; the buttons do it by keyboard.
const list = editor.querySelector("[data-sortable]");
let dragged = null;
list?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  event.dataTransfer.effectAllowed = "move";
});
list?.addEventListener("dragover", (event) => {
  const over = event.target.closest("li");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const isBelow = event.clientY > over.getBoundingClientRect().top + over.offsetHeight / 2;
  over[isBelow ? "after" : "before"](dragged);
});
list?.addEventListener("drop", (event) => event.preventDefault());
list?.addEventListener("dragend", async () => {
  if (!dragged) return;
  const to = [...list.children].indexOf(dragged);
  const body = new FormData();
  body.set("to", to);
  body.set("csrfmiddlewaretoken", editor.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(dragged.dataset.move, { method: "POST", body, headers: { "X-Part": "move" } });
  dragged = null;
  if (!answer.ok) return location.reload();
  const { numbers } = await answer.json();
  for (const place of editor.querySelectorAll("[data-number]")) place.textContent = numbers[place.dataset.number] ?? "";
});
