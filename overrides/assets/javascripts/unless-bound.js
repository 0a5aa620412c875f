// How a page starts on which one may write.
import { drafts } from "./drafts.js";
import { runScript } from "./locked.js";
import { startPage } from "./start.js";

/**
 * Starts a page. Where a browser keeps drafts by page, this one sends its own: another script, which
 * the running one names, does it all.
 * @param {() => void} startFields
 * @param {() => void} [showMore]
 */
export function startUnlessBound(startFields, showMore) {
  const { bound } = document.currentScript?.dataset ?? {};
  if (!drafts.isBound || !bound) {
    startPage(startFields, null, showMore);
    return;
  }
  runScript(bound);
}
