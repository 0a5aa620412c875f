/*
 * A portal opened as a file may not start a Worker, and the theme's search needs one. Here a
 * hidden frame without an address takes its place: it shares the page's origin and its policy, so
 * the worker's code comes in as a plain script file, and nothing is written inline.
 *
 * The name IFrameWorker is the one by which the theme's worker knows that it runs in a frame.
 */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  class IFrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #ready;

    constructor(address) {
      super();
      this.#frame.hidden = true;
      this.#ready = this.#open().then(() => this.#load(new URL(address, document.baseURI)));
      this.#ready.catch(() => this.dispatchEvent(new Event("error")));
    }

    postMessage(data) {
      const message = { data: structuredClone(data) };
      this.#ready.then(
        () => {
          const scope = this.#frame.contentWindow;
          scope?.dispatchEvent(new scope.MessageEvent("message", message));
        },
        () => {},
      );
    }

    terminate() {
      this.#frame.remove();
    }

    /* Some browsers replace the frame's first document, so only the loaded one is furnished. */
    async #open() {
      await new Promise((resolve) => {
        this.#frame.addEventListener("load", resolve, { once: true });
        document.body.append(this.#frame);
      });
      const scope = this.#frame.contentWindow;
      scope.postMessage = (data) =>
        this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      scope.importScripts = async (...addresses) => {
        for (const address of addresses) await this.#load(address);
      };
    }

    #load(address) {
      return new Promise((resolve, reject) => {
        const script = this.#frame.contentDocument.createElement("script");
        script.addEventListener("load", resolve);
        script.addEventListener("error", reject);
        script.src = address;
        this.#frame.contentDocument.head.append(script);
      });
    }
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
