// The script of a page on which one may write.
import { startUnlessBound } from "./unless-bound.js";
import { startWriting } from "./write-page.js";

startUnlessBound(startWriting);
