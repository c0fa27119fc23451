// Runs before the page is painted, so that a chosen theme never flashes.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
document.documentElement.dataset.js = "";
