// The script of the page on which the executive chooses what the sponsor sees.
import { startSharing } from "./sharing-preview.js";
import { startUnlessBound } from "./unless-bound.js";
import { startWriting } from "./write-page.js";

startUnlessBound(() => {
  startWriting();
  startSharing();
});
