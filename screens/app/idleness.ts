import type { UiState } from '../contract/ui.ts';

const MINUTE = 60_000;

/** Calls `lock` when somebody who has logged in has touched no key for as long as the office allows (S7). */
export function watchIdleness(
  now: () => number,
  lock: () => void,
): {
  touched(): void;
  look(ui: UiState): void;
} {
  let last = now();
  return {
    touched() {
      last = now();
    },
    look({ session: { member, lockMinutes = 0 }, lock: locked }) {
      if (member && !locked && lockMinutes > 0 && now() - last >= lockMinutes * MINUTE) lock();
    },
  };
}
