// Some browsers forbid a page to store anything: to name the storage is an error then, at which the
// theme's own script would end, and with it the search. Here a storage without any room takes its
// place, as other browsers give one; what is written says itself that it is not kept.

const hasStorage = () => {
  try {
    localStorage.getItem("");
    return true;
  } catch {
    return false; // forbidden, or not there at all
  }
};

const empty = {
  getItem: () => null,
  removeItem() {},
  setItem() {
    throw new DOMException("nothing is stored here", "QuotaExceededError");
  },
};

if (!hasStorage()) {
  Object.defineProperty(window, "localStorage", { value: empty, configurable: true });
}
