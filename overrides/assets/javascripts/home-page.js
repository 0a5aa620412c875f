// What the first page alone shows: what is new, and what matters most. One of the first steps there
// is to read the agreement, whose page says so by the same script.
import { startReading } from "./agreement-read.js";
import { showFirstSteps, showSums } from "./first-steps.js";
import { showFirstStep, showMatter } from "./matters.js";
import { showNews } from "./news.js";
import { startWriting } from "./write-page.js";

/** Puts fields into the page, where the last visit has been compared with what is there. */
export function startHome() {
  showNews();
  startWriting();
  startReading();
}

/** Shows what matters on the reader's day. */
export function showHome() {
  showMatter();
  showFirstSteps();
  showFirstStep();
  showSums();
}
