import type { Context } from './context.ts';

/** Does work that the first Ctrl+C asks to come to its end; the second one ends the program at once. */
export async function interruptible<T>(
  { rim, report }: Pick<Context, 'rim' | 'report'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const forget = rim.onInterrupt(() => {
    report.note('正在停下……再按一次 Ctrl+C 立即结束');
    stop.abort();
  });
  try {
    return await work(stop.signal);
  } finally {
    forget();
  }
}
