import { createHash } from 'node:crypto';
import type { Declaration } from '../catalogue/document.ts';

/** The same for the same contents, in whatever order a file names them. */
export function digestOf(document: Declaration): string {
  return createHash('sha256').update(JSON.stringify(document, inOrder)).digest('hex').slice(0, 24);
}

function inOrder(_name: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
