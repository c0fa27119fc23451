// Both texts beside each other: the words that the editor keeps in this browser are let go of once
// somebody says what shall hold. Whoever leaves the page finds them in the editor again.

const kept = document.querySelector("[data-kept]");
kept?.querySelector("form").addEventListener("submit", () => {
  try {
    localStorage.removeItem(kept.dataset.kept);
  } catch {
    /* a browser that keeps nothing */
  }
});
