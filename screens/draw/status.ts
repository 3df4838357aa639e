import type { Status } from '../../src/declaration/life-cycle.ts';
import type { Look } from './look.ts';

// Colours only add: the character says it all.
// biome-ignore format: table
export const STATUS_LOOKS: Readonly<Record<Status, Look>> = {
  draft: 'quiet', saved: 'value', sent: 'warning', received: 'key', accepted: 'good', rejected: 'error', released: 'good', withdrawn: 'quiet',
};
