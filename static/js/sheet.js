// A page of a bill: larger and smaller, and on it the place that a [data-at] beside it speaks of,
// "page left top right bottom" in points.

const DRAWN = "http://www.w3.org/2000/svg";

export const sheet = () => document.querySelector(".sheet");
export const page = () => document.querySelector(".sheet-page");

export function drawn(kind, attributes) {
  const part = document.createElementNS(DRAWN, kind);
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
  return part;
}

export function boxed(kind, [left, top, right, bottom], attributes = {}) {
  return drawn(kind, { x: left, y: top, width: right - left, height: bottom - top, ...attributes });
}

function zoom(step) {
  const now = Math.min(Math.max(Number(sheet().dataset.zoom || 1) + step, 1), 3);
  sheet().dataset.zoom = now;
  for (const button of sheet().querySelectorAll("[data-zoom-by]"))
    button.disabled = now === (Number(button.dataset.zoomBy) > 0 ? 3 : 1);
}

// Show a place, and scroll the page's own frame to it, never the window.
export function point(at) {
  const marks = page()?.querySelector("[data-marks]");
  marks?.querySelector("[data-pointed]")?.remove();
  const [number, ...box] = (at ?? "").split(" ").map(Number);
  if (!marks || box.length !== 4 || String(number) !== page().dataset.page) return;
  const around = [box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2];
  const mark = boxed("rect", around, { class: "sheet-mark", rx: 2, "data-current": "", "data-pointed": "" });
  marks.append(mark);
  const frame = page().parentElement;
  const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    frame.scrollBy({ top: inner.top - outer.top - outer.height / 3 });
  if (inner.left < outer.left || inner.right > outer.right) frame.scrollBy({ left: inner.left - outer.left - 20 });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom-by]");
  if (button) zoom(Number(button.dataset.zoomBy));
});

// A scan is shown as soon as it is chosen, with what was typed so far kept.
document.addEventListener("change", (event) => {
  const { form } = event.target;
  if (event.target.matches("[data-shows]") && event.target.value) form.requestSubmit(form.querySelector("[data-show]"));
});

for (const kind of ["focusin", "pointerover"])
  document.addEventListener(kind, (event) => {
    const here = event.target.closest("[data-at]");
    // What is being typed into stays pointed at, wherever the mouse wanders.
    if (here && (kind === "focusin" || !document.activeElement.closest("[data-at]"))) point(here.dataset.at);
  });
