// A call that is put off while there is more to come.

export class Debounced {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #call;
  #wait;

  /**
   * @param {() => void} call
   * @param {number} wait milliseconds from the first request until the call
   */
  constructor(call, wait) {
    this.#call = call;
    this.#wait = wait;
  }

  get isWaiting() {
    return this.#timer !== undefined;
  }

  /** Makes the call in a while, with all that is asked for until then. */
  request() {
    this.#timer ??= setTimeout(() => this.flush(), this.#wait);
  }

  /** Makes the call at once, if one waits. */
  flush() {
    if (!this.isWaiting) return;
    this.cancel();
    this.#call();
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
