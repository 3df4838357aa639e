/**
 * What was worked out for the texts seen last. All of it is forgotten when it grows, which costs less than to know what is oldest, and
 * nothing is kept any more where few texts came again.
 */
export class Memory<Result> {
  readonly #known = new Map<string, Result>();
  #again = 0;
  #serves = true;

  of(text: string, make: (text: string) => Result): Result {
    if (!this.#serves) return make(text);
    const before = this.#known.get(text);
    if (before !== undefined) {
      this.#again += 1;
      return before;
    }
    const result = make(text);
    if (this.#known.size >= MAX) this.#forget();
    this.#known.set(text, result);
    return result;
  }

  #forget(): void {
    this.#serves = this.#again > MAX / 2;
    this.#again = 0;
    this.#known.clear();
  }
}

const MAX = 1000;
