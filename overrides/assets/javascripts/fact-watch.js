// Facts are told when a page opens, again with every draft that is kept or taken back, here or in
// another window, and when the reader comes back on another day.
import { watchDay } from "./days.js";
import { drafts } from "./drafts.js";
import { reserveRows, showFactRows, showWhatWaits } from "./fact-rows.js";
import { reserveRoom, showFactTexts } from "./fact-texts.js";
import { showReadings } from "./reading-facts.js";

const show = () => {
  showFactRows();
  showFactTexts();
  showReadings();
};

const reserve = () => {
  reserveRoom();
  reserveRows();
};

/**
 * Tells the facts of the page, and keeps them true.
 * @param {() => void} lookAnew what else is chosen anew where it was not the reader's act that changed facts
 */
export function startFacts(lookAnew) {
  show();
  showWhatWaits();
  reserve();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) reserve();
    width = innerWidth;
  });
  const lookAgain = () => {
    lookAnew();
    show();
    showWhatWaits();
  };
  drafts.watch((_, isElsewhere) => (isElsewhere ? lookAgain() : show()));
  watchDay(lookAgain);
}
