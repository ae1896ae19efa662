/** Quiet time after which what was typed is sent, milliseconds. */
const REST_MS = 400;

/**
 * What is typed into a field and not sent yet: it is sent when the typing rests, and at the latest
 * with `flush`, so that nothing is lost when the field goes away.
 */
export class Draft {
  readonly #send: (text: string) => void;
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  /** The text that waits, or null where there is none. */
  get waiting(): string | null {
    return this.#waiting;
  }

  /** Takes the whole text as it is now. */
  type(text: string): void {
    this.#waiting = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), REST_MS);
  }

  /** Sends what waits, now. */
  flush(): void {
    clearTimeout(this.#timer);
    const text = this.#waiting;
    this.#waiting = null;
    if (text !== null) this.#send(text);
  }
}
