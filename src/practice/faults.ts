import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

// biome-ignore format: table
const ENTRIES = {
  /** Milliseconds before each answer. */
  slow:      v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  /** Share of requests whose connection is closed before they are read. */
  refuse:    share,
  /** Share of requests answered with HTTP 500, not taken. */
  error:     share,
  /** Share of requests that are dealt with and never answered. */
  drop:      share,
  /** Share of answers that are something else. */
  garbage:   share,
  /** Share of answers of which half is missing. */
  truncate:  share,
  /** Every receipt comes twice. */
  duplicate: v.boolean(),
  /** Receipts come last first. */
  shuffle:   v.boolean(),
  /** One verdict for all, or by the rules. */
  verdict:   v.picklist(['rules', 'reject', 'sample']),
  /** Documents are asked for by chance, of all, of none; or all that are handed in are sent back. */
  papers:    v.picklist(['some', 'ask', 'none', 'return']),
};

/** What the practice bureau does wrong on demand. */
export type Faults = v.InferOutput<v.ObjectSchema<typeof ENTRIES, undefined>>;

// biome-ignore format: table
export const NO_FAULTS: Faults = {
  slow: 0, refuse: 0, error: 0, drop: 0, garbage: 0, truncate: 0, duplicate: false, shuffle: false, verdict: 'rules',
  papers: 'some',
};

const CHANGES = v.partial(v.strictObject(ENTRIES));

/** Changes of faults from outside, or undefined if they are none. */
export function readFaults(value: unknown): Partial<Faults> | undefined {
  const result = v.safeParse(CHANGES, value);
  return result.success ? (result.output as Partial<Faults>) : undefined;
}

/** What happens to one request. */
type Mishap = 'refuse' | 'error' | 'drop' | 'garbage' | 'truncate';
const MISHAPS: readonly Mishap[] = ['refuse', 'error', 'drop', 'garbage', 'truncate'];

/** The first mishap that chance wants; the same `random` gives the same row of mishaps. */
export function mishapOf(faults: Faults, random: () => number): Mishap | undefined {
  return MISHAPS.find(mishap => faults[mishap] > 0 && random() < faults[mishap]);
}

/** A row of chances that a seed fixes (mulberry32), for runs that shall go the same way again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
