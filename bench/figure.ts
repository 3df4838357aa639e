/** One figure beside its floor: the same work done in the barest way, measured in the same run. */
export interface Figure {
  /** Words from the general to the special with dots between: `store.save.p50`. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'MB' | '1/s' | 'keys' | 'times';
  readonly floor: number;
  /** Value to floor. */
  readonly ratio: number;
}

export function figure(name: string, value: number, unit: Figure['unit'], floor: number): Figure {
  return { name, value: round(value), unit, floor: round(floor), ratio: round(value / floor) };
}

/** Four figures are more than a second run would confirm. */
const round = (value: number): number => Number(value.toPrecision(4));

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
