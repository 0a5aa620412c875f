// What is believed to be a draft, and how one follows another.
import "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { draftFrom, nextDraft } = await import("../../overrides/assets/javascripts/draft.js");
const { isKey, isRound, kindOf } =
  await import("../../overrides/assets/javascripts/draft-kinds.js");

const KEY = "goals/rest/why";
const DRAFT = {
  ...{ id: "d0123456789", value: ["To sleep."], base: "0a", about: { of: "Rest", what: "Why?" } },
  ...{ at: 1_790_000_000_000, on: "2026-09-21", sent: null, out: false, held: false },
};

test("a draft is believed as it is", () => {
  assert.deepEqual(draftFrom(KEY, DRAFT), DRAFT);
});

test("a draft of an older portal gets what it lacks, the same on every device", () => {
  const { value, base, at, sent } = DRAFT;
  const draft = draftFrom(KEY, { value, base, at, sent });
  assert.match(draft.id, /^d[0-9a-z]{15}$/);
  assert.equal(draftFrom(KEY, { value, base, at, sent }).id, draft.id);
  assert.notEqual(draftFrom("goals/rest/pain", { value, base, at, sent }).id, draft.id);
  assert.deepEqual(draft.about, { of: "", what: "" });
  assert.equal(draft.held, false);
});

for (const [what, change] of Object.entries({
  "another name": { more: 1 },
  "another kind of value": { value: "To sleep." },
  "a text of blanks": { value: [" \u200b"] },
  "a text that is too long": { value: ["a".repeat(20_001)] },
  "too many texts": { value: Array(51).fill("a") },
  "no text on top of nothing": { value: [], base: "" },
  "a base that is none": { base: "x" },
  "a moment that is none": { at: 0 },
  "a moment after all days": { at: 8.64e15 },
  "a day that is none": { sent: "2026-02-31T" },
  "an id that is none": { id: "x" },
  "a long question": { about: { of: "", what: "a".repeat(2001) } },
  "a truth that is none": { held: 1 },
})) {
  test(`a draft with ${what} is none`, () => {
    assert.equal(draftFrom(KEY, { ...DRAFT, ...change }), null);
  });
}

for (const [key, value, isSound] of [
  ["actions/rest/walk", { done: "2026-09-01", note: null }, true],
  ["actions/rest/walk", { done: "2026-13-01", note: null }, false],
  ["actions/rest/walk", { done: null }, true],
  ["actions/rest/walk", { what: "A walk." }, false],
  ["ratings", { calm: 10 }, true],
  ["ratings", { calm: 11 }, false],
  ["ratings", {}, false],
  ["check_ins", { tried: ["A walk."] }, true],
  ["check_ins/draft-d0123456789", { tried: "A walk." }, false],
  ["reviews/2026-12-01", { scores: {}, goals: { rest: { score: 1 } }, works: [] }, true],
  ["reviews/2026-12-01", { scores: {}, goals: { rest: { score: 0 } } }, false],
  ["reviews/2026-12-01", { goals: { rest: "a" } }, false],
  ["readings/rest/hours", { on: "2026-09-01", value: "-1.5", note: null }, true],
  ["readings/rest/hours", { on: "2026-09-01", value: 1.5, note: null }, false],
  ["readings/rest/hours", { on: "2026-09-01", value: "1,5", note: null }, false],
  ["readings/rest/hours/draft-d0123456789", { on: "2026-13-01", value: "1" }, false],
]) {
  test(`${key} ${isSound ? "may" : "may not"} say ${JSON.stringify(value)}`, () => {
    const base = isRound(key) ? "" : DRAFT.base;
    assert.equal(draftFrom(key, { ...DRAFT, value, base }) !== null, isSound);
  });
}

test("a key has a kind, and a form", () => {
  const keys = ["ratings", "check_ins/draft-d1", "actions/a/b", "reviews/2026-12-01", "a/b"];
  assert.deepEqual(keys.map(kindOf), ["rating", "check-in", "action", "review", "answer"]);
  assert.deepEqual(["a/b", "A/b", "a//b", "a/", `a${"b".repeat(300)}`].map(isKey), [
    ...[true, false, false, false, false],
  ]);
});

test("a first draft has an id of its own; the next has the same, and is later", () => {
  const written = { value: ["a"], base: "", about: DRAFT.about };
  const first = nextDraft(null, written);
  assert.match(first.id, /^d[0-9a-f]{16}$/);
  const ahead = {
    ...first,
    at: Date.now() + 5000,
    on: "2026-01-01",
    sent: "2026-01-02",
    out: true,
  };
  const next = nextDraft({ ...ahead, held: true }, { ...written, value: ["b"] });
  assert.deepEqual(next, { ...ahead, value: ["b"], at: ahead.at + 1, sent: null, held: true });
});
