// The script of a page on which one may write, and that has the picture of the sessions or what is
// to be done before one of them.
import { showFirstSteps, showSums } from "./first-steps.js";
import { showRhythm } from "./rhythm.js";
import { startUnlessBound } from "./unless-bound.js";
import { startWriting } from "./write-page.js";

startUnlessBound(startWriting, () => {
  showRhythm();
  showFirstSteps();
  showSums();
});
