// A draft as a record: what of storage or a file is believed to be one, and how one follows another.
import { dayOf, isDay, today } from "./days.js";
import { isKey, isRecord, isValue } from "./draft-kinds.js";
import { limits, patterns } from "./page.js";

const OWN_ID = new RegExp(`^${patterns.id}$`);
const BASE = /^[0-9a-f]{0,16}$/;
const LAST_MOMENT = 8.64e15; // milliseconds; no later date can be written

/**
 * Returns random bytes as hexadecimal text.
 * @param {number} length
 */
export const randomHex = (length) =>
  [...crypto.getRandomValues(new Uint8Array(length))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

/**
 * Tells whether a value is a text for one line.
 * @param {any} value
 */
export const isLine = (value) => typeof value === "string" && value.length <= limits.line;

/** @param {any} value */
const isAbout = (value) =>
  isRecord(value, ["of", "what", "goals"]) &&
  isLine(value.of) &&
  isLine(value.what) &&
  (value.goals === undefined ||
    (isRecord(value.goals) && Object.values(value.goals).every(isLine)));

/** @param {any} value */
const isMoment = (value) => Number.isInteger(value) && value > 0 && value < LAST_MOMENT;

/**
 * Tells whether a value has what drafts of every version have.
 * @param {string} key
 * @param {any} found
 */
const isOldDraft = (key, found) =>
  isKey(key) &&
  isRecord(found, ["value", "base", "at", "sent", "id", "on", "out", "held", "about"]) &&
  typeof found.base === "string" &&
  BASE.test(found.base) &&
  isMoment(found.at) &&
  (found.sent === null || isDay(found.sent)) &&
  isValue(key, found.value, found.base);

/**
 * Returns an id for a draft of an older portal, which has none: it is the same on every device.
 * @param {string} key
 * @param {number} at
 */
const oldId = (key, at) => {
  let sum = 2166136261;
  for (const letter of key) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  return `d${at.toString(36).padStart(8, "0")}${sum.toString(36).padStart(7, "0")}`;
};

/**
 * Returns the draft that a value is, or null if it has not the form of one.
 * @param {string} key
 * @param {any} found from storage or from a file
 * @returns {Draft | null}
 */
export function draftFrom(key, found) {
  if (!isOldDraft(key, found)) return null;
  const draft = {
    id: oldId(key, found.at),
    on: dayOf(new Date(Math.min(found.at, Date.now()))),
    out: found.sent !== null,
    held: false,
    about: { of: "", what: "" },
    ...found,
  };
  const isSound =
    OWN_ID.test(draft.id) &&
    isDay(draft.on) &&
    isAbout(draft.about) &&
    typeof draft.out === "boolean" &&
    typeof draft.held === "boolean";
  return isSound ? draft : null;
}

/**
 * Returns the draft that follows on another for the same place, or a first one.
 * @param {Draft | null} before
 * @param {Pick<Draft, "value" | "base" | "about">} written
 * @returns {Draft}
 */
export function nextDraft(before, { value, base, about }) {
  const { id = `d${randomHex(8)}`, at = 0, on = today(), out = false, held = false } = before ?? {};
  return {
    ...{ id, value, base, about, out, held },
    at: Math.max(Date.now(), at + 1),
    on: out ? on : today(),
    sent: null,
  };
}

/**
 * Returns what a text says in JSON, or null where it is none.
 * @param {string | null} text
 */
export function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
