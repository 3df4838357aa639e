import type { Disk } from '../../../disk/disk.ts';
import type { Modes } from '../../../disk/modes.ts';
import { sumOf } from '../../../disk/sums.ts';

/** Where the files of the index lie. */
export interface IndexPlace {
  disk: Disk;
  modes: Modes;
  folder: string;
  /** Version of the rows; an index with rows of another version is made anew. */
  version: number;
}

/** A place in the journal of a generation: where its next line begins, and the sum of all lines before. */
export interface JournalPlace {
  readonly generation: number;
  readonly end: number;
  readonly sum: number;
}

/** The beginning of a journal; its sum sees to it that the lines of one generation are none of another. */
export function beginning(generation: number): JournalPlace {
  return { generation, end: 0, sum: sumOf(`journal ${generation}`) };
}
