// The file of a reply: the same one for the same drafts, but not with the day of a clock that was wrong.
import "./browser.js";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { makeReply } from "../../overrides/assets/javascripts/reply-file.js";

const ITEMS = [{ id: "d0123456789abcdef", at: "2026-11-24T20:00:00.000Z" }];
const RealDate = globalThis.Date;

/** Lets the clock stand at noon of a day. */
const setClock = (day) => {
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [`${day}T12:00:00Z`]));
    }
  };
};

after(() => {
  globalThis.Date = RealDate;
});

test("a reply is made once a day for the same drafts", async () => {
  setClock("2030-01-01");
  const ahead = await makeReply(ITEMS, null);
  assert.equal(await makeReply(ITEMS, null), ahead);
  setClock("2026-11-24");
  const right = await makeReply(ITEMS, null);
  const days = [ahead, right].map(({ text }) => JSON.parse(text).on);
  assert.deepEqual(days, ["2030-01-01", "2026-11-24"]);
});
