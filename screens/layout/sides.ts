import { SIDES, type Sides } from '../../src/jobs/print-queue.ts';

/** How sheets are printed on both sides, in the words of the screens. */
export const SIDE_WORDS: Readonly<Record<Sides, string>> = {
  'one-sided': '单面',
  'two-sided-long-edge': '双面，长边翻',
  'two-sided-short-edge': '双面，短边翻',
};

export const SIDE_NAMES: readonly Sides[] = SIDES;
