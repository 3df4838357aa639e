import type { Effect, Reply, Tools } from './contract/change.ts';
import type { Busy } from './contract/ui.ts';

export interface JobQueueOptions {
  readonly tools: Pick<Tools, 'office' | 'goods' | 'used' | 'former' | 'askPictures'>;
  /** What opening a page takes, for jobs that open several in turn. */
  readonly routeTo: (route: Parameters<Tools['replyOf']>[0]) => Effect;
  readonly onProgress: (busy: Busy) => void;
  /** A job is done; `waited` tells that people waited for it. */
  readonly onDone: (reply: Reply | undefined, waited: boolean) => void;
  readonly onFailure: (error: unknown, cancelled: boolean, waited: boolean) => void;
  /** Nobody waits for anything any more. */
  readonly onFree: () => void;
}

/** Runs jobs: those that people wait for one after the other, all others at once beside them. */
export interface JobQueue {
  start(effect: Effect): void;
  /** Cancels the one that people wait for. */
  cancel(): void;
  working(): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Nobody waits for idle any more. */
  forget(): void;
}

export function jobQueue(options: JobQueueOptions): JobQueue {
  const waiting: Effect[] = [];
  let current: AbortController | undefined;
  let running = 0;
  let idlers: (() => void)[] = [];

  const isIdle = (): boolean => running === 0 && current === undefined;

  function wake(): void {
    if (isIdle()) for (const idler of idlers.splice(0)) idler();
  }

  function start(effect: Effect): void {
    if (effect.label === undefined) void perform(effect, new AbortController().signal);
    else {
      waiting.push(effect);
      if (!current) void work();
    }
  }

  async function work(): Promise<void> {
    for (let effect = waiting.shift(); effect; effect = waiting.shift()) {
      current = new AbortController();
      options.onProgress({ label: effect.label ?? '', done: 0, of: 0 });
      await perform(effect, current.signal);
    }
    current = undefined;
    options.onFree();
    wake();
  }

  async function perform(effect: Effect, signal: AbortSignal): Promise<void> {
    running += 1;
    const waited = effect.label !== undefined;
    try {
      const started = effect.run(toolsFor(effect, signal));
      // What is done at once is answered at once, so that keys are not overtaken.
      options.onDone(started instanceof Promise ? await started : started, waited);
    } catch (error) {
      options.onFailure(error, signal.aborted, waited);
    } finally {
      running -= 1;
      wake();
    }
  }

  function toolsFor({ label }: Effect, signal: AbortSignal): Tools {
    const tools: Tools = {
      ...options.tools,
      signal,
      progress: (done, of) => {
        if (label !== undefined) options.onProgress({ label, done, of });
      },
      replyOf: async route => await options.routeTo(route).run(tools),
    };
    return tools;
  }

  return {
    start,
    cancel: () => current?.abort(),
    working: () => !isIdle(),
    async idle() {
      while (!isIdle()) await new Promise<void>(resolve => idlers.push(resolve));
    },
    forget() {
      idlers = [];
    },
  };
}
