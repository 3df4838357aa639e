import type { Steps } from '../declaration/path.ts';

/** Which element of a message gave each value: kept by the rows themselves, since those change their places while they are read. */
export class Sources {
  readonly #elements = new Map<object, Map<string, string>>();

  add(row: object, steps: Steps, element: string): void {
    const own = this.#elements.get(row) ?? new Map<string, string>();
    this.#elements.set(row, own.set(steps.join('.'), element));
  }

  /** A row that is copied keeps its sources. */
  move(from: object, to: object): void {
    const own = this.#elements.get(from);
    if (own) this.#elements.set(to, own);
  }

  /** The element of the value at these steps of a document that was read, `ITF_DCL_IO_DECL_GOODS[3]/Qty`; undefined where none is known. */
  elementOf(document: object, steps: Steps): string | undefined {
    let row: unknown = document;
    let inside: (string | number)[] = [];
    let own: object = document;
    for (const step of steps) {
      row = typeof row === 'object' && row !== null ? (row as Record<string | number, unknown>)[step] : undefined;
      inside = [...inside, step];
      if (typeof step !== 'number' || typeof row !== 'object' || row === null) continue;
      own = row;
      inside = [];
    }
    return this.#elements.get(own)?.get(inside.join('.'));
  }
}
