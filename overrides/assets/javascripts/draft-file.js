// A file of all drafts, to go on writing on another device; draft-file-in.js reads it there.
import { today } from "./days.js";
import { drafts } from "./drafts.js";
import { portal } from "./page.js";

export const FORMAT = "coaching-drafts";
const VERSION = 2;
const KEPT_FOR_DOWNLOAD = 60_000; // milliseconds

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
    version: VERSION,
    engagement: portal.engagement,
    portal: portal.version,
    saved: new Date().toISOString(),
    drafts: Object.fromEntries(drafts.keys().map((key) => [key, drafts.get(key)])),
  };
  const text = JSON.stringify(content, null, 1);
  saveFile(`drafts-${today()}.json`, text, "application/json");
  drafts.noteExport();
}
