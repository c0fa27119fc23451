// What is typed adds up before anybody's eyes: the sum of [data-adds], beside the [data-total] it must
// come to.  A `=` in an empty sum writes what is missing.  Amounts are counted in whole millionths.

const form = document.querySelector("form[data-footing]");
const PLACES = 6;
const said = (name) => form.querySelectorAll(`[data-footing-${name}]`);

// "1,234.50", "(12.00)" and "12.00-" as people write them; null for what is no amount.
export function counted(text) {
  const plain = text.replace(/[\s$€£,]/g, "").replace("−", "-");
  const found = /^(-|\()?(\d*)(?:\.(\d*))?(\)|-)?$/.exec(plain);
  if (!found || !(found[2] || found[3])) return null;
  const whole = BigInt(found[2] + (found[3] ?? "").padEnd(PLACES, "0").slice(0, PLACES).padStart(PLACES, "0"));
  return found[1] || found[4] ? -whole : whole;
}

export function written(amount, grouped = true) {
  const digits = String(amount < 0n ? -amount : amount).padStart(PLACES + 1, "0");
  const cents = digits.slice(-PLACES).replace(/0{0,4}$/, "");
  const whole = digits.slice(0, -PLACES);
  const minus = amount < 0n ? (grouped ? "−" : "-") : "";
  return `${minus}${grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole}.${cents}`;
}

const typed = (selector) => [...form.querySelectorAll(selector)].filter((field) => !field.closest("[data-uncounted]"));
const total = () => counted(form.querySelector("[data-total]").value ?? "");

function sum() {
  const elsewhere = counted(form.dataset.footing) ?? 0n;
  return typed("[data-adds]").reduce((all, field) => all + (counted(field.value) ?? 0n), elsewhere);
}

export function foot() {
  const [lines, printed] = [sum(), total()];
  const missing = printed === null ? null : printed - lines;
  for (const place of said("sum")) place.textContent = written(lines);
  for (const place of said("total")) place.textContent = printed === null ? "—" : written(printed);
  for (const place of said("difference")) place.textContent = missing === null ? "—" : written(missing);
  for (const place of said("verdict")) place.textContent = verdict(missing);
  form.querySelector("[data-footing-bar]").dataset.state = missing === null ? "open" : missing === 0n ? "even" : "differs";
}

function verdict(missing) {
  if (missing === null) return "No total to compare with yet.";
  if (missing === 0n) return "It comes to the printed total.";
  return missing > 0n ? `${written(missing)} is missing.` : `${written(-missing)} is too much.`;
}

form?.addEventListener("input", foot);
form?.addEventListener("keydown", (event) => {
  if (event.key !== "=" || !event.target.matches("[data-adds]") || total() === null) return;
  event.preventDefault();
  event.target.value = "";
  event.target.value = written(total() - sum(), false);
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});
if (form) foot();
