import { createHash } from 'node:crypto';
import type { Chance } from '../../src/accounts/sms-code.ts';

/** Chance that a seed fixes. */
export function chanceOf(seed: number): Chance {
  let drawn = 0;
  return bytes => {
    const parts: Buffer[] = [];
    for (let size = 0; size < bytes; size += 32) {
      drawn += 1;
      parts.push(createHash('sha256').update(`${seed} ${drawn}`).digest());
    }
    return Buffer.concat(parts).subarray(0, bytes);
  };
}
