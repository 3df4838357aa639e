import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Seconds that the clock may have been put right since the machine was started. */
const CLOCKS_DIFFER = 120;

/** What tells one start of this machine from another: what was written since is in the memory of the system, if not yet on the disk. */
export function bootOf(now: number): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    // Elsewhere it is told by the second in which the machine was started.
    return String(Math.round(now / 1000 - uptime()));
  }
}

/** Whether both are of the same start; in doubt they are not. */
export function isSameBoot(one: string, other: string): boolean {
  return one === other || Math.abs(Number(one) - Number(other)) < CLOCKS_DIFFER;
}
