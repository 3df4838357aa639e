/** What was worked out for the texts seen last. All of it is forgotten when it grows, which costs less than to know what is oldest. */
export class Memory<Result> {
  readonly #known = new Map<string, Result>();

  of(text: string, make: (text: string) => Result): Result {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    const result = make(text);
    if (this.#known.size >= MAX) this.#known.clear();
    this.#known.set(text, result);
    return result;
  }
}

const MAX = 1000;
