// What is new since the last visit: this device remembers, for each engagement, what it showed.
// Nothing of it leaves the device. Without this script, or on a first visit, what is recent stands.
(() => {
  const section = document.querySelector("[data-news]");
  const source = document.getElementById("__portal");
  if (!section || !source) return;
  const key = `coaching:${JSON.parse(source.textContent).engagement}:seen`;
  const items = [...section.querySelectorAll("[data-news-id]")];
  const ids = items.map((item) => item.dataset.newsId);
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  const remembered = () => {
    try {
      const seen = JSON.parse(localStorage.getItem(key));
      return seen && Array.isArray(seen.ids) && !Number.isNaN(Date.parse(seen.day)) ? seen : null;
    } catch {
      return null;
    }
  };

  // A second look on the same day is compared with the visit before, or all would be old at once.
  const seen = remembered();
  const before = seen && seen.day === today ? seen.before : seen;
  const last = before && Array.isArray(before.ids) ? { day: before.day, ids: before.ids } : null;
  try {
    localStorage.setItem(key, JSON.stringify({ day: today, ids, before: last }));
  } catch {
    // A browser that remembers nothing shows what is recent each time.
  }
  if (!last) return;

  let count = 0;
  for (const item of items) {
    item.hidden = last.ids.includes(item.dataset.newsId);
    count += item.hidden ? 0 : 1;
  }
  section.hidden = count === 0;
  const form = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  const day = form.format(new Date(`${last.day}T00:00:00Z`));
  const said = /[\u0590-\u08ff]/.test(day) ? `\u2068${day}\u2069` : day; // among words from the left
  section.querySelector("h2").firstChild.textContent = section.dataset.since.replace("{day}", said);
})();
