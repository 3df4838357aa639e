import { UserError } from '../src/errors.ts';
import type { Effect, Reply, Tools } from './contract/change.ts';
import type { Busy } from './contract/ui.ts';

export interface JobQueueOptions {
  readonly tools: Pick<Tools, 'office' | 'goods' | 'used' | 'former' | 'rejections' | 'askPictures'>;
  /** Who is at work, by a number: what somebody has begun is not answered to the next. */
  readonly sitting: () => number;
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

/** A job, and for whom it was begun. */
interface Begun {
  readonly effect: Effect;
  readonly sitting: number;
}

export function jobQueue(options: JobQueueOptions): JobQueue {
  const waiting: Begun[] = [];
  let current: AbortController | undefined;
  let running = 0;
  let idlers: (() => void)[] = [];

  const isIdle = (): boolean => running === 0 && current === undefined;

  function wake(): void {
    if (isIdle()) for (const idler of idlers.splice(0)) idler();
  }

  function start(effect: Effect): void {
    const begun = { effect, sitting: options.sitting() };
    if (effect.label === undefined) void perform(begun, new AbortController().signal);
    else {
      waiting.push(begun);
      if (!current) void work();
    }
  }

  async function work(): Promise<void> {
    for (let begun = waiting.shift(); begun; begun = waiting.shift()) {
      const { effect, sitting } = begun;
      if (sitting !== options.sitting()) continue;
      current = new AbortController();
      options.onProgress({ label: effect.label ?? '', done: 0, of: 0 });
      await perform(begun, current.signal);
    }
    current = undefined;
    options.onFree();
    wake();
  }

  async function perform({ effect, sitting }: Begun, signal: AbortSignal): Promise<void> {
    running += 1;
    const isOurs = () => sitting === options.sitting();
    const waited = effect.label !== undefined;
    try {
      const started = effect.run(toolsFor(effect, signal));
      // What is done at once is answered at once, so that keys are not overtaken.
      const reply = started instanceof Promise ? await started : started;
      options.onDone(isOurs() ? reply : undefined, waited && isOurs());
    } catch (error) {
      if (isOurs() || !(error instanceof UserError)) options.onFailure(error, signal.aborted, waited);
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
