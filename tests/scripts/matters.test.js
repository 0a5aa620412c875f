// What matters most on a day: the rule that `coaching_site/view/today.py` has, too.
import { element, page } from "./browser.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { chooseMatters, showFirstStep } =
  await import("../../overrides/assets/javascripts/matters.js");
const { showFirstSteps, showSums } =
  await import("../../overrides/assets/javascripts/first-steps.js");
const { isRead, startReading } =
  await import("../../overrides/assets/javascripts/agreement-read.js");
const { startContents } = await import("../../overrides/assets/javascripts/contents.js");
const { nextDraft } = await import("../../overrides/assets/javascripts/draft.js");
const { drafts } = await import("../../overrides/assets/javascripts/drafts.js");
const table = JSON.parse(readFileSync(new URL("today-table.json", import.meta.url), "utf8"));

for (const { says, matters, day, chosen, below = -1 } of table.cases) {
  test(says, () => assert.deepEqual(chooseMatters(matters, day), [chosen, below]));
}

test("nothing is chosen of nothing, nor of what does not hold", () => {
  assert.deepEqual(chooseMatters([], "2026-11-20"), [-1, -1]);
  assert.deepEqual(chooseMatters(["2 2026-11-21/"], "2026-11-20"), [-1, -1]);
});

test("a first step is ticked by the drafts of this device while none of them is missing, and the next is told", () => {
  const written = { value: ["A merger."], base: "", about: { of: "", what: "" } };
  drafts.put("situation/context", nextDraft(null, written));
  const steps = ["situation/context", "situation/context situation/team"].map((waits) => {
    const told = Object.assign(element(), { textContent: "0 of 2" });
    return element({ waits }, { ".mark": [element()], use: [element()], ".start__state": [told] });
  });
  page["[data-waits]"] = steps;
  page[".start__here"] = [element()];
  const behind = { before: (here) => Object.assign(behind, { here }) };
  page[".start .start__step:not(.start__step--done) .start__state"] = [behind];
  const shown = () =>
    steps.map((step) => [
      step.querySelector("use").attributes.href,
      step.querySelector(".start__state").textContent,
    ]);
  const open = ["#mark-planned", "0 of 2"];
  showFirstSteps();
  assert.deepEqual(shown(), [["#mark-done", ""], open]);
  assert.equal(behind.here, page[".start__here"][0]);
  drafts.remove("situation/context");
  showFirstSteps();
  assert.deepEqual(shown(), [open, open]);
});

test("the card shows the first step that is not done on this device, and that nothing is due once all are", () => {
  const written = { value: ["A merger."], base: "", about: { of: "", what: "" } };
  const steps = ["situation/one", "situation/two"].map((waitsFor) => element({ waitsFor }));
  const rest = element();
  page[".now__first"] = steps;
  page[".now__rest"] = [rest];
  const hidden = () => {
    showFirstStep();
    return [...steps, rest].map((one) => one.hidden);
  };
  assert.deepEqual(hidden(), [false, true, true]);
  drafts.put("situation/one", nextDraft(null, written));
  assert.deepEqual(hidden(), [true, false, true]);
  drafts.put("situation/two", nextDraft(null, written));
  assert.deepEqual(hidden(), [true, true, false]);
  steps[1].dataset.waitsFor = "";
  assert.deepEqual(hidden(), [true, false, true]);
  for (const key of ["situation/one", "situation/two"]) drafts.remove(key);
});

test("a text that is read is ticked until it changes", () => {
  const box = { addEventListener: (_, act) => Object.assign(box, { act }) };
  page["[data-read]"] = [element({ read: "AB-1" }, { input: [box] })];
  startReading();
  assert.equal(box.checked, false);
  Object.assign(box, { checked: true }).act();
  assert.deepEqual([isRead("AB-1"), isRead("AB-2")], [true, false]);
  Object.assign(box, { checked: false }).act();
  assert.equal(isRead("AB-1"), false);
});

test("a list of contents closes once a part of it has been chosen", () => {
  const folded = { removeAttribute: (name) => closed.push(name) };
  const list = {
    ...element({}, { details: [folded] }),
    addEventListener: (_, act) => acts.push(act),
  };
  const [closed, acts] = [[], []];
  page[".contents"] = [list];
  startContents();
  for (const link of [null, {}]) acts[0]({ target: { closest: () => link } });
  assert.deepEqual(closed, ["open"]);
});

test("the minutes of all that is due are those of what is not done on this device, or of nothing", () => {
  const written = { value: ["A merger."], base: "", about: { of: "", what: "" } };
  const sum = Object.assign(element({ sum: "5:read:AB-1 2:situation/context 2:situation/team" }), {
    textContent: "\u00a0· 9\u00a0minutes in all",
  });
  page["[data-sum]"] = [sum];
  const told = [];
  for (const keys of [[], ["situation/context"], ["situation/team"]]) {
    for (const key of keys) drafts.put(key, nextDraft(null, written));
    showSums();
    told.push(sum.textContent);
  }
  assert.deepEqual(
    told,
    [9, 7, 5].map((n) => `\u00a0· ${n}\u00a0minutes in all`),
  );
  assert.equal(sum.hidden, false);
  const nothing = Object.assign(element({ sum: "2:situation/team" }), { textContent: "2 minutes" });
  page["[data-sum]"] = [nothing];
  showSums();
  assert.equal(nothing.hidden, true);
});
