// Which parts of pages a search finds, in which order, and what it shows of them.
import assert from "node:assert/strict";
import { test } from "node:test";

const { excerptOf, searchOf, termsOf } =
  await import("../../overrides/assets/javascripts/search-match.js");

const search = searchOf([
  ["index.html", "Today", [["", "Welcome, Amara.", "You have kept each promise."]]],
  [
    "goals/muenchen.html",
    "The depot in München",
    [
      [
        "goal",
        "The depot in München",
        "Kaltlager und Straße. Die Vorstandsgespräche finden statt.",
      ],
      ["actions", "Key actions", "Hand over the depot, then rest."],
    ],
  ],
  [
    "goals/asia.html",
    "上海的工厂",
    [["", "", "我们的ROI在上海提高了。コーチングの目標を立てる。ฉันต้องการพูดให้ช้าลง"]],
  ],
  [
    "agreement.html",
    "Agreement",
    [["rules", "Rules of the depot", "Art. 12: İstanbul, Ørsted, ΛΌΓΟΣ, €1,200,300 or 4.5"]],
  ],
]);

const found = (query) => search(query).map(({ address }) => address);

const MUNICH = "goals/muenchen.html";
const ASIA = "goals/asia.html";

for (const [query, expected] of [
  ["", []],
  ["  — ", []],
  ["*", []], // what has no letter is found as it is typed
  [" : ", ["agreement.html#rules"]],
  ["nothing", []],
  ["munchen", [MUNICH]],
  ["MÜNCHEN", [MUNICH]],
  ["Mu\u0308n", [MUNICH]],
  ["strasse", [`${MUNICH}#goal`]],
  ["gesprach", [`${MUNICH}#goal`]], // inside of a word, of three letters and more
  ["ar", ["agreement.html#rules"]], // but not "Kaltlager", "Amara" or "Vorstand"
  ["12 art", ["agreement.html#rules"]],
  ...["1200300", "1,200,300", "1.200.300", "1’200’300", "1\u202f200\u202f300", "4.5"].map(
    (number) => [number, ["agreement.html#rules"]],
  ),
  ["45", []],
  ["istanbul orsted λογος", ["agreement.html#rules"]],
  ["上海", [ASIA]],
  ["上海工厂", [ASIA]], // its words, though another stands between them
  ["提高", [ASIA]],
  ["roi", [ASIA]],
  ["我们的ROI", [ASIA]],
  ["ROI 目標 ช้า", [ASIA]],
  ["目標", [ASIA]],
  ["コーチ", [ASIA]],
  ["ﾛｲ", []],
  ["พูด", [ASIA]],
  ["promise amara", ["index.html"]],
  ["promise depot", []],
  // The title, then a heading, then text; of a title once.
  ["depot", [MUNICH, "agreement.html#rules", `${MUNICH}#actions`]],
  ["depot rest", [`${MUNICH}#actions`]],
  ["welcome kept", ["index.html"]],
  ["vorstand rest", [MUNICH]], // on one page, in several places of it
]) {
  test(`"${query}" is found where all its words are, the best place first`, () => {
    assert.deepEqual(found(query), expected);
  });
}

test("an excerpt shows the first word that is found, and marks each", () => {
  const text = `${"Before it. ".repeat(30)}Die Straße in MÜNCHEN, und München.${" After.".repeat(60)}`;
  const pieces = excerptOf(text, termsOf("strasse munchen"));
  const marked = pieces.filter(([, isFound]) => isFound).map(([piece]) => piece);
  assert.deepEqual(marked, ["Straße", "MÜNCHEN"]);
  const shown = pieces.map(([piece]) => piece).join("");
  assert.match(shown, /^… Before it\..*Straße in MÜNCHEN, und München\. .*After\.…$/);
  assert.ok(shown.length < 230);
  assert.equal(excerptOf("Short.", termsOf("none")).flat().join(), "Short.,false");
  assert.deepEqual(excerptOf("<b>𝒳 bold</b>", termsOf("bold"))[1], ["bold", true]);
  // Signs above and below a letter are marked, and cut off, with it.
  assert.deepEqual(excerptOf("ครั้งที่สอง", termsOf("ที่"))[1], ["ที่", true]);
  assert.deepEqual(excerptOf("All 1,900 people.", termsOf("1900"))[1], ["1,900", true]);
  assert.deepEqual(excerptOf("Cafe\u0301.", termsOf("café"))[0], ["Cafe\u0301", true]);
  assert.match(
    excerptOf("ที่".repeat(99), termsOf("ที่"), 9).flat().join(""),
    /^ที่true(ที่)+false…false$/,
  );
});
