/** What a workbook may cost. A real declaration of 10,000 goods lines needs about a third of each. */
export interface Limits {
  readonly fileBytes: number;
  /** Of all parts of a zip together, as declared and as truly unpacked. */
  readonly unpackedBytes: number;
  readonly parts: number;
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  /** Of all sheets together; only cells that hold something count. */
  readonly cells: number;
  /** Heap of the reading thread; beside it stand the parts of the file, its unpacked text and the rest of the program. */
  readonly heapMb: number;
  readonly milliseconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  parts: 2_000,
  sheets: 50,
  rows: 50_000,
  columns: 300,
  cells: 1_000_000,
  heapMb: 192,
  milliseconds: 60_000,
};
