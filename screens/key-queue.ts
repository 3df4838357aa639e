import { resolve } from '../src/keys/resolve.ts';
import { KEYS } from '../src/keys/table.ts';
import type { UiEvent } from './app/reduce.ts';

export type KeyEvent = Extract<UiEvent, { type: 'key' }>;

export interface KeyQueueOptions {
  /** People wait for a job. */
  readonly isBusy: () => boolean;
  readonly press: (event: KeyEvent) => void;
  readonly cancel: () => void;
}

/** Keys typed while people wait for a job are kept; nobody means more than these. */
const MAX_KEPT = 1000;

const isCancel = ({ chord }: KeyEvent): boolean => resolve(KEYS, ['busy'], chord)?.run === 'busy.cancel';

/** Hands keys on, or keeps them while a job is waited for. */
export function keyQueue({ isBusy, press, cancel }: KeyQueueOptions): {
  hear(event: KeyEvent): void;
  /** What was typed meanwhile, until something is waited for again. */
  replay(): void;
} {
  const kept: KeyEvent[] = [];
  function hear(event: KeyEvent): void {
    if (!isBusy()) press(event);
    else if (isCancel(event)) cancel();
    else if (kept.length < MAX_KEPT) kept.push(event);
  }
  return {
    hear,
    replay() {
      while (!isBusy()) {
        const event = kept.shift();
        if (!event) return;
        hear(event);
      }
    },
  };
}
