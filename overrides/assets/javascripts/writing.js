// The script of a page on which one may write.
import { drafts } from "./drafts.js";
import { startPage } from "./start.js";
import { startWriting } from "./write-page.js";

const { bound } = document.currentScript?.dataset ?? {};

if (drafts.isBound && bound) {
  // Where a browser keeps drafts by page, this one sends its own: the other script does it all.
  const script = document.createElement("script");
  script.src = bound;
  document.head.append(script);
} else startPage(startWriting);
