// The rows of the triage: which one is current, its evidence (and that of the next ones, fetched
// ahead), the rows that come after them, and rows that a deed has changed.

const AHEAD = 2; // findings whose evidence is fetched before anybody asks
const NEAR = 10; // so many rows before the end the next ones are fetched

export const queue = document.querySelector("[data-triage]");
const body = queue?.querySelector("tbody");
const pane = document.getElementById("evidence");
const parts = new Map(); // by address, what was fetched or is on its way
let loading = null; // the next rows on their way
let here = null;

export const rows = () => [...body.querySelectorAll("tr[data-row]")];
export const boxOf = (row) => row.querySelector("[data-select]");
export const ticked = () => rows().filter((row) => boxOf(row).checked);
export const current = () => here;
export const addressOf = (row, part) => `${row.querySelector("[data-open]").getAttribute("href")}${part}`;

export async function fetchPart(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { "X-Part": "triage" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return answer.text();
}

function evidenceOf(row) {
  const address = addressOf(row, "evidence/");
  if (!parts.has(address)) {
    const part = fetchPart(address);
    part.catch(() => parts.delete(address));
    parts.set(address, part);
  }
  return parts.get(address);
}

export const forgetEvidence = (row) => parts.delete(addressOf(row, "evidence/"));

export async function show(row) {
  here?.removeAttribute("aria-current");
  here = row;
  row.setAttribute("aria-current", "true");
  const page = await evidenceOf(row).catch(() => "<p>The evidence could not be loaded. Move away and back to try again.</p>");
  if (row !== here) return;
  pane.innerHTML = page;
  pane.scrollTop = 0;
  const all = rows();
  const at = all.indexOf(row);
  for (const next of all.slice(at + 1, at + 1 + AHEAD)) evidenceOf(next).catch(() => {});
  if (at >= all.length - NEAR) more();
}

export function goTo(row) {
  if (!row) return;
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  if (row !== here) show(row);
}

export function move(step) {
  const all = rows();
  goTo(all[Math.min(Math.max(all.indexOf(here) + step, 0), all.length - 1)]);
}

// The next row after these that nobody has decided about, or is deciding about now.
function openAfter(done) {
  const all = rows();
  const isOpen = (row) => !done.includes(row) && row.dataset.state === "new" && !("waits" in row.dataset);
  const last = Math.max(...done.map((row) => all.indexOf(row)));
  return all.slice(last + 1).find(isOpen) ?? all.find(isOpen);
}

// Goes on to it; where the rows end the next ones are waited for.
export async function goOn(done) {
  let next = openAfter(done);
  if (!next) {
    await more();
    next = openAfter(done);
  }
  goTo(next ?? done.at(-1));
}

function more() {
  loading ??= fetchRows().catch(() => {}).finally(() => (loading = null));
  return loading;
}

async function fetchRows() {
  if (!queue.dataset.older) return;
  const address = new URL(location.href);
  address.searchParams.delete("newer");
  address.searchParams.set("older", queue.dataset.older);
  const table = parse(await fetchPart(address)).querySelector("table");
  const known = new Set(rows().map((row) => row.dataset.row));
  for (const row of table.querySelectorAll("tr[data-row]")) if (!known.has(row.dataset.row)) body.append(row);
  queue.dataset.older = table.dataset.older ?? "";
  queue.dispatchEvent(new Event("change", { bubbles: true })); // what counts ticked rows counts these too
}

export const parse = (page) => new DOMParser().parseFromString(page, "text/html");

// Rows as they are after a deed, each in the place it had; the focus stays where it is.
export function refresh(page) {
  for (const fresh of page.querySelectorAll("tr[data-row]")) {
    const row = body.querySelector(`tr[data-row="${fresh.dataset.row}"]`);
    if (!row) continue;
    row.dataset.state = fresh.dataset.state;
    row.innerHTML = fresh.innerHTML;
    forgetEvidence(row);
  }
}
