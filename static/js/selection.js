// Ticked rows: how many there are, all of a page at once, and deeds that need at least one.

const boxes = () => [...document.querySelectorAll("[data-select]")];

function show() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-selected]")) place.textContent = ticked || "";
  for (const deed of document.querySelectorAll("[data-needs-selection]")) deed.disabled = !ticked;
  const head = document.querySelector("[data-select-all]");
  if (!head) return;
  head.checked = ticked > 0 && ticked === all.length;
  head.indeterminate = ticked > 0 && ticked < all.length;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all]"))
    for (const box of boxes()) box.checked = event.target.checked;
  show();
});

// Coming back to the page, the browser ticks what was ticked.
window.addEventListener("pageshow", show);
show();
