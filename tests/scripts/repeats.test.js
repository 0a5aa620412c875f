// What is repeated, as of a day.
import assert from "node:assert/strict";
import { test } from "node:test";

import "./browser.js";

const from = (name) => import(`../../overrides/assets/javascripts/${name}.js`);
const { isDoneNow, repeatedStateOn } = await from("repeats");

/** Four weeks from a Sunday, the last of them cut. */
const WEEKS = {
  starts: "2026-11-01 2026-11-08 2026-11-15 2026-11-22",
  last: "2026-11-24",
};
const EACH = "2026-11-02 2026-11-08 2026-11-21 2026-11-22";

for (const [day, days, state, isDone] of [
  ["2026-10-31", "", "planned", true],
  ["2026-11-01", "", "repeated", false],
  ["2026-11-07", "2026-11-01", "repeated", true],
  ["2026-11-08", "2026-11-01", "repeated", false],
  ["2026-11-24", EACH, "repeated", true],
  ["2026-11-25", EACH, "done", true],
  ["2026-11-25", "2026-11-02", "ended", true],
]) {
  test(`on ${day} what was done on "${days}" is ${state}`, () => {
    assert.equal(repeatedStateOn({ ...WEEKS, days }, day), state);
    assert.equal(isDoneNow({ ...WEEKS, days }, day), isDone);
  });
}

test("what has no end goes on", () => {
  assert.equal(repeatedStateOn({ starts: WEEKS.starts }, "2027-03-01"), "repeated");
});
