/**
 * Something that is not right with a declaration. `code` is a permanent word, `path` says where (`goods[2].quantity`; empty: the whole),
 * an error blocks sending, a warning never does. `params` feed the one wording of the code.
 */
export interface Fault {
  readonly code: string;
  readonly path: string;
  readonly level: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Tells a fault from all others of a declaration. */
export const faultKey = ({ code, path, params }: Fault): string => JSON.stringify([code, path, params]);
