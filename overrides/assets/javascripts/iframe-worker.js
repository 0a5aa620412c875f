// A portal opened as a file may not start a Worker, and the theme's search needs one. Here a hidden
// frame without an address takes its place: it shares the page's origin and its policy, so the
// worker's code comes in as a plain script file, and nothing is written inline.
//
// The name IFrameWorker is the one by which the theme's worker knows that it runs in a frame.

class IFrameWorker extends EventTarget {
  #frame = document.createElement("iframe");
  #ready;

  /** @param {string | URL} address */
  constructor(address) {
    super();
    this.#frame.hidden = true;
    this.#ready = this.#open().then(() => this.#load(new URL(address, document.baseURI).href));
    this.#ready.catch(() => this.dispatchEvent(new Event("error")));
  }

  /** The frame's own window. */
  get #scope() {
    return /** @type {(Window & typeof globalThis) | null} */ (this.#frame.contentWindow);
  }

  /** @param {unknown} message */
  postMessage(message) {
    const event = { data: structuredClone(message) };
    this.#ready.then(
      () => {
        const scope = this.#scope;
        scope?.dispatchEvent(new scope.MessageEvent("message", event));
      },
      () => {},
    );
  }

  terminate() {
    this.#frame.remove();
  }

  // Some browsers replace the frame's first document, so only the loaded one is furnished.
  async #open() {
    await new Promise((resolve) => {
      this.#frame.addEventListener("load", resolve, { once: true });
      document.body.append(this.#frame);
    });
    Object.assign(/** @type {Window} */ (this.#scope), {
      postMessage: (/** @type {unknown} */ data) =>
        this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })),
      importScripts: async (/** @type {string[]} */ ...addresses) => {
        for (const address of addresses) await this.#load(address);
      },
    });
  }

  /** @param {string} address */
  #load(address) {
    const inside = /** @type {Document} */ (this.#frame.contentDocument);
    return new Promise((resolve, reject) => {
      const script = inside.createElement("script");
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      script.src = address;
      inside.head.append(script);
    });
  }
}

if (location.protocol === "file:") Object.assign(window, { IFrameWorker, Worker: IFrameWorker });
