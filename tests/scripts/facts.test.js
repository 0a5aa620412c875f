// The facts of a portal with the drafts of a device laid over them.
import { element, page, stored } from "./browser.js";
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const from = (name) => import(`../../overrides/assets/javascripts/${name}.js`);
const { portal, words } = await from("page");
const { drafts } = await from("drafts");
const { nextDraft } = await from("draft");
const { actionFacts, isOpen, stateOn } = await from("facts");
const { showFactTexts } = await from("fact-texts");
const { showFactRows, showWhatWaits } = await from("fact-rows");

const BASE = "0123456789abcdef";
const DAY = "2026-11-20";
const EARLIER = "2026-11-18";
const OTHER = { value: { target: "2026-12-03" } };

Object.assign(words, {
  ...{ no_actions: "none", kept_one: "{done} of {n}", kept_other: "{done} of {n}" },
  ...{ kept_own: "own {done}/{all}", kept_awaited: "others {done}/{all}" },
  ...{ promises_all_one: "kept it", promises_all_other: "all {n}", promises_none_one: "not kept" },
  ...{ promises_none_other: "none of {n}", promises_some_other: "{kept} of {n};" },
  ...{ promises_missed_all_one: "not each time", promises_missed_one: "{n} missed" },
  ...{ promises_late_one: "{n} late", promises_late_other: "{n} late", state_planned: "Planned" },
  ...{ awaited_late_one: "{n} awaited", awaited_late_other: "{n} awaited" },
  ...{ timeline_late_one: "{n} overdue", timeline_none_late: "none overdue" },
  ...{ write_open_one: "{n} open", write_open_other: "{n} open: {minutes}" },
  ...{ write_row_today: "Done today", write_row_kept: "not sent yet", write_undone: "Not done" },
  ...{ done_on: "Done {day}", write_row_sent: "sent on {day}", state_done: "Done" },
  ...{ state_overdue: "Overdue", achieved_kept_one: "promise", achieved_kept_other: "promises" },
  ...{ achieved_of_other: "of {n}", repeat_now: "done", repeat_this_week: "This week" },
  ...{ due: "due {day}", due_today: "Due today", today: "today", tomorrow: "tomorrow" },
  ...{ promises_today_one: "{n} today", repeat_done_week_other: "{done} of {n}" },
});

/** Puts actions into the portal: by their names, with what is known of each. */
const show = (actions) => {
  portal.actions = Object.entries(actions).map(([name, known]) => ({
    ...{ key: `actions/rest/${name}`, base: BASE, state: "planned", own: true },
    ...known,
  }));
};

/** Keeps a draft of an action, done on a day or on none. */
const tick = (name, done, more = {}) => {
  const draft = nextDraft(null, { value: { done, note: null }, base: BASE, about: {} });
  const about = { of: "Rest", what: name };
  drafts.put(`actions/rest/${name}`, { ...draft, about, ...more });
};

beforeEach(() => {
  stored.clear();
  for (const selector of Object.keys(page)) delete page[selector];
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"], now: new Date(`${DAY}T12:00:00`).getTime() });
});

test("a state follows from the days, but for those that the coach has said", () => {
  const late = { target: "2026-11-19" };
  for (const [action, state] of [
    [{}, "planned"],
    [late, "overdue"],
    [{ target: DAY, started: DAY }, "under_way"],
    [{ ...late, done: DAY }, "done"],
    [{ ...late, state: "done" }, "overdue"],
    [{ ...late, state: "dropped" }, "dropped"],
    [{ ...late, state: "on_hold", done: DAY }, "done"],
  ]) {
    assert.equal(stateOn(action, DAY), state);
  }
});

for (const [told, act, state, isDrafted] of [
  ["a tick counts", () => tick("call", DAY), "done", true],
  ["no draft leaves it", () => {}, "overdue", false],
  [
    "a draft taken back leaves it",
    () => (tick("call", DAY), drafts.remove("actions/rest/call")),
    "overdue",
    false,
  ],
  ["another day leaves it, but is told", () => tick("call", null, OTHER), "overdue", true],
  ["a note alone leaves it", () => tick("call", null), "overdue", false],
  ["what was sent counts", () => tick("call", DAY, { sent: DAY, out: true }), "done", true],
  [
    "on another base it does not",
    () => tick("call", DAY, { base: "f".repeat(16) }),
    "overdue",
    false,
  ],
  [
    "what the coach has declined does not",
    () => tick("call", DAY, { id: "dmine00000", at: 10 }),
    "overdue",
    false,
  ],
  [
    "what is no draft does not",
    () => stored.set("coaching:ann:draft:actions/rest/call", '{"value":1}'),
    "overdue",
    false,
  ],
]) {
  test(`over an action that is late, ${told}`, () => {
    show({ call: { target: "2026-11-19", state: "overdue" } });
    act();
    const [fact] = actionFacts();
    assert.deepEqual([fact.state, fact.draft !== null, fact.goal], [state, isDrafted, "rest"]);
    assert.equal(isOpen("actions/rest/call"), state !== "done");
  });
}

test("an action that is done in the portal is open again once that is taken back", () => {
  show({ call: { state: "done", done: "2026-11-01", target: "2026-11-02" } });
  tick("call", null);
  assert.deepEqual([actionFacts()[0].state, isOpen("actions/rest/call")], ["overdue", true]);
});

test("a question waits until it has a draft; one known by its place only on the same base", () => {
  const base = nextDraft(null, { value: ["x"], base: BASE, about: { of: "", what: "" } });
  assert.ok(isOpen("starters/year"));
  drafts.put("starters/year", base);
  assert.ok(!isOpen("starters/year"));
  drafts.put("starters/year", { ...base, value: [] });
  assert.ok(isOpen("starters/year"));
  drafts.put("goals/goal-1/why", base);
  assert.ok(isOpen("goals/goal-1/why"));
  assert.ok(!isOpen(`goals/goal-1/why:${BASE}`));
  assert.ok(isOpen("goals/goal-1/why:0000000000000000"));
});

const LATE = { target: "2026-11-10", state: "overdue" };
const DONE = { target: "2026-11-10", done: "2026-11-12", state: "done" };
const THEIRS = { own: false };
for (const [fact, actions, before, after, more = {}] of [
  ["tally", { call: LATE, read: {} }, "0 of 2", "1 of 2"],
  [
    "tally",
    { call: LATE, read: { ...DONE, ...THEIRS } },
    "own 0/1 · others 1/1",
    "own 1/1 · others 1/1",
  ],
  ["promises", { call: LATE }, "not kept", "kept it"],
  ["promises", { call: LATE, read: DONE, rest: LATE }, "1 of 3; 2 late", "2 of 3; 1 late"],
  ["promises", { call: LATE, read: DONE, rest: LATE }, "1 of 3;", "2 of 3;", { brief: "" }],
  ["promises", { call: { state: "ended" } }, "not each time", "kept it"],
  [
    "promises",
    { call: LATE, read: { state: "ended" } },
    "none of 2 1 late 1 missed",
    "1 of 2; 1 missed",
  ],
  ["promises", { call: { target: "2026-12-01" } }, "nothing due", "kept it"],
  ["promises", { call: { ...LATE, state: "dropped" } }, "nothing due", "kept it"],
  ["kept_own", { call: LATE, read: DONE }, "own 1/2.", "own 2/2."],
  ["kept_awaited", { call: { ...LATE, ...THEIRS } }, "others 0/1.", "others 1/1."],
  ["kept_word", { call: LATE, read: DONE }, "promise of 2", "promises"],
  ["awaited_late", { call: { ...LATE, ...THEIRS } }, "1 awaited", ""],
  ["late", { call: LATE }, "1 overdue", "none overdue"],
  ["due_today", { call: { target: DAY } }, "1 today", ""],
  ["kept", { call: LATE, read: DONE, rest: { ...DONE, ...THEIRS } }, "1", "2"],
]) {
  test(`of ${JSON.stringify({ ...actions, ...more })} ${fact} tells "${before}", and "${after}" after a tick`, () => {
    show(actions);
    const told = element({ fact, none: "nothing due", ofDue: "", ...more });
    page["[data-fact]"] = [told];
    const said = () => (showFactTexts(), told.textContent);
    const seen = [said(), (tick("call", DAY), said())];
    drafts.remove("actions/rest/call");
    assert.deepEqual([...seen, said()], [before, after, before]);
  });
}

test("a fact of one goal counts its actions alone", () => {
  show({ call: LATE, read: { own: false } });
  const plan = { key: "actions/office/plan", base: BASE, state: "done", done: DAY, own: true };
  // One that belongs to no goal is of none, also where it is called as a goal.
  const others = ["office", "rest", "actions"].map((id) => ({ ...plan, key: `actions/${id}` }));
  portal.actions.push(plan, ...others);
  tick("call", DAY);
  const tallies = ["office", "rest"].map((goal) => element({ fact: "tally", goal }));
  page["[data-fact]"] = tallies;
  showFactTexts();
  const said = tallies.map(({ textContent }) => textContent);
  assert.deepEqual(said, ["1 of 1", "own 1/1 · others 0/1"]);
});

test("how many questions wait is told anew, and that none does", () => {
  const openKeys = "starters/year party/wished/impact";
  const told = element({ openKeys, openWord: "write_open", none: "all" });
  page["[data-open-keys]"] = [told];
  const base = nextDraft(null, { value: ["x"], base: BASE, about: { of: "", what: "" } });
  const seen = [];
  for (const key of ["starters/year", "party/wished/impact"]) {
    showFactTexts();
    seen.push(told.textContent);
    drafts.put(key, base);
  }
  showFactTexts();
  assert.deepEqual([...seen, told.textContent], ["2 open: 4", "1 open", "all"]);
});

for (const [told, state, draft, said] of [
  ["an untouched row keeps room for a tick", "overdue", null, "Done today · not sent yet"],
  ["a tick", "done", [DAY], "Done today · not sent yet"],
  ["a tick of an earlier day", "done", [EARLIER], "Done Nov 18 · not sent yet"],
  ["what was sent", "done", [EARLIER, { sent: DAY, out: true }], "Done Nov 18 · sent on Nov 20"],
  ["that it is taken back", "overdue", [null, { out: true }], "Not done · not sent yet"],
]) {
  test(`a row shows ${told}`, () => {
    show({ call: LATE });
    if (draft) tick("call", ...draft);
    const [now, was] = [element(), element()];
    const row = element(
      { actionKey: "actions/rest/call", state: "overdue" },
      { ".action__now": [now], ".action__state": [was] },
    );
    row.classList = Object.assign(["action--overdue"], { toggle() {}, replace() {} });
    page["[data-action-key]"] = [row];
    showFactRows();
    assert.deepEqual([row.dataset.state, now.textContent], [state, said]);
    assert.equal(was.textContent, "Overdue"); // below, which keeps its room
  });
}

/** Puts the row of an action on the page; returns what is found in it, by selectors. */
const inRow = (state, ...selectors) => {
  const one = () => [element({ repeat: "week", dueAgain: "week" })];
  const found = selectors.map((selector) => [selector, one()]);
  const row = { actionKey: "actions/rest/call", state };
  page["[data-action-key]"] = [element(row, Object.fromEntries(found))];
  return found.map(([, [one]]) => one);
};

for (const [last, days, ...said] of [
  [DAY, "", "Due today", "", ""],
  ["2026-11-21", "", "This week", "\u00a0· due Nov\u00a021", ", tomorrow"],
  ["2026-11-21", DAY, "This week", "\u00a0· done", ""],
]) {
  test(`what is repeated until ${last} keeps, below a tick, "${said.join("")}"`, () => {
    show({ call: { state: "repeated", starts: "2026-11-13 2026-11-20", last, days } });
    const off = "[data-due-again] + .when__off";
    const row = inRow("repeated", ".action__state", "[data-due-again]", off, "[data-repeat]");
    const seen = () => (showFactRows(), row.map((one) => one.textContent));
    assert.deepEqual(seen(), [...said, `\u00a0· ${days ? "1 of 2" : "0 of 1"}`]);
    tick("call", null, { value: { done: null, note: null, days: [DAY] } });
    assert.deepEqual(seen(), [...said, "\u00a0· 1 of 2"]);
  });
}

test("a row says what is due today, and until when", () => {
  show({ call: { target: DAY } });
  const [state, when] = inRow("planned", ".action__state", ".when");
  const seen = () => (showFactRows(), [state.textContent, when.hidden]);
  assert.deepEqual(seen(), ["Due today", true]);
  assert.equal(((state.dataset.today = "By 9"), seen()[0]), "By 9");
});

test("what is kept is shown once it is done, here or in the portal, and for good", () => {
  show({ call: LATE, read: DONE, rest: { state: "on_hold" }, walk: { starts: DAY, days: DAY } });
  const kept = ["call", "read", "rest", "walk"].map((name) =>
    element({ whenDone: `actions/rest/${name}` }),
  );
  page["[data-when-done]"] = kept;
  const shown = () => (showWhatWaits(), kept.map(({ hidden }) => !hidden));
  assert.deepEqual(shown(), [false, true, false, false]);
  tick("call", DAY);
  tick("read", null);
  assert.deepEqual(shown(), [true, false, false, false]);
});

test("the first that wait are shown, and with them what was done before them", () => {
  show({ one: {}, two: {}, three: {}, four: {} });
  const rows = ["one", "two", "three", "four"].map((name) =>
    element({ key: `actions/rest/${name}` }),
  );
  page["[data-show-first]"] = [Object.assign(element({ showFirst: "2" }), { children: rows })];
  const shown = () => (showWhatWaits(), rows.map(({ hidden }) => !hidden));
  assert.deepEqual(shown(), [true, true, false, false]);
  tick("one", DAY);
  assert.deepEqual(shown(), [true, true, true, false]);
});

test("of several things one is shown: the first that waits", () => {
  show({ one: {}, two: {} });
  const things = [
    element({ while: "actions/rest/one" }),
    element({ while: "actions/rest/two" }),
    element(),
  ];
  page["[data-while]"] = things.slice(0, 2);
  page["[data-show-first]"] = [Object.assign(element({ showFirst: "1" }), { children: things })];
  const shown = () => (showWhatWaits(), things.findIndex(({ hidden }) => !hidden));
  assert.equal(shown(), 0);
  tick("one", DAY);
  assert.equal(shown(), 1);
  tick("two", DAY);
  assert.equal(shown(), 2);
});
