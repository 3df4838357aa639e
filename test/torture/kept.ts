/**
 * What torture has found, kept. A breakage is told by the operation that it comes before, since numbers of operations change:
 * the last one whose text contains `at`.
 */
export interface KeptBreakage {
  readonly command: string;
  readonly at: string;
  readonly how: 'kill' | 'torn' | 'EIO' | 'ENOSPC' | 'EROFS' | 'EDQUOT';
}

// biome-ignore format: table
export const BREAKAGES: readonly KeptBreakage[] = [
  { command: 'outbox cancel', at: 'open declarations/', how: 'kill' },
  { command: 'undelete', at: 'unlink trash/', how: 'kill' },
  { command: 'settings import', at: 'rename settings/', how: 'kill' },
  { command: 'store backup', at: 'rename', how: 'kill' },
  { command: 'send', at: 'write', how: 'torn' },
  { command: 'print', at: '.tmp', how: 'EIO' },
  { command: 'codes import', at: 'chmod codes/', how: 'EIO' },
  { command: 'store backup', at: 'unlink', how: 'EIO' },
  { command: 'copy', at: 'ftruncate', how: 'EIO' },
  { command: 'settings export', at: 'writeFile', how: 'torn' },
  { command: 'watch', at: 'writeFile', how: 'ENOSPC' },
];
