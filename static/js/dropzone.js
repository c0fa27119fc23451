// Files dropped anywhere on a page with a [data-dropzone] form are put into its file input and sent.

const zone = document.querySelector("form[data-dropzone]");

if (zone) {
  const input = zone.querySelector("input[type=file]");
  const state = zone.querySelector(".dropzone-state");
  let depth = 0;

  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const show = () => zone.toggleAttribute("data-over", depth > 0);

  document.addEventListener("dragenter", (event) => {
    if (!carriesFiles(event)) return;
    depth += 1;
    show();
  });
  document.addEventListener("dragleave", (event) => {
    if (!carriesFiles(event)) return;
    depth -= 1;
    show();
  });
  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show();
    input.files = event.dataTransfer.files;
    zone.requestSubmit();
  });
  zone.addEventListener("submit", () => {
    const amount = input.files.length;
    state.textContent = `Sending ${amount} file${amount === 1 ? "" : "s"}…`;
  });
}
