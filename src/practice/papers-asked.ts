import type { Direction } from '../catalogue/row.ts';
import { type Faults, seededRandom } from './faults.ts';

/** What a bureau usually asks for, by the names of the code table. */
// biome-ignore format: table
const PAPERS: Readonly<Record<Direction, readonly string[]>> = {
  in:   ['合同', '发票', '装箱单', '提单/运单'],
  out:  ['合同', '发票', '装箱单', '厂检单'],
  pack: ['合同', '厂检单'],
};

/** Of every three declarations that are accepted, about one is asked for documents. */
const SHARE = 1 / 3;

/** The documents that the bureau asks for: by chance, and the same for the same declaration. */
export function papersAsked({
  serial,
  direction,
  papers,
}: {
  readonly serial: number;
  readonly direction: Direction;
  readonly papers: Faults['papers'];
}): readonly string[] {
  const chance = seededRandom(serial);
  const isAsked = chance() < SHARE;
  if (papers === 'none' || (papers !== 'ask' && !isAsked)) return [];
  const [first = '', ...others] = PAPERS[direction];
  return [first, ...others.filter(() => chance() < 0.5)];
}
