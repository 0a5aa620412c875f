// What a portal does beyond showing a page, whatever may be written on it.
import { showDates } from "./dates.js";
import { startDraftsBar } from "./drafts-bar.js";
import { startFacts } from "./fact-watch.js";
import { startFrame } from "./frame.js";
import { showFirstSteps, showMatter } from "./matters.js";
import { showNews } from "./news.js";
import { isPortal } from "./page.js";
import { showRhythm } from "./rhythm.js";
import { showToday } from "./timeline.js";

/**
 * Starts a page with all that it tells of today; where one may write, `startFields` puts fields into
 * the page before drafts are counted.
 * @param {() => void} [startFields]
 * @param {HTMLElement | null} [sender] where drafts are sent from, if that is this page
 */
export function startPage(startFields = () => {}, sender = null) {
  startFrame();
  if (!isPortal) return;
  showNews();
  showDay();
  startFields();
  startFacts(showDay);
  startDraftsBar(sender);
}

/** Shows what follows from the day, and from what waits on it. */
const showDay = () => {
  showDates();
  showRhythm();
  showToday();
  showMatter();
  showFirstSteps();
};
