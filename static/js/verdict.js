// The button that decides about the ticked rows says what it will do: "Mark 12 as valid".

const deed = document.querySelector("[data-verdict]");
const undecided = deed?.textContent;

function name() {
  const [state] = deed.form.elements.judgement.value.split(":");
  const ticked = document.querySelectorAll("[data-select]:checked").length;
  deed.textContent = deed.dataset[state]?.replace("#", ticked) ?? undecided;
}

if (deed) {
  document.addEventListener("change", name);
  window.addEventListener("pageshow", name);
}
