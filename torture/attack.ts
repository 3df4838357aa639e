import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** What went wrong in a case: something acknowledged is gone, something is there twice, or anything else that must not be. */
export interface Found {
  readonly outcome: 'lost' | 'twice' | 'wrong';
  readonly what: string;
}

/** One thing that was tried, and what went wrong in it; nothing when the program survived. */
export interface Tried {
  readonly title: string;
  readonly found: readonly Found[];
}

/** An attack that has been prepared. The same case with the same chance is the same attack. */
export interface Play {
  play(at: number, random: Random): Promise<Tried>;
  close?(): Promise<void>;
}

export interface Attack {
  readonly name: string;
  /** What it does, for people. */
  readonly what: string;
  /** How many times the share of others it gets of the time; 1 unless told. */
  readonly weight?: number;
  /** Why it cannot be tried on this machine. */
  lacks?(): string | undefined;
  open(stage: Stage, seed: string): Promise<Play>;
}

export const lost = (what: string): Found => ({ outcome: 'lost', what });
export const twice = (what: string): Found => ({ outcome: 'twice', what });
export const wrong = (what: string): Found => ({ outcome: 'wrong', what });
