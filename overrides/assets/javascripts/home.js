// The script of the first page, on which one may write, too.
import { showHome, startHome } from "./home-page.js";
import { startUnlessBound } from "./unless-bound.js";

startUnlessBound(startHome, showHome);
