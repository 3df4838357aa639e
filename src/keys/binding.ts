/** One line of the key table: in this context these chords run that action. Chords are written as src/terminal/key.ts names them. */
export interface Binding {
  readonly in: string;
  /** The first one is shown; a terminal that knows only legacy keys is shown the first that it can tell apart. */
  readonly keys: readonly string[];
  /** What the footer shows for keys that belong together: `1-3`. */
  readonly shown?: string;
  readonly run: string;
  /** Its name in footer, help and palette. */
  readonly label: string;
  /** Stands in the footer while its context is there; one that is `kept` has its place before all others, however narrow the window. */
  readonly bar?: true | 'kept';
  /** One more sentence for the help. */
  readonly help?: string;
  /** Another action by which people without its keys get to the same place. */
  readonly twin?: string;
  /** Not offered in the palette: moving about, and what makes sense at one key only. */
  readonly silent?: true;
}

/** A place where keys mean something. */
export interface Context {
  readonly title: string;
  /** Keys that type something are typed here, unless an inner context binds them. */
  readonly text?: true;
  /** The action that every other key runs: nothing further out is heard. */
  readonly others?: string;
}

export interface KeyTable {
  readonly contexts: Readonly<Record<string, Context>>;
  readonly bindings: readonly Binding[];
  /** Every chain of contexts that the program can be in, innermost first. */
  readonly chains: readonly (readonly string[])[];
}
