// Drafts: what the reader has written and the portal does not show yet. They are kept on this
// device alone, an entry for each prompt, so that two windows seldom touch the same one.
//
// A draft: `id` is its own from the first letter to the coach's file; `value` is what was written, on
// top of `base`; `at` is the moment of the last change, in milliseconds, and `on` the reader's day of
// the last change before it was first sent; `sent` is the day of sending, or null, and `out` whether any
// wording of it was ever sent; `held` is whether it is held back; `about` is what it answers in the words
// that the reader saw: `of` is the title of a goal or the name of a value, `what` a question or an action,
// and a review has the titles of its `goals`. What is taken back is empty: an answer of no texts, an
// action that is not done, a part of a review that is there and says nothing.
window.drafts = (() => {
  const source = document.getElementById("__portal");
  if (!source) return null;
  const portal = JSON.parse(source.textContent);
  const prefix = `coaching:${portal.engagement}:draft:`;
  const unsaved = new Map(); // what this browser would not keep
  const listeners = new Set();
  let refused = false;

  const KEY = /^[a-z][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*$/;
  const ID = /^[a-z][a-z0-9_-]*$/;
  const OWN_ID = /^d[0-9a-z]{9,31}$/;
  const LONGEST_FILE = 20_000_000;

  const isRecord = (value, names) =>
    value !== null &&
    typeof value === "object" &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => (names ? names.includes(name) : ID.test(name)));

  // What an engagement may not hold: signs that cannot be seen, and halves of letters.
  const UNREADABLE =
    /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\u{10ffe0}-\u{10ffff}]|\p{Cs}/gu;
  const SEEN = /[^\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

  // A text as an engagement holds it, without white space around it. One in which nothing can be seen
  // is empty; U+0085, which no browser trims, is the end of a line.
  const clean = (text) => {
    const readable = text.replace(UNREADABLE, "").replaceAll("\x85", "\n").trim();
    return SEEN.test(readable) ? readable : "";
  };
  const isText = (value) =>
    typeof value === "string" && clean(value) !== "" && value.length <= 20_000;
  const isTexts = (value) => Array.isArray(value) && value.length <= 50 && value.every(isText);
  const isNone = (value) => value === null || value === undefined;
  const isMark = (value) => Number.isInteger(value) && value >= 1 && value <= 10;
  const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  const isScores = (value) => isRecord(value) && Object.values(value).every(isMark);
  const isProgress = (value) =>
    isRecord(value, ["score", "progress"]) &&
    (isNone(value.score) || isMark(value.score)) &&
    (isNone(value.progress) || isText(value.progress));

  const sound = {
    answer: (value, base) => isTexts(value) && (value.length > 0 || base !== ""),
    action: (value) =>
      isRecord(value, ["done", "note"]) &&
      (value.done === null || isDay(value.done)) &&
      (value.note === null || isText(value.note)),
    rating: (value) => isScores(value) && Object.keys(value).length > 0,
    "check-in": (value) =>
      isRecord(value, ["tried", "learned", "need"]) && Object.values(value).every(isTexts),
    review: (value) =>
      isRecord(value, ["scores", "goals", "works", "change"]) &&
      isScores(value.scores) &&
      isTexts(value.works ?? []) &&
      isTexts(value.change ?? []) &&
      isRecord(value.goals) &&
      Object.values(value.goals).every(isProgress),
  };

  const kindOf = (key) => {
    if (isRound(key)) return key.startsWith("r") ? "rating" : "check-in";
    if (key.startsWith("actions/")) return "action";
    return key.startsWith("reviews/") ? "review" : "answer";
  };

  // Ratings and check-ins are new each time: they have no place of their own in the portal.
  const isRound = (key) => /^(ratings|check_ins)/.test(key);

  const isLine = (value) => typeof value === "string" && value.length <= 2000;
  const isAbout = (value) =>
    isRecord(value, ["of", "what", "goals"]) &&
    isLine(value.of) &&
    isLine(value.what) &&
    (value.goals === undefined ||
      (isRecord(value.goals) && Object.values(value.goals).every(isLine)));

  const today = (now = new Date()) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);

  // Drafts of older portals have no id: it is made of what they have, the same on every device.
  const idOfOld = (key, at) => {
    let sum = 2166136261;
    for (const letter of key) sum = Math.imul(sum ^ letter.codePointAt(0), 16777619) >>> 0;
    return `d${at.toString(36).padStart(8, "0")}${sum.toString(36).padStart(7, "0")}`;
  };
  const newId = () =>
    `d${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

  // What comes from storage or from a file is believed only if it has the form of a draft.
  const draftOf = (key, found) => {
    const isOld =
      KEY.test(key) &&
      key.length <= 300 &&
      isRecord(found, ["value", "base", "at", "sent", "id", "on", "out", "held", "about"]) &&
      typeof found.base === "string" &&
      /^[0-9a-f]{0,16}$/.test(found.base) &&
      Number.isInteger(found.at) &&
      found.at > 0 &&
      found.at < 8.64e15 &&
      (found.sent === null || isDay(found.sent)) &&
      sound[kindOf(key)](found.value, found.base);
    if (!isOld) return null;
    const draft = {
      id: idOfOld(key, found.at),
      on: today(new Date(Math.min(found.at, Date.now()))),
      out: found.sent !== null,
      held: false,
      about: { of: "", what: "" },
      ...found,
    };
    const isSound =
      OWN_ID.test(draft.id) &&
      isDay(draft.on) &&
      isAbout(draft.about) &&
      typeof draft.out === "boolean" &&
      typeof draft.held === "boolean";
    return isSound ? draft : null;
  };

  // The draft that follows on another for the same place, or a first one.
  const next = (before, { value, base, about }) => ({
    id: before?.id ?? newId(),
    value,
    base,
    about,
    at: Math.max(Date.now(), (before?.at ?? 0) + 1),
    on: before?.out ? before.on : today(),
    sent: null,
    out: before?.out ?? false,
    held: before?.held ?? false,
  });

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };

  const keys = () => {
    const found = new Set(unsaved.keys());
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(prefix)) found.add(name.slice(prefix.length));
      }
    } catch {
      refused = true;
    }
    return [...found].filter(get);
  };

  const get = (key) => {
    if (unsaved.has(key)) return unsaved.get(key);
    try {
      return draftOf(key, parsed(localStorage.getItem(prefix + key)));
    } catch {
      refused = true;
      return null;
    }
  };

  const tell = (key, elsewhere) => listeners.forEach((listener) => listener(key, elsewhere));

  const put = (key, draft) => {
    const text = JSON.stringify(draft);
    try {
      localStorage.setItem(prefix + key, text);
      if (localStorage.getItem(prefix + key) !== text) throw new Error("not stored");
      unsaved.delete(key);
    } catch {
      refused = true;
      unsaved.set(key, draft);
    }
    tell(key, false);
    askToStay();
  };

  const remove = (key) => {
    unsaved.delete(key);
    try {
      localStorage.removeItem(prefix + key);
    } catch {
      refused = true;
    }
    tell(key, false);
  };

  // Under which key each draft is kept, by its id: where the portal has no place for it, that moves.
  const byId = () => new Map(keys().map((key) => [get(key).id, key]));

  // The file that was made last, until it is sent: its name, and of which wording each draft in it
  // was, by id. It outlives the page, since phones load a page anew after the mail program.
  const madeName = `coaching:${portal.engagement}:made`;
  let madeHere = null;
  const made = () => {
    let found = madeHere;
    try {
      found = parsed(localStorage.getItem(madeName)) ?? madeHere;
    } catch {
      refused = true;
    }
    const isMade =
      isRecord(found, ["name", "items"]) &&
      isLine(found.name) &&
      Array.isArray(found.items) &&
      found.items.every((one) => isRecord(one, ["key", "id", "at"]));
    const kept = byId();
    const items = (isMade ? found.items : [])
      .map(({ id, at }) => ({ key: kept.get(id), at }))
      .filter(({ key, at }) => key && get(key).at === at);
    return items.length ? { name: found.name, items } : null;
  };
  const setMade = (file) => {
    madeHere = file;
    try {
      if (file) localStorage.setItem(madeName, JSON.stringify(file));
      else localStorage.removeItem(madeName);
    } catch {
      refused = true;
    }
  };

  // Marks as sent what was in the file that was made last; what was changed since then was not.
  const markSent = () => {
    for (const { key } of made()?.items ?? []) {
      put(key, { ...get(key), sent: today(), out: true });
    }
    setMade(null);
  };

  // All that is stored for this portal goes, what could not be read too.
  const clear = () => {
    unsaved.clear();
    setMade(null);
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(prefix)) localStorage.removeItem(name);
      }
    } catch {
      refused = true;
    }
    tell(null, false);
  };

  // Asked once, and only where a browser answers without asking the reader.
  let asked = false;
  const askToStay = () => {
    if (asked || !navigator.vendor || !navigator.storage?.persist) return;
    asked = true;
    navigator.storage.persist().catch(() => {});
  };

  // Firefox keeps what a page stores that is opened as a file for that page alone, so that no other
  // page sees it. Where another browser does so, the page of the reply notices, and says where to send.
  const isBound =
    location.hash === "#send-here" ||
    (location.protocol === "file:" && CSS.supports("-moz-appearance", "none"));

  // How long what is written stays, or one draft: "" as long as the reader wants, else which word tells.
  const stay = (key) => {
    if (key ? unsaved.has(key) || (refused && !get(key)) : refused || unsaved.size) return "not";
    if (isBound) return "page";
    if (location.protocol === "file:") return "file";
    return navigator.vendor.startsWith("Apple") ? "weekly" : "";
  };

  // A file of all drafts, to go on writing on another device.
  const toFile = () => {
    const all = keys().map((key) => [key, get(key)]);
    const saved = new Date().toISOString();
    const content = {
      format: "coaching-drafts",
      version: 2,
      engagement: portal.engagement,
      portal: portal.version,
      saved,
      drafts: Object.fromEntries(all),
    };
    return JSON.stringify(content, null, 1);
  };

  // Takes in a file: the newer of two drafts wins, and what has no place here any more is taken too.
  // Returns what came of it, or why it is refused.
  const fromFile = (text) => {
    const found = text.length <= LONGEST_FILE ? parsed(text) : null;
    const names = ["format", "version", "engagement", "portal", "saved", "drafts"];
    if (
      !isRecord(found, names) ||
      found.format !== "coaching-drafts" ||
      ![1, 2].includes(found.version)
    ) {
      return { refused: "unreadable" };
    }
    if (found.engagement !== portal.engagement) return { refused: "foreign" };
    if (!isRecord(found.drafts, Object.keys(found.drafts ?? {}))) return { refused: "unreadable" };
    const count = { taken: 0, older: 0, unknown: 0 };
    const known = byId();
    for (const [name, raw] of Object.entries(found.drafts)) {
      const draft = draftOf(name, raw);
      // A draft stays where it is kept here; of what is new each time both stay.
      const aside = draft && isRound(name) && get(name) ? `${name}/draft-${draft.id}` : name;
      const key = known.get(draft?.id) ?? aside;
      const mine = draft && get(key);
      // The clock of the other device may be ahead: what is written here from now on is newer.
      const at = Math.min(draft?.at ?? 0, Date.now());
      if (!draft) count.unknown += 1;
      else if (mine && mine.at >= at) count.older += 1;
      else {
        put(key, { ...draft, at });
        count.taken += 1;
      }
    }
    return count;
  };

  const save = (name, content, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const saveFile = () => {
    save(`drafts-${portal.engagement}.json`, toFile(), "application/json");
    saved = new Map(unsaved);
    tell("", false);
  };
  let saved = new Map();

  addEventListener("storage", (event) => {
    if (event.key === null)
      tell(null, true); // all at once
    else if (event.key.startsWith(prefix)) tell(event.key.slice(prefix.length), true);
  });

  // Nothing that is only in this window is lost without a word.
  addEventListener("beforeunload", (event) => {
    if ([...unsaved].some(([key, draft]) => saved.get(key) !== draft)) event.preventDefault();
  });

  try {
    localStorage.setItem(`${prefix}?`, "");
    localStorage.removeItem(`${prefix}?`);
  } catch {
    refused = true;
  }

  const watch = (listener) => listeners.add(listener);
  return {
    portal,
    keys,
    get,
    put,
    remove,
    next,
    made,
    setMade,
    markSent,
    today,
    watch,
    stay,
    kindOf,
    fromFile,
    save,
    saveFile,
    clear,
    clean,
    isBound,
  };
})();
