import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAccounts } from '../../../accounts/shape.ts';
import { storeError } from '../../../disk/failure.ts';
import { asObject, parseJson, parseSealed } from '../../../disk/json-bytes.ts';
import { isEntryNo } from '../../../local/entry-number.ts';
import { type OutboxEntry, shapeEntry } from '../../outbox-entry.ts';
import { type PaperlessFolder, shapeFolder } from '../../paperless-folder.ts';
import type { Receipt } from '../../receipts.ts';
import { type RecordForm, recordIn } from '../../record.ts';
import type { Sealed } from '../../sealing.ts';
import { settingsValue } from '../../settings.ts';
import type { StoredRecord } from '../../store.ts';

/** What an office keeps, one thing at a time, as the files of a home hold it. */
export type Piece<R> =
  | { readonly kind: 'declaration'; readonly record: R }
  | { readonly kind: 'trash'; readonly record: R }
  | { readonly kind: 'message'; readonly entry: OutboxEntry; readonly bytes: Buffer }
  | { readonly kind: 'receipt'; readonly receipt: Receipt; readonly applied: boolean }
  | { readonly kind: 'setting' | 'member' | 'owed'; readonly name: string; readonly body: unknown }
  | { readonly kind: 'secret'; readonly name: string; readonly sealed: Sealed }
  | { readonly kind: 'paperless'; readonly folder: PaperlessFolder }
  | { readonly kind: 'attachment'; readonly entryNo: string; readonly sum: string; readonly bytes: Buffer }
  | { readonly kind: 'audit'; readonly line: string }
  | { readonly kind: 'recall'; readonly name: string; readonly version: number; readonly uses: readonly Use[] }
  | { readonly kind: 'code'; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: 'number'; readonly last: number };

/** A line of a recall log. */
export interface Use {
  readonly key: string;
  readonly value: unknown;
  readonly at: number;
  readonly count?: number;
}

/** Documents that are no settings, by their files. */
export const MEMBERS = { path: 'accounts/members.json', name: 'accounts.members' } as const;
export const OWED = { path: 'receipts/owed.json', name: 'receipts.owed' } as const;

type Reader<R> = (file: string, path: string, words: readonly string[]) => readonly Piece<R>[];

const jsonOf = (file: string, path: string): unknown => parseJson(readFileSync(file), path);
const sealedOf = (file: string, path: string): unknown => parseSealed(readFileSync(file), path);

/** Each file of a home that is moved, by its path; a path that fits none stays where it is. */
function readersOf<R extends StoredRecord>(form: RecordForm<R>): readonly (readonly [RegExp, Reader<R>])[] {
  const record = (file: string, path: string, entryNo: string) =>
    isEntryNo(entryNo) ? [recordIn(sealedOf(file, path), path, entryNo, form)] : [];
  return [
    [
      /^declarations\/\d{4}-\d{2}\/([^/]+)\.json$/u,
      (file, path, [entryNo = '']) => record(file, path, entryNo).map(one => ({ kind: 'declaration', record: one })),
    ],
    [
      /^trash\/([^/]+)\.json$/u,
      (file, path, [entryNo = '']) => record(file, path, entryNo).map(one => ({ kind: 'trash', record: one })),
    ],
    [/^outbox\/(?:done\/)?[^/]+\.json$/u, (file, path) => [messageIn(file, path)]],
    [
      /^receipts\/(new|applied\/[^/]+)\/[^/]+\.json$/u,
      (file, path, [place]) => [receiptIn(file, path, place !== 'new')],
    ],
    [/^receipts\/owed\.json$/u, (file, path) => [{ kind: 'owed', name: OWED.name, body: jsonOf(file, path) }]],
    [
      /^settings\/([a-z0-9][a-z0-9.-]*)\.json$/u,
      (file, path, [name]) => [
        { kind: 'setting', name: `settings.${name}`, body: settingsValue(jsonOf(file, path), path) },
      ],
    ],
    [/^accounts\/members\.json$/u, (file, path) => [membersIn(file, path)]],
    [/^secrets\/secrets\.json$/u, (file, path) => secretsIn(file, path)],
    [
      /^paperless\/[^/]+\/[^/]+\/documents\.json$/u,
      (file, path) => [{ kind: 'paperless', folder: shapeFolder(sealedOf(file, path), path) }],
    ],
    [
      /^paperless\/[^/]+\/([^/]+)\/([0-9a-f]{64})$/u,
      (file, _path, [entryNo = '', sum = '']) => [{ kind: 'attachment', entryNo, sum, bytes: readFileSync(file) }],
    ],
    [
      /^audit\/\d{4}-\d{2}\.jsonl$/u,
      file =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter(line => line !== '')
          .map(line => ({ kind: 'audit', line })),
    ],
    [/^recall\/([a-z0-9-]+)\.log$/u, (file, _path, [name = '']) => recallIn(file, name)],
    [
      /^codes\/([a-z0-9.-]+\.tsv)$/u,
      (file, _path, [name = '']) => [{ kind: 'code', name: `codes/${name}`, bytes: readFileSync(file) }],
    ],
    [/^numbers\.json$/u, (file, path) => [{ kind: 'number', last: Number(asObject(sealedOf(file, path), path).last) }]],
  ];
}

/** All that an office keeps in a folder, in the order of the paths. What cannot be read ends it with the path. */
export function* piecesIn<R extends StoredRecord>(folder: string, form: RecordForm<R>): Generator<Piece<R>> {
  const readers = readersOf(form);
  for (const path of pathsIn(folder, '')) {
    for (const [fits, read] of readers) {
      const words = fits.exec(path);
      if (words !== null) yield* read(join(folder, path), path, words.slice(1));
    }
  }
}

function* pathsIn(folder: string, below: string): Generator<string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* pathsIn(folder, path);
    else if (entry.isFile()) yield path;
  }
}

function messageIn(file: string, path: string): Piece<never> {
  const entry = shapeEntry(sealedOf(file, path), path);
  const bytes = readFileSync(`${file.slice(0, -'.json'.length)}.message`);
  return { kind: 'message', entry, bytes };
}

function receiptIn(file: string, path: string, applied: boolean): Piece<never> {
  const { identity, entryNo, raw, receivedAt } = asObject(sealedOf(file, path), path);
  const sound = typeof identity === 'string' && typeof raw === 'string' && typeof receivedAt === 'number';
  if (!sound || (entryNo !== null && typeof entryNo !== 'string')) throw incomplete(path);
  return { kind: 'receipt', receipt: { identity, entryNo, raw, receivedAt }, applied };
}

function membersIn(file: string, path: string): Piece<never> {
  const { version: _, ...body } = asObject(sealedOf(file, path), path);
  // Without it nobody would have to log in.
  if (!isAccounts(body)) throw incomplete(path);
  return { kind: 'member', name: MEMBERS.name, body };
}

function secretsIn(file: string, path: string): readonly Piece<never>[] {
  const items = asObject(asObject(jsonOf(file, path), path).items, path);
  return Object.entries(items).map(([name, sealed]) => ({ kind: 'secret', name, sealed: sealed as Sealed }));
}

// Logs that cannot be read are made anew from the declarations.
function recallIn(file: string, name: string): readonly Piece<never>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const [, version, base] = /^baojian-recall (\d+) id [0-9a-z]+ base (\d+) *$/u.exec(head) ?? [];
  if (version === undefined || base === '0') return [];
  const uses = lines.flatMap(line => useIn(line) ?? []);
  return [{ kind: 'recall', name, version: Number(version), uses }];
}

function useIn(line: string): Use | undefined {
  try {
    const use = JSON.parse(line) as Partial<Use> | null;
    return typeof use?.key === 'string' && typeof use.at === 'number' ? (use as Use) : undefined;
  } catch {
    return undefined;
  }
}

const incomplete = (path: string): Error =>
  storeError('store.broken', `文件不完整：${path}`, ['在原来的地方运行 store check --repair，再做一次']);
