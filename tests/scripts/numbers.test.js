// Numbers as they are typed in one language and another.
import "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { numberOf } = await import("../../overrides/assets/javascripts/numbers.js");

for (const [sign, typed, number] of [
  [".", "11", "11"],
  [".", " 11.5 ", "11.5"],
  [".", "11,5", "11.5"],
  [".", "12,500", "12500"],
  [".", "12.500", "12.500"],
  [",", "12.500", "12500"],
  [",", "12,500", "12.500"],
  [",", "1.234,5", "1234.5"],
  [".", "1'234.5", "1234.5"],
  [".", "−3", "-3"],
  [".", "5.", "5"],
  [".", "", ""],
  [".", "abc", ""],
  [".", "12.5.3", ""],
  [".", "1e5", ""],
  [".", "24 €", "24"],
  [".", "−$1,200", "-1200"],
  [",", "72,5 %", "72.5"],
  [".", "+3", "3"],
  [".", ".5", "0.5"],
  [",", "-,5", "-0.5"],
  [".", "%", ""],
  [".", "3 of 10", ""],
  [".", "+", ""],
  [".", "0.12345", ""],
  [".", "1234567890123", ""],
]) {
  test(`"${typed}" is "${number}" where ${sign} begins decimals`, () => {
    assert.equal(numberOf(typed, sign), number);
  });
}
