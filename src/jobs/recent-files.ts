import type { Office } from './office.ts';

const MAX_KEPT = 10;

/** Whole paths, the newest first. */
const recent = new WeakMap<Office, readonly string[]>();

/** The files that people have named since the program began. */
export const recentFiles = (office: Office): readonly string[] => recent.get(office) ?? [];

export function noteFile(office: Office, path: string): void {
  recent.set(office, [path, ...recentFiles(office).filter(other => other !== path)].slice(0, MAX_KEPT));
}
