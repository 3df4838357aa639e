import type { Right } from '../accounts/permissions.ts';
import { REPAIR, storeError } from '../disk/failure.ts';
import { asObject, checkVersion } from '../disk/json-bytes.ts';
import type { Shape } from '../disk/json-file.ts';
import type { AuditEntry } from './audit-line.ts';
import type { Demand } from './members.ts';

/** What one document is: its name in words of `a-z0-9.-`, the check of what is read, and what holds before the first change. */
export interface SettingsDocument<T> {
  name: string;
  shape: Shape<T>;
  initial: T;
  /**
   * What changing it takes, of one change where that depends on it; that of shared settings unless told. 'anybody': also those who have not
   * logged in.
   */
  right?: Right | 'anybody' | { of(before: T, after: T): Right };
}

/** Documents of the office in JSON. */
export interface Settings {
  /** Whether a document that is a link is read and written where it leads to; another program learns of a change at its next start. */
  readonly followsLinks: boolean;
  followLinks(followLinks: boolean): Promise<void>;
  read<T>(document: SettingsDocument<T>): Promise<T>;
  /** Changes a document with nobody in between and returns it. */
  update<T>(document: SettingsDocument<T>, change: (value: T) => T): Promise<T>;
  /**
   * Changes several documents with nobody in between, all or none: `change` gets and gives their values in the same order. Those that
   * stay the same are not written.
   */
  updateAll(
    documents: readonly SettingsDocument<unknown>[],
    change: (values: readonly unknown[]) => readonly unknown[],
  ): Promise<void>;
}

/** What changing each of those takes that become others. */
export async function demandChanges<T>(
  demand: Demand,
  documents: readonly SettingsDocument<T>[],
  before: readonly T[],
  after: readonly T[],
): Promise<void> {
  for (const [at, { right = 'settings.shared' }] of documents.entries()) {
    const [from, to] = [before[at] as T, after[at] as T];
    if (from === to || right === 'anybody') continue;
    await demand(typeof right === 'string' ? right : right.of(from, to));
  }
}

/** What was done to several documents at once. */
export function joined(changed: readonly { readonly entry: AuditEntry | undefined }[]): AuditEntry | undefined {
  const told = changed.flatMap(({ entry }) => entry ?? []);
  const [first] = told;
  if (first === undefined || told.length === 1) return first;
  return {
    what: first.what,
    about: told.flatMap(({ about }) => about ?? []).join('、'),
    changes: told.flatMap(({ about = '', changes = [] }) =>
      changes.map(change => ({ ...change, path: `${about} ${change.path}`.trim() })),
    ),
    more: told.reduce((sum, { more = 0 }) => sum + more, 0),
  };
}

/** The value in a settings file of any document. */
export function settingsValue(json: unknown, file: string): unknown {
  const document = asObject(json, file);
  checkVersion(document, 1, file);
  if (!('value' in document)) throw storeError('store.broken', `设置文件不完整：${file}`, [REPAIR]);
  return document.value;
}
