// The running clock ticks; it counts from the server's time, so a wrong clock here does no harm.

const clock = document.querySelector("[data-since]");

if (clock) {
  const ahead = Date.now() - Date.parse(clock.dataset.now);
  const since = Date.parse(clock.dataset.since) + ahead;
  const two = (number) => String(number).padStart(2, "0");
  const tick = () => {
    const seconds = Math.max(Math.floor((Date.now() - since) / 1000), 0);
    clock.textContent = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  };
  tick();
  setInterval(tick, 1000);
}
