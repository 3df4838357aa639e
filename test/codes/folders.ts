import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const SHIPPED = fromHere('../../data/codes');
export const FIXTURES = fromHere('../../fixtures/codes');
/** The official tables as they came; not part of the repository. */
export const OFFICIAL = fromHere('../../../shared/codes');

/** An empty folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'codes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
