// What the first page alone shows: what is new, and what matters most.
import { showFirstSteps, showMatter } from "./matters.js";
import { showNews } from "./news.js";
import { startWriting } from "./write-page.js";

/** Puts fields into the page, where the last visit has been compared with what is there. */
export function startHome() {
  showNews();
  startWriting();
}

/** Shows what matters on the reader's day. */
export function showHome() {
  showMatter();
  showFirstSteps();
}
