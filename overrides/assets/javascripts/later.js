/*
 * The theme's search fetches its index and its worker, half as much again as a page, before anybody
 * has asked for a word. Here both wait until the search is entered; nothing else of the theme in
 * a portal asks a server for anything. It runs before the theme's own script.
 */
(() => {
  "use strict";
  if (location.protocol === "file:") return;

  const entered = new Promise((resolve) => {
    for (const event of ["change", "focusin"])
      document.addEventListener(event, ({ target }) => {
        if (target.closest("#__search, [data-md-component=search]")) resolve();
      });
  });

  // A preview asks its server for news by the same means: only the index waits.
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (/\/search_index\.json$/.test(address)) waiting.add(this);
    open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (waiting.has(this)) entered.then(() => send.call(this, body));
    else send.call(this, body);
  };

  const Worker = window.Worker;
  window.Worker = class extends EventTarget {
    #worker;

    constructor(address) {
      super();
      this.#worker = entered.then(() => {
        const worker = new Worker(address);
        worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
        worker.onerror = () => this.dispatchEvent(new Event("error"));
        return worker;
      });
    }

    postMessage(message) {
      this.#worker.then((worker) => worker.postMessage(message));
    }

    terminate() {
      this.#worker.then((worker) => worker.terminate());
    }
  };
})();
