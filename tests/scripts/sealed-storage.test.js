// What the reader writes in a locked portal, on the device: when it is there, and what if it cannot be.
import { refuses, stored } from "./browser.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newerSeen } from "../../overrides/lock/older-version.js";
import { openStorage } from "../../overrides/lock/sealed-storage.js";

/** Names of what scripts were told of. @type {string[]} */
const told = [];

Object.assign(globalThis, {
  StorageEvent: class {
    constructor(/** @type {string} */ _, { key = "" } = {}) {
      this.key = key;
    }
  },
  dispatchEvent: (/** @type {StorageEvent} */ { key }) => told.push(key ?? ""),
});

beforeEach(() => {
  stored.clear();
  told.length = 0;
  refuses.all = false;
});

const open = () => openStorage("lock", new Uint8Array(32));
const draft = (/** @type {number} */ at, value = "") => JSON.stringify({ value, at });

test("what is written is pending until it is on the device", async () => {
  const storage = await open();
  storage.setItem("a", "secret");
  assert.equal(storage.isPending, true);
  await storage.settled();
  assert.equal(storage.isPending, false);
  assert.ok(!JSON.stringify([...stored]).includes("secret"));
  assert.equal((await open()).getItem("a"), "secret");
  storage.removeItem("a");
  await storage.settled();
  assert.equal(stored.size, 0);
});

test("what the browser refuses stays pending, is told, and is written once there is room", async () => {
  const storage = await open();
  storage.setItem("b", "1");
  await storage.settled();
  refuses.all = true;
  storage.setItem("a", "secret");
  await storage.settled();
  assert.deepEqual(
    [storage.isPending, storage.refuses("a"), storage.refuses()],
    [true, true, true],
  );
  assert.equal(storage.refuses("b"), false);
  assert.deepEqual(told, ["a"]);
  refuses.all = false;
  storage.removeItem("b");
  await storage.settled();
  await storage.settled();
  assert.deepEqual([storage.isPending, storage.refuses()], [false, false]);
  assert.equal((await open()).getItem("a"), "secret");
});

test("what is there is read though the browser keeps nothing more", async () => {
  const storage = await open();
  storage.setItem("a", "secret");
  await storage.settled();
  refuses.all = true;
  const full = await open();
  assert.equal(full.getItem("a"), "secret");
  assert.throws(() => full.setItem("a", "more"));
  assert.equal(full.getItem("a"), "more");
  assert.equal(full.isPending, true);
});

for (const [
  name,
  clear,
  sealed,
  kept,
  left,
] of /** @type {[string, string, string, string, boolean][]} */ ([
  ["is newer", draft(2, "new"), draft(1), draft(2, "new"), false],
  ["is older", draft(1), draft(2, "new"), draft(2, "new"), false],
  ["is the same", draft(1), draft(1), draft(1), false],
  ["was written at the same moment", draft(1, "x"), draft(1, "y"), draft(1, "y"), true],
  ["has no moment", '{"a":"x"}', '{"a":"y"}', '{"a":"y"}', true],
])) {
  test(`of two, the clear one of which ${name}, none is lost that is newer`, async () => {
    const storage = await open();
    storage.setItem("p:a", sealed);
    await storage.settled();
    stored.set("p:a", clear);
    await storage.adopt("p:");
    assert.equal(storage.getItem("p:a"), kept);
    assert.equal((await open()).getItem("p:a"), kept);
    assert.equal(stored.has("p:a"), left);
  });
}

test("a clear draft that cannot be sealed is shown and stays", async () => {
  stored.set("p:a", draft(1));
  refuses.all = true;
  const storage = await open();
  await storage.adopt("p:");
  assert.equal(storage.getItem("p:a"), draft(1));
  assert.ok(stored.has("p:a"));
});

/** Another window of the same device, and what it is told by the browser. */
const other = async (/** @type {Awaited<ReturnType<typeof open>>} */ here) => {
  const there = await open();
  return {
    there,
    /** Tells it of an entry that is there by now, or of one that is gone. */
    hear: (/** @type {string} */ key, newValue = stored.get(key) ?? null) =>
      there.follow(/** @type {StorageEvent} */ ({ key, newValue })),
    write: async (/** @type {string} */ value) => {
      here.setItem("a", value);
      await here.settled();
      return /** @type {string} */ ([...stored.keys()][0]);
    },
  };
};

test("another window takes in what is written, in its order, and what is gone", async () => {
  const here = await open();
  const { there, hear, write } = await other(here);
  const key = await write("x".repeat(200_000));
  const long = stored.get(key);
  await write("short");
  await Promise.all([hear(key, long), hear(key)]);
  assert.equal(there.getItem("a"), "short");
  here.removeItem("a");
  await here.settled();
  await hear(key);
  assert.equal(there.getItem("a"), null);
});

test("what a window has just changed itself outlives what another wrote before", async () => {
  const here = await open();
  const { there, hear, write } = await other(here);
  const key = await write("theirs");
  there.setItem("a", "mine");
  await Promise.all([hear(key), there.settled()]);
  assert.equal(there.getItem("a"), "mine");
  assert.equal((await open()).getItem("a"), "mine");
});

test("a window that locks asks the others to, and them alone", async () => {
  const here = await open();
  const { there, hear } = await other(here);
  let locked = 0;
  there.onLock = () => {
    locked += 1;
  };
  here.lockElsewhere();
  assert.equal(stored.size, 0);
  await hear("coaching-lock:lock:lock", "");
  await hear("coaching-lock:lock:lock");
  await hear("coaching-lock:other:lock", "");
  assert.equal(locked, 1);
});

test("an entry that is moved to another name, or changed, is none", async () => {
  const storage = await open();
  storage.setItem("a", "secret");
  storage.setItem("b", "other");
  await storage.settled();
  const [[one, said], [two, kept]] = [...stored];
  stored.set(one, kept);
  stored.set(two, `${said.slice(0, -4)}AAAA`);
  const opened = await open();
  assert.deepEqual(opened.keys(), []);
});

test("a version is older where the device has seen one of a later day", async () => {
  const seen = async (/** @type {string} */ version) => {
    const storage = await open();
    const newer = newerSeen(storage, "x", version);
    await storage.settled();
    return newer;
  };
  assert.equal(await seen("2026-11-20 a"), "");
  assert.equal(await seen("2026-11-26 b"), "");
  assert.equal(await seen("2026-11-26 c"), "");
  assert.equal(await seen("2026-11-25 d"), "2026-11-26");
  assert.equal(await seen(""), "2026-11-26");
});

test("a browser that keeps nothing lets a page go that has nothing else to keep", async () => {
  refuses.all = true;
  const storage = await open();
  assert.equal(newerSeen(storage, "x", "2026-11-26 a"), "");
  await storage.settled();
  await storage.settled();
  assert.equal(storage.isPending, false);
});
