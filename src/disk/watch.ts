import { watch } from 'node:fs';

/**
 * Calls `onEvent` when something in a folder changes, and does not keep the program alive. It watches the folder, because
 * a watched file goes deaf after its first rename. Where a file system cannot be watched nothing is called: ask by hand there.
 */
export function watchFolder(folder: string, onEvent: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}

/** Runs `work` for every burst of calls: never twice at once, and once more when a call came while it ran. */
export function coalesced(work: () => Promise<unknown>, onError: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work().catch(onError);
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
