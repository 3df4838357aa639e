/** What a group of changes makes of a file. `put`: all its bytes · `tail`: what follows from `at` on, the file ends with it · `over`: a hint at its beginning, which may be lost. */
export type Change =
  | { readonly kind: 'put'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'tail'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'over'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'gone' };

/** Changes that belong together: by file, the one that changed last at the end. */
export class Pending {
  #changes: ReadonlyMap<string, Change> = new Map();
  #folders: ReadonlyMap<string, number> = new Map();
  #cleared = 0;

  get changes(): ReadonlyMap<string, Change> {
    return this.#changes;
  }

  /** Folders that were made, with their permission bits. */
  get folders(): ReadonlyMap<string, number> {
    return this.#folders;
  }

  get isEmpty(): boolean {
    return this.#changes.size === 0 && this.#folders.size === 0;
  }

  of(file: string): Change | undefined {
    return this.#changes.get(file);
  }

  /** Adds what becomes of a file to what became of it before. */
  set(file: string, change: Change): void {
    const changes = new Map(this.#changes);
    const before = changes.get(file);
    changes.delete(file);
    this.#changes = changes.set(file, before === undefined ? change : following(before, change));
  }

  /** The file is what it was before the group. */
  forget(file: string): void {
    const changes = new Map(this.#changes);
    changes.delete(file);
    this.#changes = changes;
  }

  addFolder(folder: string, mode: number): void {
    this.#folders = new Map(this.#folders).set(folder, mode);
  }

  /** All of it has been done. */
  clear(): void {
    this.#changes = new Map();
    this.#folders = new Map();
    this.#cleared += 1;
  }

  /** What takes all back that is added from now on, unless it has been done. */
  mark(): () => void {
    const changes = this.#changes;
    const folders = this.#folders;
    const cleared = this.#cleared;
    return () => {
      const isSame = cleared === this.#cleared;
      this.#changes = isSame ? changes : new Map();
      this.#folders = isSame ? folders : new Map();
    };
  }
}

/** A change after another one, as one. */
function following(before: Change, change: Change): Change {
  if (change.kind !== 'tail' || before.kind === 'gone') return change;
  if (before.kind === 'put') return { ...before, bytes: joined(before.bytes, change.at, change.bytes) };
  if (before.kind === 'over' || change.at < before.at) return change;
  return { kind: 'tail', at: before.at, bytes: joined(before.bytes, change.at - before.at, change.bytes) };
}

const joined = (bytes: Buffer, at: number, tail: Buffer): Buffer => Buffer.concat([bytes.subarray(0, at), tail]);
