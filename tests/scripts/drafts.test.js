// Drafts on this device, in files, and in the file that is sent.
import { refuses, stored } from "./browser.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const { drafts } = await import("../../overrides/assets/javascripts/drafts.js");
const { takeDrafts } = await import("../../overrides/assets/javascripts/draft-file-in.js");
const { lastReply } = await import("../../overrides/assets/javascripts/last-reply.js");
const { nextDraft } = await import("../../overrides/assets/javascripts/draft.js");
const { answerTo } = await import("../../overrides/assets/javascripts/receipts.js");

const KEY = "goals/rest/why";
const PREFIX = "coaching:ann:draft:";
const draftOf = (text) => nextDraft(null, { value: [text], base: "", about: { of: "", what: "" } });
const file = (kept, change = {}) =>
  JSON.stringify({
    format: "coaching-drafts",
    version: 2,
    engagement: "ann",
    drafts: kept,
    ...change,
  });

beforeEach(() => {
  refuses.all = false;
  drafts.clear();
  stored.clear();
});

test("a draft is kept until it is removed, and who watches is told", () => {
  const told = [];
  drafts.watch((...what) => told.push(what));
  const draft = draftOf("a");
  drafts.put(KEY, draft);
  assert.deepEqual(JSON.parse(stored.get(PREFIX + KEY)), draft);
  assert.deepEqual([drafts.keys(), drafts.get(KEY)], [[KEY], draft]);
  drafts.remove(KEY);
  assert.deepEqual([drafts.keys(), drafts.get(KEY)], [[], null]);
  assert.deepEqual(told, [
    [[KEY], false],
    [[KEY], false],
  ]);
});

test("who watches is told once of many drafts that are kept, taken in or marked as sent", () => {
  const all = new Map(Array.from({ length: 20 }, (_, n) => [`goals/g${n}/why`, draftOf("a")]));
  const told = [];
  drafts.watch((keys) => told.push(keys));
  drafts.putAll(all);
  assert.deepEqual(drafts.keys().sort(), [...all.keys()].sort());
  const later = [...all].map(([key, draft]) => [key, { ...draft, value: ["b"], at: draft.at - 1 }]);
  assert.equal(takeDrafts(file(Object.fromEntries(later))).older, 20);
  drafts.clear();
  assert.equal(takeDrafts(file(Object.fromEntries(all))).taken, 20);
  lastReply.note({ name: "reply.jwe", items: [...all.values()].map(({ id, at }) => ({ id, at })) });
  lastReply.markSent();
  assert.ok(drafts.keys().every((key) => drafts.get(key).out));
  const keys = [...all.keys()];
  assert.deepEqual(told, [keys, [], null, keys, told.at(-1)]);
  assert.deepEqual(told.at(-1).sort(), keys.sort());
});

test("of two drafts of a file that have one place here, the newer is taken", () => {
  const draft = { ...draftOf("a"), at: 1000 };
  drafts.put(KEY, draft);
  const [newer, older] = [3000, 2000].map((at) => ({ ...draft, at, value: [String(at)] }));
  const kept = { "goals/a/why": newer, "goals/b/why": older };
  assert.deepEqual(takeDrafts(file(kept)), { taken: 1, older: 1, unknown: 0 });
  assert.deepEqual([drafts.keys(), drafts.get(KEY).at], [[KEY], 3000]);
});

test("what is no draft, or another portal's, is not listed", () => {
  stored.set(`${PREFIX}goals/a/b`, "x");
  stored.set("coaching:bob:draft:goals/a/b", JSON.stringify(draftOf("a")));
  assert.deepEqual(drafts.keys(), []);
  drafts.clear();
  assert.deepEqual([...stored.keys()], ["coaching:bob:draft:goals/a/b"]);
});

test("a file brings what is newer, and both of two rounds", () => {
  const [old, mine] = [draftOf("old"), draftOf("mine")];
  const later = { ...old, value: ["new"], at: old.at + 1000 };
  drafts.put(KEY, old);
  drafts.put("check_ins", { ...mine, value: { tried: ["mine"] } });
  const round = { ...draftOf("x"), value: { tried: ["theirs"] } };
  const kept = { [KEY]: { ...later, at: old.at }, check_ins: round, "a/b": "no draft" };
  assert.deepEqual(takeDrafts(file(kept)), { taken: 1, older: 1, unknown: 1 });
  assert.deepEqual(drafts.keys().sort(), ["check_ins", `check_ins/draft-${round.id}`, KEY]);
  assert.equal(drafts.get(KEY).value[0], "old");
});

test("a draft of a file goes where it is kept here", () => {
  const draft = { ...draftOf("a"), at: 1000 };
  drafts.put("goals/goal-1/why", draft);
  takeDrafts(file({ [KEY]: { ...draft, at: 2000, value: ["b"] } }));
  assert.deepEqual(drafts.keys(), ["goals/goal-1/why"]);
  assert.equal(drafts.get("goals/goal-1/why").value[0], "b");
});

test("a file that is none, or another portal's, is refused", () => {
  assert.equal(takeDrafts("{"), "unreadable");
  assert.equal(takeDrafts(file({}, { version: 3 })), "unreadable");
  assert.equal(takeDrafts(file([])), "unreadable");
  assert.equal(takeDrafts(file({}, { engagement: "bob" })), "foreign");
});

test("of a reply that was sent, only drafts of the same wording count as sent", () => {
  const [one, two] = [draftOf("one"), draftOf("two")];
  drafts.put(KEY, one);
  drafts.put("goals/rest/pain", { ...two, at: two.at + 1 });
  lastReply.note({ name: "reply.jwe", items: [one, two].map(({ id, at }) => ({ id, at })) });
  assert.deepEqual(lastReply.read(), { name: "reply.jwe", keys: [KEY] });
  lastReply.markSent();
  assert.equal(drafts.get(KEY).out, true);
  assert.equal(drafts.get("goals/rest/pain").sent, null);
  assert.equal(lastReply.read(), null);
});

test("the coach's decision counts for the wording that they had, or an older one", () => {
  const answer = (id, at) => answerTo(KEY, { ...draftOf("a"), id, at });
  assert.equal(answer("dtaken0000123", 10), "taken");
  assert.equal(answer("dtaken0000123", 11), "");
  assert.equal(answer("dmine00000123", 9), "mine");
  assert.equal(answer("dother0000123", 9), "");
});

test("the coach decides on each part of a review", () => {
  const draft = { ...draftOf("a"), id: "dreview000123", at: 10 };
  const answer = (value) => answerTo("reviews/2026-12-01", { ...draft, value });
  assert.equal(answer({ scores: { calm: 1 }, goals: {} }), "taken");
  assert.equal(answer({ scores: { calm: 1 }, goals: {}, works: ["a"] }), "mine");
  assert.equal(answer({ scores: { calm: 1 }, goals: { rest: { score: 1 } } }), "");
});

test("what the browser refuses to keep stays in this window", () => {
  refuses.all = true;
  const draft = draftOf("a");
  drafts.put(KEY, draft);
  assert.deepEqual([stored.size, drafts.get(KEY), drafts.stay(KEY)], [0, draft, "not"]);
});

test("what is typed into a form and not added is kept until it is, or all drafts are deleted", () => {
  const texts = { what: "Call ", target: "" };
  for (const isRefused of [false, true]) {
    refuses.all = isRefused;
    drafts.putTyped("new_actions/rest", texts);
    assert.deepEqual(drafts.getTyped("new_actions/rest"), texts);
    assert.equal(drafts.getTyped("new_actions/other"), null);
    drafts.putTyped("new_actions/rest", { what: "", target: "" });
    assert.equal(drafts.getTyped("new_actions/rest"), null);
    drafts.putTyped("new_actions/rest", texts);
    drafts.clear();
    assert.equal(drafts.getTyped("new_actions/rest"), null);
  }
  refuses.all = false;
  assert.deepEqual([...stored.keys()], []);
});
