// The script of a page on which one may write, and that has the picture of the sessions.
import { showRhythm } from "./rhythm.js";
import { startUnlessBound } from "./unless-bound.js";
import { startWriting } from "./write-page.js";

startUnlessBound(startWriting, showRhythm);
