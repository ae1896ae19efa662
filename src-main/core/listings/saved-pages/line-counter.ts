/** Line numbers, from 1, of offsets that grow from call to call; all calls together are linear. */
export class LineCounter {
  readonly #text: string;
  #line: number;
  /** The next end of a line. */
  #end: number;

  /** Counts from `start`, which is on line `line`. */
  constructor(text: string, start = 0, line = 1) {
    this.#text = text;
    this.#line = line;
    this.#end = text.indexOf('\n', start);
  }

  at(offset: number): number {
    while (this.#end !== -1 && this.#end < offset) {
      this.#end = this.#text.indexOf('\n', this.#end + 1);
      this.#line++;
    }
    return this.#line;
  }
}
