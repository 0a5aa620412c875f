// What a portal does beyond showing its pages. Without this script all of it can still be read.
import { startAdding } from "./adding.js";
import { showDates } from "./dates.js";
import { startDialogs } from "./dialogs.js";
import { startDraftsBar } from "./drafts-bar.js";
import { startFacts } from "./fact-watch.js";
import { startFields } from "./fields.js";
import { showMatter } from "./matters.js";
import { showNews } from "./news.js";
import { isPortal } from "./page.js";
import { settleDrafts } from "./places.js";
import { startReadMode } from "./read-mode.js";
import { replyPage, startReply } from "./reply.js";
import { showRhythm } from "./rhythm.js";
import { startThemeSwitch } from "./theme-switch.js";
import { showToday } from "./timeline.js";
import { listReadings } from "./waiting-readings.js";
import { startWriteMode } from "./write-mode.js";

startDialogs();
startThemeSwitch();
if (isPortal) {
  showDates();
  showRhythm();
  showToday();
  showNews();
  settleDrafts();
  showMatter();
  startFields();
  listReadings();
  startAdding();
  startReadMode();
  startWriteMode();
  startFacts();
  const page = replyPage();
  startDraftsBar(page);
  startReply(page);
}
