// The script of a page to read. Without it all of a portal can still be read.
import { showRhythm } from "./rhythm.js";
import { startPage } from "./start.js";

startPage(undefined, undefined, showRhythm);
