// Drafts: what the reader has written and the portal does not show yet. They are kept on this
// device alone, an entry for each prompt, so that two windows seldom touch the same one.
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
  const LONGEST_FILE = 20_000_000;

  const isRecord = (value, names) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
    && Object.keys(value).every((name) => (names ? names.includes(name) : ID.test(name)));
  const isText = (value) =>
    typeof value === "string" && value.trim() !== "" && value.length <= 20_000;
  const isTexts = (value) => Array.isArray(value) && value.length <= 50 && value.every(isText);
  const isMark = (value) => Number.isInteger(value) && value >= 1 && value <= 10;
  const isDay = (value) =>
    /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  const isScores = (value) => isRecord(value) && Object.values(value).every(isMark);
  const isProgress = (value) =>
    isRecord(value, ["score", "progress"])
    && (value.score === null || isMark(value.score))
    && (value.progress === null || isText(value.progress));

  const sound = {
    answer: (value) => isTexts(value) && value.length > 0,
    action: (value) =>
      isRecord(value, ["done", "note"])
      && (value.done === null || isDay(value.done))
      && (value.note === null || isText(value.note)),
    rating: (value) => isScores(value) && Object.keys(value).length > 0,
    "check-in": (value) =>
      isRecord(value, ["tried", "learned", "need"]) && Object.values(value).every(isTexts),
    review: (value) =>
      isRecord(value, ["scores", "goals", "works", "change"])
      && isScores(value.scores) && isTexts(value.works) && isTexts(value.change)
      && isRecord(value.goals) && Object.values(value.goals).every(isProgress),
  };

  const kindOf = (key) => {
    if (key === "ratings") return "rating";
    if (key === "check_ins") return "check-in";
    if (key.startsWith("actions/")) return "action";
    return key.startsWith("reviews/") ? "review" : "answer";
  };

  // What comes from storage or from a file is believed only if it has the form of a draft.
  const draftOf = (key, found) => {
    const isDraft =
      KEY.test(key) && key.length <= 300
      && isRecord(found, ["value", "base", "at", "sent"])
      && typeof found.base === "string" && /^[0-9a-f]{0,16}$/.test(found.base)
      && Number.isInteger(found.at) && found.at > 0
      && (found.sent === null || isDay(found.sent))
      && sound[kindOf(key)](found.value);
    return isDraft ? { ...found, at: Math.min(found.at, Date.now()) } : null;
  };

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
    try {
      localStorage.setItem(prefix + key, JSON.stringify(draft));
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

  // Asked once, and only where a browser answers without asking the reader.
  let asked = false;
  const askToStay = () => {
    if (asked || !navigator.vendor || !navigator.storage?.persist) return;
    asked = true;
    navigator.storage.persist().catch(() => {});
  };

  // How long what is written stays: "" as long as the reader wants, else which word tells it.
  const stay = () => {
    if (refused) return "not";
    if (location.protocol === "file:") return "file";
    return navigator.vendor.startsWith("Apple") ? "weekly" : "";
  };

  // A file of all drafts, to go on writing on another device.
  const toFile = () => {
    const all = keys().map((key) => [key, get(key)]);
    const saved = new Date().toISOString();
    const content = {
      format: "coaching-drafts", version: 1, engagement: portal.engagement,
      portal: portal.version, saved, drafts: Object.fromEntries(all),
    };
    return JSON.stringify(content, null, 1);
  };

  // Takes in a file: the newer of two drafts wins. Returns what came of it, or why it is refused.
  const fromFile = (text, isKnown) => {
    const found = text.length <= LONGEST_FILE ? parsed(text) : null;
    const names = ["format", "version", "engagement", "portal", "saved", "drafts"];
    if (!isRecord(found, names) || found.format !== "coaching-drafts" || found.version !== 1) {
      return { refused: "unreadable" };
    }
    if (found.engagement !== portal.engagement) return { refused: "foreign" };
    if (!isRecord(found.drafts, Object.keys(found.drafts ?? {}))) return { refused: "unreadable" };
    const count = { taken: 0, older: 0, unknown: 0 };
    for (const [key, raw] of Object.entries(found.drafts)) {
      const draft = isKnown(key) ? draftOf(key, raw) : null;
      const mine = draft && get(key);
      if (!draft) count.unknown += 1;
      else if (mine && mine.at >= draft.at) count.older += 1;
      else {
        put(key, draft);
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
    if (event.key === null) tell(null, true); // all at once
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
  return { portal, keys, get, put, remove, watch, stay, kindOf, fromFile, save, saveFile };
})();
