// A locked portal, opened as a browser does: what Python has locked, and what somebody has changed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unpacked } from "../../overrides/lock/archive.js";
import { LockFault, bytesOf, contentOf, headerOf, keyFor } from "../../overrides/lock/container.js";
import { placeAt, placeOf, routeOf } from "../../overrides/lock/places.js";

const vector = JSON.parse(readFileSync(new URL("lock.json", import.meta.url), "utf8"));
const locked = bytesOf(vector.content);
const header = headerOf(vector.header);
const key = keyFor(header, `  ${vector.passphrase.normalize("NFD").replace(" ", "\u00a0")} `);

/** @param {(said: any) => unknown} change */
const changed = (change) => {
  const said = JSON.parse(vector.header);
  change(said);
  return JSON.stringify(said);
};

const isFault = (/** @type {string} */ kind) => (/** @type {any} */ error) =>
  error instanceof LockFault && error.kind === kind;

test("what Python has locked opens, by the second of two passphrases", async () => {
  const { files, storage } = await unpacked(await contentOf(header, await key, locked));
  const texts = [...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
  assert.deepEqual(Object.fromEntries(texts), vector.files);
  assert.deepEqual([...storage], [...Array(32).keys()]);
});

test("another passphrase is wrong", async () => {
  await assert.rejects(keyFor(header, "caf\u00e9 am see mit rast"), isFault("wrong"));
});

for (const place of [0, 100, locked.length - 1]) {
  test(`a bit of byte ${place} is damage`, async () => {
    const bad = locked.slice();
    bad[place] ^= 1;
    await assert.rejects(contentOf(header, await key, bad), isFault("damaged"));
  });
}

test("what was cut off is damage", async () => {
  for (const length of [0, 15, 16, locked.length - 1]) {
    const cut = contentOf(header, await key, locked.slice(0, length));
    await assert.rejects(cut, isFault("damaged"));
  }
});

test("a header is bound as it is written", async () => {
  const others = [
    changed((said) => said.slots.reverse()),
    changed((said) => said.slots.pop()),
    vector.header.replace(",", ", "),
  ];
  for (const other of others) {
    const opened = contentOf(headerOf(other), await key, locked);
    await assert.rejects(opened, isFault("damaged"));
  }
});

for (const [name, change] of /** @type {[string, (said: any) => unknown][]} */ ([
  ["fewer rounds", (said) => (said.slots[0].rounds = 999_999)],
  ["one round", (said) => (said.slots[1].rounds = 1)],
  ["too many rounds", (said) => (said.slots[0].rounds = 10_000_001)],
  ["rounds that are a text", (said) => (said.slots[0].rounds = "1000000")],
  ["another derivation", (said) => (said.slots[0].kdf = "PBKDF2-SHA1")],
  ["another version", (said) => (said.version = 2)],
  ["another format", (said) => (said.format = "x")],
  ["one key more", (said) => (said.more = 1)],
  ["one key more in a slot", (said) => (said.slots[0].more = 1)],
  ["no nonce", (said) => delete said.nonce],
  ["a short nonce", (said) => (said.nonce = "AAAA")],
  ["a nonce that is no base64", (said) => (said.nonce = "*".repeat(16))],
  ["no slots", (said) => (said.slots = [])],
  ["nine slots", (said) => (said.slots = Array(9).fill(said.slots[0]))],
  ["slots that are none", (said) => (said.slots = [null])],
  ["a lock that is a path", (said) => (said.lock = "../x")],
  ["no key", (said) => (said.key = null)],
])) {
  test(`a header with ${name} is refused before anything is computed`, () => {
    assert.throws(() => headerOf(changed(change)), isFault("damaged"));
  });
}

for (const text of ["", "{", "[]", "null", "1", " ".repeat(20_000)]) {
  test(`${JSON.stringify(text.slice(0, 9))} is no header`, () => {
    assert.throws(() => headerOf(text), isFault("damaged"));
  });
}

/** @param {unknown} index @param {string} [rest] */
const archive = async (index, rest = "") => {
  const head = new TextEncoder().encode(JSON.stringify(index));
  const length = new Uint8Array([0, 0, head.length >> 8, head.length & 255]);
  const stream = new Blob([length, head, rest]).stream();
  const packed = await new Response(
    stream.pipeThrough(new CompressionStream("gzip")),
  ).arrayBuffer();
  const start = new Uint8Array([0, 0, packed.byteLength >> 8, packed.byteLength & 255]);
  return new Uint8Array(await new Blob([start, packed]).arrayBuffer());
};
const storage = `${"A".repeat(43)}=`;

for (const [name, files] of /** @type {[string, unknown][]} */ ([
  ["a name that leads out", [["../x", 1]]],
  ["a name of the whole disk", [["/x", 1]]],
  ["a name of another system", [["..\\x", 1]]],
  ["a name with a part of none", [["a//x", 1]]],
  ["a name that is a number", [[1, 1]]],
  ["one name twice", Array(2).fill(["a", 0])],
  ["a length that is too large", [["a", 2 ** 53]]],
  ["a length that is too small", [["a", 0]]],
  ["a length below none", [["a", -1]]],
  ["no list", 1],
  ["no pairs", [null]],
])) {
  test(`an archive with ${name} is damaged`, async () => {
    await assert.rejects(unpacked(await archive({ storage, files }, "x")), isFault("damaged"));
  });
}

test("what is no archive is damaged", async () => {
  for (const bytes of [[], [0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 2, 97, 98]]) {
    await assert.rejects(unpacked(new Uint8Array(bytes)), isFault("damaged"));
  }
  const short = await archive({ storage: "AAAA", files: [] });
  await assert.rejects(unpacked(short), isFault("damaged"));
});

const isThere = (/** @type {string} */ path) =>
  ["index.html", "goals.html", "goals/depots.html", "files/a b.pdf"].includes(path);

for (const [hash, path, fragment] of [
  ["#/", "index.html", ""],
  ["#/goals/depots", "goals/depots.html", ""],
  ["#/goals/depots:actions", "goals/depots.html", "actions"],
  ["#/:today", "index.html", "today"],
  ["#/no-such-page", "index.html", ""],
  ["#/..%2F..%2Fetc", "index.html", ""],
  ["#/%E0%A4%A", "index.html", ""],
  ["#/files/a%20b.pdf", "files/a b.pdf", ""],
]) {
  test(`${hash} means ${path}`, () => {
    assert.deepEqual(placeAt(hash, isThere), { path, fragment });
  });
}

test("an address without a page names none", () => {
  assert.equal(placeAt("#actions", isThere), null);
  assert.equal(placeAt("", isThere), null);
});

test("an address leads to the page that it names, from where it stands", () => {
  assert.deepEqual(placeOf("../goals.html#all", "goals/depots.html", isThere), {
    path: "goals.html",
    fragment: "all",
  });
  for (const [address, page] of [
    ["https://example.org/goals.html", "index.html"],
    ["//example.org/", "index.html"],
    ["mailto:a@example.org", "index.html"],
    ["javascript:alert(1)", "index.html"],
    ["data:text/html,x", "index.html"],
    ["nowhere.html", "index.html"],
    ["http://[", "index.html"],
  ]) {
    assert.equal(placeOf(address, page, isThere), null);
  }
});

test("a place and its address mean each other", () => {
  for (const place of [
    { path: "index.html", fragment: "" },
    { path: "goals/depots.html", fragment: "ä b:c" },
  ]) {
    assert.deepEqual(placeAt(routeOf(place), isThere), place);
  }
});
