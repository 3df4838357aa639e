/** One line of a code table. `initials` are the pinyin initials of the name: lower case a-z and digits only. */
export interface CodeRow {
  readonly code: string;
  readonly name: string;
  readonly initials: string;
  /** The further columns of the table (`direction`, `unit1` …); empty text where a row has none. */
  readonly extra: Readonly<Record<string, string>>;
  /** The office has it otherwise than the table that was published. */
  readonly own?: true;
  /** The office has switched it off: it is not offered, and old documents still show its name. */
  readonly stopped?: true;
}

/** Order of codes everywhere: by UTF-16 code unit, which binary search and repeatable files rely on. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
