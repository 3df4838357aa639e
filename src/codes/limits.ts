/** What an imported table may hold. The largest official one has 31,870 rows and 2.3 MB. */
export const LIMITS = {
  bytes: 32 * 1024 * 1024,
  rows: 200_000,
  columns: 64,
  /** Characters of one cell; the longest official name has 188. */
  cellLength: 1000,
  /** Characters of one csv record. */
  recordLength: 64_000,
} as const;
