// The theme's search fetches its index and its worker, half as much again as a page, before anybody
// has asked for a word. Here both wait until the search is entered; nothing else of the theme in a
// portal asks a server for anything. It runs before the theme's own script.

const SEARCH = "#__search, [data-md-component=search]";
const INDEX = /\/search_index\.json$/;

/** Resolves when the reader enters the search. @type {Promise<void>} */
const entered = new Promise((resolve) => {
  for (const event of ["change", "focusin"]) {
    document.addEventListener(event, ({ target }) => {
      if (target instanceof Element && target.closest(SEARCH)) resolve();
    });
  }
});

// A preview asks its server for news by the same means: only the index waits.
const delayIndex = () => {
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const waiting = new WeakSet();
  Object.assign(XMLHttpRequest.prototype, {
    /** @this {XMLHttpRequest} @param {Parameters<typeof open>} how */
    open(...how) {
      if (INDEX.test(String(how[1]))) waiting.add(this);
      open.apply(this, how);
    },
    /** @this {XMLHttpRequest} @param {[XMLHttpRequestBodyInit?]} body */
    send(...body) {
      if (waiting.has(this)) entered.then(() => send.apply(this, body));
      else send.apply(this, body);
    },
  });
};

const { Worker } = window;

class LazyWorker extends EventTarget {
  #worker;

  /** @param {string | URL} address */
  constructor(address) {
    super();
    this.#worker = entered.then(() => {
      const worker = new Worker(address);
      worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      worker.onerror = () => this.dispatchEvent(new Event("error"));
      return worker;
    });
  }

  /** @param {unknown} message */
  postMessage(message) {
    this.#worker.then((worker) => worker.postMessage(message));
  }

  terminate() {
    this.#worker.then((worker) => worker.terminate());
  }
}

if (location.protocol !== "file:") {
  delayIndex();
  Object.assign(window, { Worker: LazyWorker });
}
