// Dates stay true: what is due "in 3 days" is told anew from the reader's own day.
// Without this script the text that the build wrote stands.
(() => {
  const source = document.getElementById("__words");
  if (!source) return;
  const words = JSON.parse(source.textContent);
  const plural = new Intl.PluralRules(document.documentElement.lang || "en");
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  const counted = (word, n) =>
    (words[`${word}_${plural.select(n)}`] || words[`${word}_other`]).replace("{n}", n);

  const relative = (days) => {
    if (days === 0) return words.today;
    return days > 0 ? counted("in_days", days) : counted("days_late", -days);
  };

  for (const element of document.querySelectorAll("[data-due]")) {
    const days = Math.round((Date.parse(element.dataset.due) - today) / 86_400_000);
    const text = element.querySelector(".when__relative") || element;
    if ("meeting" in element.dataset && days < 0) {
      text.textContent = "";
      continue;
    }
    text.textContent = relative(days);
    const action = element.closest(".action");
    if (action && days < 0 && !action.classList.contains("action--done")) {
      action.className = "action action--overdue";
      action.querySelector(".action__state").textContent = words.state_overdue;
    }
  }
})();
