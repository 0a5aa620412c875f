// The script of the page from which drafts are sent.
import { startAnnouncing } from "./announce.js";
import { showDates } from "./dates.js";
import { startDraftsBar } from "./drafts-bar.js";
import { startFrame } from "./frame.js";
import { replyPage, startReply } from "./reply.js";

const page = replyPage();
startFrame();
showDates();
startDraftsBar(page);
startReply(page);
startAnnouncing();
