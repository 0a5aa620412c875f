// A file of all drafts, to go on writing on another device.
import { today } from "./days.js";
import { isRecord, isRound } from "./draft-kinds.js";
import { draftFrom, parsed } from "./draft.js";
import { drafts } from "./drafts.js";
import { portal } from "./page.js";

const FORMAT = "coaching-drafts";
const VERSIONS = [1, 2]; // the last is the one that is written
const LONGEST_FILE = 20_000_000; // characters
const KEPT_FOR_DOWNLOAD = 60_000; // milliseconds

/** @typedef {{ taken: number, older: number, unknown: number }} Count */

/**
 * Lets the browser save a file.
 * @param {string} name
 * @param {string} content
 * @param {string} type
 */
export function saveFile(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR_DOWNLOAD);
}

/** Saves a file of all drafts. */
export function saveDrafts() {
  const content = {
    format: FORMAT,
    version: VERSIONS.at(-1),
    engagement: portal.engagement,
    portal: portal.version,
    saved: new Date().toISOString(),
    drafts: Object.fromEntries(drafts.keys().map((key) => [key, drafts.get(key)])),
  };
  const text = JSON.stringify(content, null, 1);
  saveFile(`drafts-${today()}.json`, text, "application/json");
  drafts.noteExport();
}

/**
 * Takes in a file: the newer of two drafts wins, and what has no place here any more is taken too.
 * @param {string} text
 * @returns {Count | "unreadable" | "foreign"} what came of it, or why it is refused
 */
export function takeDrafts(text) {
  const file = text.length <= LONGEST_FILE ? parsed(text) : null;
  if (!isDraftFile(file)) return "unreadable";
  if (file.engagement !== portal.engagement) return "foreign";
  if (!isRecord(file.drafts, Object.keys(file.drafts ?? {}))) return "unreadable";
  const count = { taken: 0, older: 0, unknown: 0 };
  const known = drafts.keysById();
  /** @type {Map<string, Draft>} */
  const taken = new Map();
  for (const [name, value] of Object.entries(file.drafts)) {
    const draft = draftFrom(name, value);
    count[draft ? takeDraft(name, draft, known, taken) : "unknown"] += 1;
  }
  drafts.putAll(taken);
  return count;
}

/** @param {any} file */
const isDraftFile = (file) =>
  isRecord(file, ["format", "version", "engagement", "portal", "saved", "drafts"]) &&
  file.format === FORMAT &&
  VERSIONS.includes(file.version);

/**
 * Adds a draft to those that are taken, unless the one here is as new.
 * @param {string} name
 * @param {Draft} draft
 * @param {Map<string, string>} known keys of drafts by their ids
 * @param {Map<string, Draft>} taken
 * @returns {"taken" | "older"}
 */
const takeDraft = (name, draft, known, taken) => {
  const here = (/** @type {string} */ key) => taken.get(key) ?? drafts.get(key);
  // A draft stays where it is kept here; of what is new each time both stay.
  const aside = isRound(name) && here(name) ? `${name}/draft-${draft.id}` : name;
  const key = known.get(draft.id) ?? aside;
  // The clock of the other device may be ahead: what is written here from now on is newer.
  const at = Math.min(draft.at, Date.now());
  if ((here(key)?.at ?? 0) >= at) return "older";
  taken.set(key, { ...draft, at });
  return "taken";
};
