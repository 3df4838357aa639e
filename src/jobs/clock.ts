// The bureau, its offices and their dates live in Beijing time, which has had no summer time since 1991.
const BEIJING = 8 * 3_600_000;

/** The day in Beijing, `yyyy-MM-dd`. `now` is in milliseconds since 1970. */
export function dayOf(now: number): string {
  return new Date(now + BEIJING).toISOString().slice(0, 10);
}

/** Day and time in Beijing as people and the bureau write them: `yyyy-MM-dd HH:mm:ss`. */
export function timeOf(now: number): string {
  return new Date(now + BEIJING).toISOString().slice(0, 19).replace('T', ' ');
}

/** ISO time, as records keep it. */
export function stampOf(now: number): string {
  return new Date(now).toISOString();
}

/** Resolves after so many seconds, or at once when the signal says so. */
export async function pause(
  { wait }: { readonly wait: (milliseconds: number) => Promise<unknown> },
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  await new Promise<void>(resolve => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    void wait(seconds * 1000).then(done);
    if (signal.aborted) done();
  });
}
