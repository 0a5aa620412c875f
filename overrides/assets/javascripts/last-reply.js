// The file that was made last, until it is sent: its name, and of which wording each draft in it
// was. It outlives the page, since phones load a page anew after the mail program.
import { today } from "./days.js";
import { readItem, removeItem, writeItem } from "./device-storage.js";
import { isRecord } from "./draft-kinds.js";
import { isLine, parsed } from "./draft.js";
import { drafts } from "./drafts.js";
import { portal } from "./page.js";

const NAME = `coaching:${portal.engagement}:made`;

/** @type {ReplyFile | null} */
let madeHere = null;

/** @param {any} file */
const isReplyFile = (file) =>
  isRecord(file, ["name", "items"]) &&
  isLine(file.name) &&
  Array.isArray(file.items) &&
  file.items.every((/** @type {any} */ item) => isRecord(item, ["key", "id", "at"]));

/**
 * Returns the file, with the keys of the drafts that have still the wording in it; null if there is
 * no such draft.
 */
const read = () => {
  const file = parsed(readItem(NAME)) ?? madeHere;
  if (!isReplyFile(file)) return null;
  const known = drafts.keysById();
  const keys = [];
  for (const { id, at } of file.items) {
    const key = known.get(id);
    if (key && drafts.get(key)?.at === at) keys.push(key);
  }
  return keys.length ? { name: file.name, keys } : null;
};

/**
 * Notes which file was made.
 * @param {ReplyFile} file
 */
const note = (file) => {
  madeHere = file;
  writeItem(NAME, JSON.stringify(file));
};

/** Forgets the file. */
const forget = () => {
  madeHere = null;
  removeItem(NAME);
};

/** Marks as sent what was in the file; what was changed since then was not. */
const markSent = () => {
  /** @type {Map<string, Draft>} */
  const sent = new Map();
  for (const key of read()?.keys ?? []) {
    const draft = drafts.get(key);
    if (draft) sent.set(key, { ...draft, sent: today(), out: true });
  }
  forget(); // before the drafts change: who lists them shows the file, too
  drafts.putAll(sent);
};

export const lastReply = { read, note, forget, markSent };
