// Facts are told when a page opens, and again with every draft that is kept or taken back, here or
// in another window.
import { drafts } from "./drafts.js";
import { showFactRows, showWhatWaits } from "./fact-rows.js";
import { reserveRoom, showFactTexts } from "./fact-texts.js";

const show = () => {
  showFactRows();
  showFactTexts();
};

/** Tells the facts of the page, and keeps them true. */
export function startFacts() {
  show();
  showWhatWaits();
  reserveRoom();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) reserveRoom();
    width = innerWidth;
  });
  drafts.watch((_, isElsewhere) => {
    show();
    if (isElsewhere) showWhatWaits();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    show();
    showWhatWaits();
  });
}
