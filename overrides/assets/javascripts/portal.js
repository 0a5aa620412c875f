// The script of a page to read. Without it all of a portal can still be read.
import { startPage } from "./start.js";

startPage();
