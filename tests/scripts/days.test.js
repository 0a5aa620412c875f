// What a page says anew on each day: dates, weeks, and the pictures of months.
import { element, page } from "./browser.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, mock, test } from "node:test";

const from = (name) => import(`../../overrides/assets/javascripts/${name}.js`);
const { words } = await from("page");
const { watchDay } = await from("days");
const { showDates } = await from("dates");
const { showRhythm } = await from("rhythm");
const { foldPictures, showToday } = await from("timeline");

Object.assign(words, {
  ...{ today: "today", tomorrow: "tomorrow", in_days_other: "in {n} days" },
  ...{ yesterday: "yesterday", days_ago_other: "{n} days ago" },
  ...{ in_weeks_other: "in {n} weeks", weeks_ago_other: "{n} weeks ago" },
  ...{ week_first: "first week with {coach}", week_later: "week {n} with {coach}" },
  ...{ week_of: "week {n} of {all}", achieved_last: "the last week" },
  ...{ achieved_left_one: "{n} left", achieved_left_other: "{n} left" },
  ...{ rhythm_all_one: "as agreed", rhythm_all_other: "all {n} as agreed" },
  ...{ rhythm_says_one: "{kept} of {n} month", rhythm_says_other: "{kept} of {n} months" },
  ...{ rhythm_held_one: "{n} held", rhythm_held_other: "{n} held" },
  ...{ rhythm_planned_one: "{n} planned", rhythm_planned_other: "{n} planned" },
  ...{ rhythm_unconfirmed_one: "{n} unconfirmed", rhythm_unconfirmed_other: "{n} unconfirmed" },
  ...{ rhythm_cancelled_one: "{n} cancelled", rhythm_cancelled_other: "{n} cancelled" },
  ...{ rhythm_missed_one: "{n} missing", rhythm_missed_other: "{n} missing" },
});

/** Returns the text of an element that has data, after a script has run on a day. */
const saidOn = (day, show, selector, dataset) => {
  mock.timers.setTime(new Date(`${day}T12:00:00`).getTime());
  const shown = element(dataset);
  page[selector] = [shown];
  show();
  return shown.textContent;
};

beforeEach(() => {
  for (const selector of Object.keys(page)) delete page[selector];
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"] });
});

for (const [day, said] of [
  ["2026-11-17", "in 3 days"],
  ["2026-11-19", "tomorrow"],
  ["2026-11-20", "today"],
  ["2026-11-21", "yesterday"],
  ["2026-11-22", "2 days ago"],
  ["2026-12-03", "13 days ago"],
  ["2026-12-04", "2 weeks ago"],
  ["2027-11-20", "52 weeks ago"],
  ["2026-11-07", "in 13 days"],
  ["2026-11-06", "in 2 weeks"],
  ["2026-09-16", "in 9 weeks"],
  ["2026-09-15", "in 9 weeks"],
]) {
  test(`what is due on 20 November is ${said} on ${day}`, () => {
    assert.equal(saidOn(day, showDates, "[data-due]", { due: "2026-11-20" }), said);
  });
}

test("a meeting is not late: once it is over, nothing is told of its day", () => {
  const meeting = { due: "2026-11-20", meeting: " · " };
  assert.equal(saidOn("2026-11-20", showDates, "[data-due]", meeting), "today · ");
  assert.equal(saidOn("2026-11-21", showDates, "[data-due]", meeting), "");
});

const { cases } = JSON.parse(readFileSync(new URL("weeks-table.json", import.meta.url), "utf8"));

for (const { start, end, day, week, of, left } of cases) {
  test(`on ${day} it is week ${week} of ${of} since ${start}`, () => {
    const coaching = { week: start, end, weeks: String(of), before: "soon", over: "over" };
    const said = week > of ? "over" : ["soon", "first week with"][week] || `week ${week} of ${of}`;
    assert.equal(saidOn(day, showDates, "[data-week]", coaching).trim(), said);
    const told = { null: "", 0: "the last week" }[left] ?? `${left} left`;
    assert.equal(saidOn(day, showDates, "[data-weeks-left]", { weeksLeft: start, end }), told);
  });
}

for (const [day, said] of [
  ["2026-10-31", "soon"],
  ["2026-11-01", "first week with Sam"],
  ["2026-11-08", "week 2 with Sam"],
  ["2026-12-01", "week 5 with Sam"],
  ["2026-12-02", "over"],
]) {
  test(`on ${day} the coaching of November says "${said}"`, () => {
    const coaching = { week: "2026-11-01", end: "2026-12-01", before: "soon", over: "over" };
    const dataset = { ...coaching, coach: "Sam" };
    assert.equal(saidOn(day, showDates, "[data-week]", dataset), said);
  });
}

test("a name in other letters keeps its direction among the words of a week", () => {
  const dataset = { week: "2026-11-01", coach: "\u05d3\u05e0\u05d4" };
  const said = saidOn("2026-11-01", showDates, "[data-week]", dataset);
  assert.equal(said, "first week with \u2068\u05d3\u05e0\u05d4\u2069");
});

/** Returns the element of a month with so many marks. */
const monthOf = (dataset, length) => {
  const marks = Array.from({ length }, () => ({ ...element(), firstElementChild: element() }));
  const month = element(dataset, { ".rhythm__marks": [element()], ".rhythm__mark": marks });
  const toggle = (/** @type {string} */ name, /** @type {boolean} */ isOn) => {
    if (isOn) month.className = name;
  };
  return Object.assign(month, { classList: { toggle } });
};

const marksOf = (month) =>
  month
    .querySelectorAll(".rhythm__mark")
    .map((mark) => (mark.hidden ? "hidden" : (mark.attributes.class?.split("--")[1] ?? "-")));

const dates = { 10: "2026-10-19", 11: "2026-11-02 2026-11-20", 12: "" };

/** Returns the elements of three months, of which the first has a session held and one cancelled. */
const monthsOf = () => [
  monthOf({ ...monthData("10", "1"), held: "1", cancelled: "1" }, 3),
  monthOf(monthData("11", "1"), 2),
  monthOf({ ...monthData("12", "2"), cancelled: "1", open: "2 open" }, 3),
];

const monthData = (month, least) => ({
  ...{ first: `2026-${month}-01`, last: `2026-${month}-30`, days: dates[month] },
  ...{ least, held: "0", cancelled: "0", open: "" },
});

/** Returns what the picture of three months says on a day: as a whole, and of each month. */
const rhythmOn = (day) => {
  const months = monthsOf();
  const rows = months.map(() => ({ cells: [element(), element(), element(), element()] }));
  const says = element({ beginning: "the first month" });
  const kinds = ["unconfirmed", "planned", "open", "missed"];
  const signs = Object.fromEntries(kinds.map((kind) => [kind, element()]));
  const found = {
    ...Object.fromEntries(kinds.map((kind) => [`[data-kind=${kind}]`, [signs[kind]]])),
    ".rhythm__month": months,
    ".picture__says": [says],
    "tbody tr": rows,
  };
  mock.timers.setTime(new Date(`${day}T12:00:00`).getTime());
  page[".rhythm"] = [element({}, found)];
  showRhythm();
  return {
    says: says.textContent,
    states: months.map(({ className }) => className.split("--")[1]),
    months: months.map((one) => one.querySelector(".rhythm__marks").attributes["aria-label"]),
    marks: months.map((month) => marksOf(month).join(" ")),
    signs: kinds.filter((kind) => !signs[kind].hidden),
    cells: rows.map(({ cells }) => cells.map(({ textContent }) => textContent).join(" ")),
  };
};

test("the rhythm of sessions is told as of the day", () => {
  assert.deepEqual(rhythmOn("2026-11-20"), {
    says: "as agreed",
    states: ["over", "current", "ahead"],
    months: [
      "1 held, 1 unconfirmed, 1 cancelled",
      "1 unconfirmed, 1 planned",
      "1 cancelled; 2 open",
    ],
    marks: ["- unconfirmed -", "unconfirmed planned", "- open open"],
    signs: ["unconfirmed", "planned", "open"],
    cells: ["  1 0", "  1 1", "  0 0"],
  });
  const before = rhythmOn("2026-10-06");
  assert.deepEqual([before.says, before.signs], ["the first month", ["planned", "open"]]);
});

test("what has no day when its month is over is missing, unless a session of it was cancelled", () => {
  const { says, months, marks, signs } = rhythmOn("2027-01-01");
  assert.deepEqual([says, signs], ["1 of 3 months", ["unconfirmed", "missed"]]);
  assert.deepEqual([months[2], marks[2]], ["0 held, 1 cancelled, 1 missing", "- missed hidden"]);
});

for (const [day, at] of [
  ["2026-10-01", "10%"],
  ["2026-11-01", "10%"],
  ["2026-11-06", "50%"],
  ["2026-11-11", "90%"],
  ["2026-12-01", "90%"],
]) {
  test(`on ${day} the line for today stands at ${at} of the picture`, () => {
    const [line, label, beyond] = [element(), element(), element()];
    const found = {
      ".timeline__today": [line],
      ".timeline__now": [label],
      ".timeline__beyond": [beyond],
    };
    const dataset = { first: "2026-11-01", last: "2026-11-11", from: "10", to: "90" };
    mock.timers.setTime(new Date(`${day}T12:00:00`).getTime());
    page["[data-first][data-to]"] = [element(dataset, found)];
    showToday();
    assert.deepEqual([line.attributes, label.attributes.x], [{ x1: at, x2: at }, at]);
    assert.equal(beyond.hidden, day.startsWith("2026-11"));
  });
}

for (const [width, hash, attributes] of [
  [390, "", {}],
  [390, "#timeline", { open: "" }],
  [1280, "", { open: "" }],
]) {
  test(`a picture is folded on a phone alone, and not where it was asked for: ${width}${hash}`, () => {
    const picture = element();
    picture.attributes = { open: "" };
    picture.removeAttribute = (name) => delete picture.attributes[name];
    page["[data-fold]"] = [picture];
    Object.assign(globalThis, { innerWidth: width, location: { hash } });
    foldPictures();
    assert.deepEqual(picture.attributes, attributes);
  });
}

test("a page that is looked at again calls back on another day, once", () => {
  mock.timers.setTime(new Date("2026-11-20T23:00:00").getTime());
  const looks = [];
  Object.assign(document, { hidden: false, addEventListener: (_, look) => looks.push(look) });
  let calls = 0;
  watchDay(() => (calls += 1));
  const lookAt = (moment, hidden) => {
    mock.timers.setTime(new Date(moment).getTime());
    document.hidden = hidden;
    looks[0]();
    return calls;
  };
  assert.equal(lookAt("2026-11-20T23:30:00", false), 0);
  assert.equal(lookAt("2026-11-21T00:30:00", true), 0);
  assert.equal(lookAt("2026-11-21T08:00:00", false), 1);
  assert.equal(lookAt("2026-11-21T09:00:00", false), 1);
});
