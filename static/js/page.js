// Small behaviours of the parts, found by their data attributes; every page works without them.

const theme = () => document.documentElement.dataset.theme || "auto";

function showThemeChoice() {
  for (const button of document.querySelectorAll("[data-theme-choice]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme()));
}

function chooseTheme(name) {
  if (name === "auto") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", name);
    document.documentElement.dataset.theme = name;
  }
  showThemeChoice();
}

// Buttons that open and close dialogs do so by themselves (commandfor) in browsers of 2025 on.
const knowsCommands = "commandForElement" in HTMLButtonElement.prototype;

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
  if (!button) return;

  if (button.matches(".menu-button"))
    button.setAttribute("aria-expanded", String(button.ariaExpanded !== "true"));
  if (button.dataset.themeChoice) chooseTheme(button.dataset.themeChoice);
  if ("dismiss" in button.dataset) button.parentElement.remove();
  if ("print" in button.dataset) window.print();
  if (!knowsCommands && button.hasAttribute("commandfor")) {
    const dialog = document.getElementById(button.getAttribute("commandfor"));
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else dialog.close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) form.requestSubmit();
});

// A filter that is not set stays out of the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

// A second click must not send the same deed twice.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
  setTimeout(() => delete event.target.dataset.sent, 2000);
});

// Progress that fetches itself again is spoken only when it says something new: every tenth.
document.addEventListener("htmx:afterSettle", (event) => {
  const said = event.target.closest?.("[data-say]")?.dataset.say;
  const live = document.getElementById("live");
  if (said && live && live.textContent !== said) live.textContent = said;
});

// Where tabs are wider than the screen, the current one is in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = tab.closest(".tabs");
  tabs.scrollLeft = tab.getBoundingClientRect().right - tabs.getBoundingClientRect().right;
}

showThemeChoice();
document.querySelector("[data-focus]")?.focus();
