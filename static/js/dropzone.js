// Files dropped anywhere on a page with a [data-dropzone] form are put into its file input and sent: one after
// the other, each in a row that says how far it is.  What became of a file that arrived tells #brought on the page.

const zone = document.querySelector("form[data-dropzone]");
const waiting = [];
let [sent, lost, all] = [0, 0, 0];

const input = zone?.querySelector("input[type=file]");
const isSingle = () => zone.dataset.dropzone === "single";
const isSending = () => sent + lost < all;

function size(bytes) {
  const units = ["bytes", "kB", "MB", "GB"];
  const unit = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
  return `${(bytes / 1000 ** unit).toFixed(unit && bytes < 1000 ** unit * 10 ? 1 : 0)} ${units[unit]}`;
}

function left(seconds) {
  return seconds < 60 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}

function say() {
  const files = `${all} file${all === 1 ? "" : "s"}`;
  zone.querySelector(".dropzone-state").textContent = isSending() ? `Sending ${files}, ${sent} sent` : lost ? `${sent} of ${files} sent` : `${files} sent`;
}

function rowOf(file) {
  const row = zone.querySelector("template").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = file.name;
  row.querySelector("progress").setAttribute("aria-label", file.name);
  row.querySelector("[data-now]").textContent = `${size(file.size)}, waits for its turn`;
  zone.querySelector(".dropzone-files").append(row);
  return row;
}

// The answer says where to look; nothing comes when the connection broke or nobody is signed in any more.
function send({ file, row }) {
  const request = new XMLHttpRequest();
  const began = Date.now();
  const [bar, now] = [row.querySelector("progress"), row.querySelector("[data-now]")];
  request.upload.addEventListener("progress", ({ loaded }) => {
    const share = Math.min(1, loaded / Math.max(1, file.size));
    bar.value = share;
    const rest = (((Date.now() - began) / 1000) * (1 - share)) / share;
    now.textContent = share < 1 ? `${size(loaded)} of ${size(file.size)}, about ${left(rest)} left` : "being taken in";
  });
  const content = new FormData(zone);
  content.set(input.name, file);
  request.open("POST", zone.action);
  request.setRequestHeader("X-Part", "brought");
  request.responseType = "json";
  return new Promise((answered) => {
    request.addEventListener("loadend", () => answered(request.status === 200 ? request.response : null));
    request.send(content);
  });
}

function fail(each) {
  const again = each.row.querySelector("[data-again]");
  each.row.querySelector("[data-now]").textContent = "It did not arrive whole. Look whether you are online and signed in.";
  each.row.querySelector("progress").hidden = true;
  again.hidden = false;
  again.addEventListener("click", () => {
    each.row.remove();
    take([each.file]);
  });
}

function refresh() {
  return htmx.ajax("GET", location.href, { target: "#brought", select: "#brought", swap: "outerHTML" });
}

async function work() {
  let to = "";
  for (let each = waiting.shift(); each; each = waiting.shift()) {
    const answer = await send(each);
    if (answer) sent += 1;
    else lost += 1;
    to = answer?.to ?? "";
    if (!answer) fail(each);
    else if (all > 1) await refresh();
    if (answer && all > 1) each.row.remove();
    say();
  }
  const isOne = all === 1;
  [sent, lost, all] = [0, 0, 0];
  zone.reset();
  if (isOne && to) location.assign(to);
}

function take(files) {
  const isAtWork = isSending();
  all += files.length;
  waiting.push(...files.map((file) => ({ file, row: rowOf(file) })));
  say();
  if (!isAtWork) work();
}

if (zone) {
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
  zone.addEventListener("submit", (event) => {
    if (isSingle()) return;
    event.preventDefault();
    take([...input.files]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (isSending()) event.preventDefault();
  });
}
