// The script of a page to write on where a browser keeps drafts by page: it sends its own.
import { startAnnouncing } from "./announce.js";
import { placeOf } from "./fields.js";
import { showHome, startHome } from "./home-page.js";
import { takeIn } from "./late.js";
import { replyPage, startReply } from "./reply.js";
import { showRhythm } from "./rhythm.js";
import { startSharing } from "./sharing-preview.js";
import { startPage } from "./start.js";

// Without what sends them, drafts are kept still, and can be saved as a file.
takeIn(document.body)
  .catch(() => {})
  .then(() => {
    const page = replyPage();
    startPage(startHome, page, () => {
      showHome();
      showRhythm();
    });
    startReply(page, placeOf);
    startAnnouncing();
    startSharing();
  });
