// What a portal does beyond showing its pages. Without this script all of it can still be read.
import { showActionStates, showLateCounts } from "./action-states.js";
import { showDates } from "./dates.js";
import { startDraftsBar } from "./drafts-bar.js";
import { startDrawer } from "./drawer.js";
import { startFields } from "./fields.js";
import { showNews } from "./news.js";
import { isPortal } from "./page.js";
import { settleDrafts } from "./places.js";
import { replyPage, startReply } from "./reply.js";
import { showRhythm } from "./rhythm.js";
import { scrollToPage } from "./section-pages.js";
import { showToday } from "./timeline.js";

startDrawer();
scrollToPage();
if (isPortal) {
  showDates();
  showActionStates();
  showLateCounts();
  showRhythm();
  showToday();
  showNews();
  settleDrafts();
  startFields();
  const page = replyPage();
  startDraftsBar(page);
  startReply(page);
}
