// Dates stay true: what is due "in 3 days" is told anew from the reader's own day, and so are the
// states of actions, the line for today in pictures, and which sessions have been held.
// Without this script the text that the build wrote stands.
(() => {
  const source = document.getElementById("__words");
  if (!source) return;
  const words = JSON.parse(source.textContent);
  const language = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(words.language || language);
  const figures = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const isoToday = new Date(today).toISOString().slice(0, 10);

  // A name in other letters runs in its own direction.
  const isolated = (name) =>
    document.dir === "rtl" || /[^ -\u024f]/.test(name) ? `\u2068${name}\u2069` : name;

  const filled = (text, values) =>
    text.replace(/\{(\w+)\}(\.?)/g, (_, name, stop) => {
      const value = values[name];
      if (typeof value === "number") return figures.format(value) + stop;
      return isolated(value) + (/[.!?…]$/.test(value) ? "" : stop); // "with Sam Jr."
    });

  const counted = (word, n, values = {}) =>
    filled(words[`${word}_${plural.select(n)}`] || words[`${word}_other`], { ...values, n });

  const relative = (days) => {
    if (days === 0) return words.today;
    if (days === 1) return words.tomorrow;
    return days > 0 ? counted("in_days", days) : counted("days_late", -days);
  };

  for (const element of document.querySelectorAll("[data-due]")) {
    const days = (Date.parse(element.dataset.due) - today) / 86_400_000;
    const text = element.querySelector(".when__relative") || element;
    const { meeting } = element.dataset; // what stands between the day and the facts
    text.textContent = meeting !== undefined && days < 0 ? "" : relative(days) + (meeting ?? "");
  }

  // The week, and what is late by now
  for (const element of document.querySelectorAll("[data-week]")) {
    const { week: start, end, before, over, coach } = element.dataset;
    const week = Math.floor((today - Date.parse(start)) / (7 * 86_400_000)) + 1;
    if (end && end < isoToday) element.textContent = over;
    else if (week < 1) element.textContent = before;
    else if (week === 1) element.textContent = filled(words.week_first, { coach });
    else element.textContent = filled(words.week_later, { coach, n: week });
  }

  const countLate = (targets) =>
    targets.split(" ").filter((target) => target && target < isoToday).length;

  for (const element of document.querySelectorAll("[data-promises-kept]")) {
    const kept = Number(element.dataset.promisesKept);
    const late = countLate(element.dataset.targets);
    const due = kept + late;
    if (!due) element.textContent = element.dataset.none;
    else if (!late) element.textContent = counted("promises_all", due);
    else if (!kept) element.textContent = counted("promises_none", due);
    else {
      element.textContent = `${counted("promises_some", due, { kept })} ${counted("promises_late", late)}`;
    }
  }

  for (const element of document.querySelectorAll("[data-awaited-targets]")) {
    const late = countLate(element.dataset.awaitedTargets);
    element.textContent = late ? counted("awaited_late", late) : "";
  }

  // Actions, in lists and in pictures
  const stateOf = ({ state, target, started }) => {
    if (state === "done") return "done";
    if (target && target < isoToday) return "overdue";
    return started && started <= isoToday ? "under_way" : "planned";
  };

  for (const element of document.querySelectorAll("[data-state]")) {
    const before = element.dataset.state;
    const state = stateOf(element.dataset);
    if (state === before) continue;
    element.dataset.state = state;
    for (const one of [element, ...element.querySelectorAll(".mark")]) {
      for (const name of [...one.classList]) {
        if (name.endsWith(`--${before}`)) one.classList.replace(name, name.replace(before, state));
      }
    }
    const shape = element.querySelector("use");
    if (shape) shape.setAttribute("href", `#mark-${state}`);
    const text = element.querySelector(".action__state, .row__state");
    if (text) text.textContent = words[`state_${state}`];
  }

  for (const element of document.querySelectorAll("[data-late]")) {
    const scope = element.closest(".lane, .timeline");
    const whose = element.dataset.of === "own" ? ":not([data-awaited])" : "[data-awaited]";
    const n = scope.querySelectorAll(`.row[data-state="overdue"]${whose}`).length;
    element.dataset.late = n;
    element.textContent = n ? counted("timeline_late", n) : words.timeline_none_late;
  }

  // Sessions held and still to come, month by month
  for (const picture of document.querySelectorAll(".rhythm")) {
    const months = [...picture.querySelectorAll(".rhythm__month")].map((element) => {
      const { first, last, days, least, agreed } = element.dataset;
      const state = last < isoToday ? "over" : first <= isoToday ? "current" : "ahead";
      const all = days.split(" ").filter(Boolean);
      const held = all.filter((day) => day < isoToday).length;
      const planned = all.length - held;
      element.className = `rhythm__month rhythm__month--${state}`;
      element.querySelector(".rhythm__says").textContent = [
        state !== "ahead" && counted("rhythm_held", held),
        planned && counted("rhythm_planned", planned),
        agreed,
        state === "current" && words.rhythm_current,
      ]
        .filter(Boolean)
        .join(" · ");
      element.querySelectorAll(".rhythm__mark").forEach((mark, n) => {
        const kind = n < held ? "held" : n < all.length ? "planned" : "missed";
        mark.setAttribute("class", `rhythm__mark rhythm__mark--${kind}`);
        mark.firstElementChild.setAttribute("href", `#rhythm-${kind}`);
      });
      return { held, planned, isOver: state === "over", isKept: held >= least };
    });
    const over = months.filter(({ isOver }) => isOver);
    const kept = over.filter(({ isKept }) => isKept);
    picture.querySelector(".picture__says").textContent = over.length
      ? counted("rhythm_says", over.length, { kept: kept.length })
      : words.rhythm_first;
    picture.querySelectorAll("tbody tr").forEach((row, n) => {
      row.cells[1].textContent = figures.format(months[n].held);
      row.cells[2].textContent = figures.format(months[n].planned);
    });
  }

  // The line for today, and how late an action is, on a line of months
  for (const picture of document.querySelectorAll(".timeline")) {
    const { first, last, from, to } = picture.dataset;
    const share = (today - Date.parse(first)) / (Date.parse(last) - Date.parse(first));
    const at = Number(from) + (to - from) * Math.min(Math.max(share, 0), 1);
    const isBeyond = share < 0 || share > 1;
    picture.classList.toggle("timeline--beyond", isBeyond);
    picture.querySelector(".timeline__beyond").hidden = !isBeyond;
    for (const line of picture.querySelectorAll(".timeline__today")) {
      line.setAttribute("x1", `${at}%`);
      line.setAttribute("x2", `${at}%`);
    }
    for (const line of picture.querySelectorAll(".timeline__late--open")) {
      line.setAttribute("x2", `${Math.max(at, Number.parseFloat(line.getAttribute("x1")))}%`);
    }
    const label = picture.querySelector(".timeline__now");
    label.setAttribute("x", `${at}%`);
    const anchor = at < 12 ? "start" : at > 88 ? "end" : "middle";
    label.firstElementChild.setAttribute("text-anchor", anchor);
  }
})();
