// Sentences, days and texts.
import "./browser.js";
import assert from "node:assert/strict";
import { mock, test } from "node:test";

const from = (name) => import(`../../overrides/assets/javascripts/${name}.js`);
const { counted, dayInWords, dayWritten, fill, isolated, word } = await from("wording");
const { dayOf, daysBetween, isDay } = await from("days");
const { clean } = await from("text");
const { isEmpty, isSame, takesBack } = await from("values");
const { parseVisit, visitBefore } = await from("news");
const { Debounced } = await from("debounce");
const { placeKey } = await from("draft-kinds");

test("gaps are filled, numbers as the language writes them, without a second full stop", () => {
  assert.equal(counted("days", 1), "1 day");
  assert.equal(counted("days", 1234), "1,234 days");
  assert.equal(word("with", { coach: "Sam Jr." }), "With Sam Jr.");
  assert.equal(word("with", { coach: isolated("Sam Jr.") }), `With ${isolated("Sam Jr.")}`);
  assert.equal(fill("{a} $& {b}", { a: "$&" }), "$& $& {b}");
  assert.equal(word("of nobody"), "");
  assert.equal(dayInWords("2026-12-01"), "December\u00a01, 2026");
});

test("a day stays on one line with its month", () => {
  const short = { day: "numeric", month: "short" };
  const found = ["en-GB", "en", "de", "es", "zh"].map((one) =>
    dayWritten("2026-11-26", short, one),
  );
  assert.deepEqual(found, [
    "26\u00a0Nov",
    "Nov\u00a026",
    "26.\u00a0Nov.",
    "26\u00a0nov",
    "11月26日",
  ]);
  const long = dayWritten("2026-11-26", { dateStyle: "long" }, "es");
  assert.equal(long, "26\u00a0de\u00a0noviembre de 2026");
});

test("a day is the reader's own, and days are counted across changes of the clock", () => {
  assert.equal(dayOf(new Date(2026, 0, 1, 0, 0)), "2026-01-01");
  assert.equal(dayOf(new Date(2026, 11, 31, 23, 59)), "2026-12-31");
  assert.equal(daysBetween("2026-03-28", "2026-03-30"), 2);
  assert.equal(daysBetween("2026-03-30", "2026-03-28"), -2);
  assert.deepEqual(["2026-12-01", "2026-13-01", "2026-1-01", null].map(isDay), [
    ...[true, false, false, false],
  ]);
});

test("a text is without what cannot be seen around and in it", () => {
  assert.equal(clean(" \x85a\x00b\ud800\x85c \u2028"), "ab\nc");
  assert.equal(clean("\u200b\u2800\u00ad"), "");
  assert.equal(clean("👩🏽‍💼"), "👩🏽‍💼");
  assert.equal(clean(null), "");
});

test("values are the same that say the same", () => {
  assert.ok(isSame({ a: [], b: { c: null, d: 1 } }, { b: { d: 1 }, e: "" }));
  assert.ok(!isSame(["a", "b"], ["b", "a"]));
  assert.ok(isEmpty({ a: { b: [] } }));
  assert.ok(!isEmpty(0));
});

test("something is taken back if it stood in the portal and is gone", () => {
  assert.ok(takesBack({ note: "a" }, { note: null }));
  assert.ok(takesBack(["a"], []));
  assert.ok(!takesBack({ note: "a" }, { note: "b" }));
  assert.ok(!takesBack({ note: null }, { note: null }));
});

test("a second visit on a day is compared with the visit before", () => {
  const before = { day: "2026-11-01", ids: ["a"] };
  const seen = { day: "2026-11-02", ids: ["a", "b"], before };
  assert.deepEqual(visitBefore(seen, "2026-11-02"), before);
  assert.deepEqual(visitBefore(seen, "2026-11-03"), { day: "2026-11-02", ids: ["a", "b"] });
  assert.equal(visitBefore(null, "2026-11-03"), null);
  assert.equal(visitBefore({ ...seen, before: null }, "2026-11-02"), null);
  assert.deepEqual(
    [parseVisit("{"), parseVisit('{"ids": 1}'), parseVisit(null)],
    [null, null, null],
  );
});

test("what is asked for again and again is done once, after a while or at once", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const call = mock.fn();
  const debounced = new Debounced(call, 200);
  debounced.flush();
  debounced.request();
  mock.timers.tick(150);
  debounced.request();
  mock.timers.tick(50);
  assert.equal(call.mock.callCount(), 1);
  debounced.request();
  debounced.cancel();
  debounced.flush();
  debounced.request();
  debounced.flush();
  mock.timers.tick(500);
  assert.equal(call.mock.callCount(), 2);
  assert.equal(debounced.isWaiting, false);
});

test("a draft that waits aside is of the place where it was written", () => {
  assert.equal(placeKey("goals/rest/why/draft-d0123"), "goals/rest/why");
  assert.equal(placeKey("goals/draft-x/why"), "goals/draft-x/why");
});
