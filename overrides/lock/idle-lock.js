// Locks a portal that nobody uses, after saying so a minute before.

const LOCKS_AFTER = 15 * 60_000; // milliseconds
const WARNS_BEFORE = 60_000;
const LOOKS_EVERY = 5_000;
const USES = ["pointerdown", "keydown", "input", "scroll", "touchstart"];

export class IdleLock {
  /** @type {HTMLElement | null} */
  #notice = null;

  #used = Date.now();

  /**
   * @param {() => void} lock
   * @param {string} words what is said before
   */
  constructor(lock, words) {
    this.lock = lock;
    this.words = words;
    setInterval(() => this.look(), LOOKS_EVERY);
  }

  /** Notes what is used from now on; called anew for each page. */
  attach() {
    this.#notice = null;
    for (const use of USES) addEventListener(use, () => this.#note(), { passive: true });
    // What was asleep or left is looked at before anything of it is used.
    addEventListener("visibilitychange", () => this.look());
    addEventListener("pageshow", () => this.look());
  }

  /** Locks, or says that it will, where it is time. */
  look() {
    const idle = Date.now() - this.#used;
    if (idle >= LOCKS_AFTER) this.lock();
    else if (idle >= LOCKS_AFTER - WARNS_BEFORE) this.#warn();
  }

  #note() {
    // A use that comes too late, as on a device that was asleep, is none.
    this.look();
    this.#used = Date.now();
    this.#notice?.remove();
    this.#notice = null;
  }

  #warn() {
    if (this.#notice) return;
    this.#notice = document.createElement("p");
    this.#notice.className = "lock-notice";
    this.#notice.setAttribute("role", "status");
    document.body.append(this.#notice);
    this.#notice.textContent = this.words;
  }
}
