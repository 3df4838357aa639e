import { seededRandom } from '../src/practice/faults.ts';

/** Chance that gives the same again for the same words. */
export interface Random {
  /** From 0 up to but not including 1. */
  (): number;
  /** A whole number from 0 up to but not including `below`. */
  below(below: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  bytes(count: number): Uint8Array;
}

/** A chance of its own for whatever the words name: the seed of a run, an attack, a case. */
export function randomOf(...words: readonly (string | number)[]): Random {
  const next = seededRandom(hashOf(words.join('\u0000')));
  const below = (limit: number): number => Math.floor(next() * limit);
  return Object.assign(next, {
    below,
    chance: (share: number) => next() < share,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('Nothing to pick from');
      return list[below(list.length)] as T;
    },
    shuffled<T>(list: readonly T[]): T[] {
      const mixed = [...list];
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
      }
      return mixed;
    },
    bytes: (count: number) => Uint8Array.from({ length: count }, () => below(256)),
  });
}

function hashOf(text: string): number {
  // FNV-1a
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
