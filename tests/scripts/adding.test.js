// What the reader adds: which drafts are such, and how they read in lists.
import "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const from = (name) => import(`../../overrides/assets/javascripts/${name}.js`);
const { words } = await from("page");
const { draftFrom } = await from("draft");
const { isKey, isRound, kindOf } = await from("draft-kinds");
const { linesOf } = await from("entries");
const { detailsOf } = await from("entry-parts");

Object.assign(words, { due: "due {day}" });

const TOKEN = "0123456789abcdef";
const ACTION = `new_actions/rest/${TOKEN}`;
const GOAL = `new_goals/${TOKEN}`;
const VALUE = `new_values/${TOKEN}`;
const DRAFT = { base: "", at: 1, sent: null };

for (const [key, kind] of [
  [ACTION, "new-action"],
  [`new_actions/goal-1/${TOKEN}`, "new-action"],
  [GOAL, "new-goal"],
  [VALUE, "new-value"],
  ["new_actions/rest", "answer"],
  [`new_goals/${TOKEN}/why`, "answer"],
  ["new_values/calm", "answer"],
]) {
  test(`${key} is the key of a draft of the kind ${kind}`, () => {
    assert.deepEqual([isKey(key), kindOf(key), isRound(key)], [true, kind, kind !== "answer"]);
  });
}

for (const [key, value, isOne] of [
  [ACTION, { what: "Call", target: "2026-12-04" }, true],
  [ACTION, { what: "Call", target: null }, true],
  [ACTION, { what: "Call\nnow", target: null }, false],
  [ACTION, { what: "", target: "2026-12-04" }, false],
  [ACTION, { what: "x".repeat(501) }, false],
  [ACTION, { what: "Call", target: "tomorrow" }, false],
  [ACTION, { what: "Call", done: "2026-12-04" }, false],
  [ACTION, { what: ["Call"] }, false],
  [ACTION, ["Call"], false],
  [GOAL, { title: "Sleep", why: "a\nb", deadline: null }, true],
  [GOAL, { title: null }, false],
  [VALUE, { name: "Calm", meaning: null }, true],
  [VALUE, { name: "\u200b" }, false],
  [VALUE, JSON.parse('{"name": "Calm", "__proto__": {"x": 1}}'), false],
]) {
  test(`${JSON.stringify(value).slice(0, 60)} is ${isOne ? "" : "not "}believed at ${key}`, () => {
    assert.equal(draftFrom(key, { ...DRAFT, value }) !== null, isOne);
  });
}

test("what is added reads as its words, and then what else is said of it", () => {
  const draft = draftFrom(GOAL, {
    ...DRAFT,
    value: { title: "Sleep", why: "To think", deadline: "2026-12-04" },
  });
  const more = ["To think", "due December\u00a04, 2026"];
  assert.deepEqual(detailsOf(GOAL, draft), { what: "Sleep", more });
  assert.deepEqual(linesOf(GOAL, draft), [["", "Sleep"], ...more.map((text) => ["", text])]);
});
