// A file of drafts from another device, which the page of the reply takes in.
import { FORMAT } from "./draft-file.js";
import { isRecord, isRound } from "./draft-kinds.js";
import { draftFrom, parsed } from "./draft.js";
import { drafts } from "./drafts.js";
import { portal } from "./page.js";

const VERSIONS = [1, 2];
const LONGEST_FILE = 20_000_000; // characters

/** @typedef {{ taken: number, older: number, unknown: number }} Count */

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
