// What matters most on a day: the rule that `coaching_site/view/today.py` has, too.
import "./browser.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { chooseMatter } = await import("../../overrides/assets/javascripts/matters.js");
const table = JSON.parse(readFileSync(new URL("today-table.json", import.meta.url), "utf8"));

for (const { says, matters, day, chosen } of table.cases) {
  test(says, () => assert.equal(chooseMatter(matters, day), chosen));
}

test("nothing is chosen of nothing, nor of what does not hold", () => {
  assert.equal(chooseMatter([], "2026-11-20"), -1);
  assert.equal(chooseMatter(["1 2026-11-21/"], "2026-11-20"), -1);
});
