// What a portal does beyond showing a page, whatever may be written on it.
import { startContents } from "./contents.js";
import { showDates } from "./dates.js";
import { startDraftsBar } from "./drafts-bar.js";
import { startFacts } from "./fact-watch.js";
import { startFrame } from "./frame.js";
import { isPortal } from "./page.js";
import { foldPictures, showToday } from "./timeline.js";

/**
 * Starts a page with all that it tells of today; where one may write, `startFields` puts fields into
 * the page before drafts are counted.
 * @param {() => void} [startFields]
 * @param {HTMLElement | null} [sender] where drafts are sent from, if that is this page
 * @param {() => void} [showMore] shows what else follows from the day, and from what waits on it
 */
export function startPage(startFields = () => {}, sender = null, showMore = () => {}) {
  startFrame();
  startContents();
  foldPictures();
  if (!isPortal) return;
  const showDay = () => {
    showDates();
    showToday();
    showMore();
  };
  showDay();
  startFields();
  startFacts(showDay);
  startDraftsBar(sender);
}
