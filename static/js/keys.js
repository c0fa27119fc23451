// The keyboard: j and k walk the rows of the page's first [data-rows] table, o opens, e edits,
// x selects, / searches, ? explains, and g with a letter goes to the page whose link has data-go.
// A page's own deeds name their key with data-key.

const SWITCH = "keys";
const isOff = () => localStorage.getItem(SWITCH) === "off";
let going = false;

function rows() {
  return [...document.querySelectorAll("[data-rows] tbody tr:not(.empty-row)")];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement.closest("tr"));
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function follow(rowSelector, pageSelector) {
  const row = document.activeElement.closest("[data-rows] tbody tr");
  const link = row ? row.querySelector(rowSelector) : pageSelector && document.querySelector(pageSelector);
  link?.click();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => follow("a[data-open], a[href]"),
  e: () => follow("a[data-edit]", ".actions [data-edit]"),
  x: () => follow("input[type=checkbox]"),
  "/": () => document.querySelector("[data-search], input[type=search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
  if (typing || document.querySelector("dialog[open]")) return;

  if (going) {
    going = false;
    const link = document.querySelector(`a[data-go="${CSS.escape(event.key)}"]`);
    if (link) event.preventDefault();
    link?.click();
    return;
  }
  if (event.key === "g") {
    going = true;
    setTimeout(() => (going = false), 1200);
    return;
  }
  const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (own) {
    event.preventDefault();
    own.click();
    return;
  }
  if (event.key === "Enter" && event.target.matches("[data-rows] tbody tr")) KEYS.o();
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

// The page's own deeds stand in the dialog that explains the keys.
const ownKeys = document.querySelector("[data-own-keys]");
for (const deed of document.querySelectorAll("[data-key]")) {
  const row = document.createElement("div");
  const [key, says] = [document.createElement("dt"), document.createElement("dd")];
  key.append(Object.assign(document.createElement("kbd"), { textContent: deed.dataset.key }));
  says.textContent = [...deed.childNodes].map((part) => (part.nodeType === 3 ? part.textContent : "")).join("").trim();
  row.append(key, says);
  ownKeys?.append(row);
}

const keysSwitch = document.querySelector("[data-keys-switch]");
if (keysSwitch) {
  keysSwitch.checked = !isOff();
  keysSwitch.addEventListener("change", () =>
    localStorage.setItem(SWITCH, keysSwitch.checked ? "on" : "off"),
  );
}
