// Where metrics stand, with the readings of a device.
import { element, page } from "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const from = (name) => import(`../../overrides/assets/javascripts/${name}.js`);
const { words } = await from("page");
const { drafts } = await from("drafts");
const { nextDraft } = await from("draft");
const { showReadings } = await from("reading-facts");

const DAY = "2026-11-20";
words.write_row_kept = "not sent yet";

/** Keeps the reading of a metric on a day, as one of several. */
const read = (value, on, name = "", what = "Calls") => {
  const draft = nextDraft(null, { value: { on, value, note: null }, base: "", about: {} });
  drafts.put(`readings/rest/calls${name}`, { ...draft, about: { of: "Rest", what } });
};

/** Lets an element say a text, in a line with a bar. */
const say = (told, text, bar) =>
  Object.assign(told, {
    ...{ childNodes: [text], textContent: text },
    replaceChildren: (...nodes) => (told.textContent = nodes.join("")),
    closest: () => ({ querySelector: () => bar }),
  });

test("a metric stands where its latest reading on this device is, and its bar with it", () => {
  const bar = element();
  const told = element({
    ...{ reading: "readings/rest/calls", what: "Calls", on: "2026-11-16", as: "8 a week" },
    ...{ fate: "", start: "24", target: "6", share: "72" },
  });
  say(told, "11 a week", bar);
  page["[data-reading]"] = [told];
  const seen = [];
  const look = () => (showReadings(), seen.push(`${told.textContent}, ${bar.attributes.width}`));
  look();
  read("9", "2026-11-15");
  look(); // the portal has a later one
  read("1500.5", "2026-11-17");
  look();
  read("7.5", DAY, "/draft-d0123456789");
  look();
  read("1", DAY, "/draft-d1123456789", "Another metric that stood here");
  look();
  for (const key of drafts.keys()) drafts.remove(key);
  look();
  assert.deepEqual(seen, [
    ...["11 a week, 72%", "11 a week, 72%", "1,500.5 a week · not sent yet, 0%"],
    ...Array(2).fill(`7.5 a week · not sent yet, ${(100 * 16.5) / 18}%`),
    "11 a week, 72%",
  ]);
});
