// All that lets one write on a page.
import { startAdding } from "./adding.js";
import { startFields } from "./fields.js";
import { startReadMode } from "./read-mode.js";
import { listReadings } from "./waiting-readings.js";
import { startWriteMode } from "./write-mode.js";

/** Puts fields into the places of the page, and lists what waits beside them. */
export function startWriting() {
  startFields();
  listReadings();
  startAdding();
  startReadMode();
  startWriteMode();
}
