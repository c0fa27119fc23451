// Mapping a table: a click anywhere in a column opens its choice, and each change shows at once how
// the first rows read.  Without this module the button "Read again" does the same.

const form = document.querySelector("form[data-columns]");
const live = document.getElementById("live");
let asked = 0; // the number of the last question; only its answer is shown
let speaking;

const frames = () => [...form.querySelectorAll(".table-frame")];

async function ask() {
  const turn = ++asked;
  const reading = document.getElementById("reading");
  reading.setAttribute("aria-busy", "true");
  const answer = await fetch(form.dataset.columns, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Part": "reading" },
  }).catch(() => null);
  const page = answer?.ok && !answer.redirected ? await answer.text() : null;
  if (turn < asked) return; // a later question will be answered
  reading.removeAttribute("aria-busy");
  if (page !== null) show(reading, page);
}

// Puts the answer in place of what was there, leaving eyes and hands where they are.
function show(reading, page) {
  const places = frames().map((frame) => [frame.scrollLeft, frame.scrollTop]);
  const { id, value } = document.activeElement ?? {};
  const isInside = id && reading.contains(document.activeElement);
  reading.innerHTML = page;
  frames().forEach((frame, n) => frame.scrollTo(...(places[n] ?? [0, 0])));
  const again = isInside && document.getElementById(id);
  if (again) {
    if (again.matches("input")) again.value = value; // written meanwhile
    again.focus({ preventScroll: true });
  }
  clearTimeout(speaking);
  speaking = setTimeout(speak, 500);
}

function speak() {
  const said = form.querySelector("[data-said]");
  if (said) live.textContent = said.innerText.replace(/\s+/g, " ");
}

const headOf = (cell) =>
  cell?.closest(".columns-table tbody") &&
  cell.closest("table").tHead.rows[0].cells[cell.cellIndex]?.querySelector("select");

// A field of the bill is one column: choosing it for another moves it there.
function move(choice) {
  if (!choice.value || choice.value.startsWith("+")) return;
  for (const other of form.querySelectorAll(".columns-table select[id^=column]"))
    if (other !== choice && other.value === choice.value) other.value = "";
}

form.addEventListener("change", (event) => {
  if (event.target.matches("[id^=column]")) move(event.target);
  ask();
});

form.addEventListener("click", (event) => {
  const choice = headOf(event.target.closest("td"));
  if (!choice || getSelection().toString()) return; // somebody copies a cell
  choice.focus({ preventScroll: true });
  choice.showPicker?.();
});

form.addEventListener("pointerover", (event) => {
  const cell = event.target.closest("td, th");
  for (const column of form.querySelectorAll("col[data-over]")) delete column.dataset.over;
  if (headOf(cell)) cell.closest("table").querySelectorAll("col")[cell.cellIndex].dataset.over = "";
});
