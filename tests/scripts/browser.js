// What the scripts need of a browser, for tests that run without one. Import this module first.
import { readFileSync } from "node:fs";

/** What the browser keeps, by name. */
export const stored = new Map();

/** Set to true, the browser refuses to keep anything. */
export const refuses = { all: false };

const storage = {
  getItem: (name) => stored.get(name) ?? null,
  setItem(name, text) {
    if (refuses.all) throw new Error("full");
    stored.set(name, text);
  },
  removeItem: (name) => stored.delete(name),
};

/** What selectors find on the page. @type {Record<string, any[]>} */
export const page = {};

/** Returns an element with its data and with what selectors find in it, by the selectors. */
export const element = (dataset = {}, found = {}) => ({
  ...{ dataset, textContent: "", attributes: {} },
  classList: { toggle() {} },
  querySelector: (selector) => found[selector]?.[0] ?? null,
  querySelectorAll: (selector) => found[selector] ?? [],
  getAttribute(name) {
    return this.attributes[name] ?? null;
  },
  setAttribute(name, value) {
    this.attributes[name] = value;
  },
  toggleAttribute(name, force) {
    this[name] = force;
  },
});

const portalData = {
  portal: {
    engagement: "ann",
    version: "1",
    drafts: JSON.parse(readFileSync(new URL("draft-table.json", import.meta.url), "utf8")),
    received: ["dtaken0000 a", "dmine00000 a m", "dreview000/scores a", "dreview000/works a m"],
  },
  words: { days_one: "{n} day", days_other: "{n} days", with: "With {coach}." },
};

Object.assign(globalThis, {
  portalData,
  document: {
    documentElement: { lang: "en" },
    querySelectorAll: (selector) => page[selector] ?? [],
    getElementById: () => null,
  },
  // As in a browser, names of what is kept are its own properties.
  localStorage: new Proxy(storage, {
    ownKeys: () => [...stored.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  }),
  location: { protocol: "https:", hash: "" },
  addEventListener() {},
});
Object.defineProperty(globalThis, "navigator", { value: { vendor: "" } });
