// Tells that a locked portal is older than one that this device has seen: whoever can write to the
// place of a portal can put an earlier file back, which opens as well as the newest.

/**
 * Returns the day of a newer version that was seen here, "" if there is none, and notes this one.
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {string} engagement
 * @param {string} version of the portal, which begins with its day
 */
export function newerSeen(storage, engagement, version) {
  const [day] = version.split(" ");
  const name = `coaching:${engagement}:newest`;
  const seen = storage.getItem(name) ?? "";
  if (seen > day) return seen;
  try {
    if (day > seen) storage.setItem(name, day);
  } catch {
    storage.removeItem(name); // or leaving the page would wait for what is never kept
  }
  return "";
}

/**
 * Says on a page that it is of an older version.
 * @param {string} day of the newer one
 * @param {string} words with a gap for that day
 */
export function noteOlder(day, words) {
  const how = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
  const note = document.createElement("p");
  note.className = "lock-older";
  note.setAttribute("role", "status");
  (document.querySelector("main article, main:not(:has(article))") ?? document.body).prepend(note);
  note.textContent = words.replace("{day}", how.format(new Date(`${day}T12:00`)));
}
