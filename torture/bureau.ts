import type { Stage } from './stage.ts';

/** Works while the practice bureau of a home runs, whose receipts are due at once. */
export async function withBureau<T>(stage: Stage, home: string, work: () => Promise<T>): Promise<T> {
  const started = await stage.here(home, ['practice', 'start', '--pace', '0']);
  if (started.code !== 0) throw new Error(`practice start: ${started.err}`);
  try {
    return await work();
  } finally {
    await stage.here(home, ['practice', 'stop']);
  }
}
