import { UserError } from '../../src/errors.ts';
import type { AuditSource } from '../../src/store/audit-source.ts';
import type { JsonStoreOptions } from '../../src/store/json/open-store.ts';
import type { RecallSource } from '../../src/store/recall.ts';

/** The small record that stands for a declaration in the tests of the store. */
export interface Paper {
  version: number;
  revision: number;
  entryNo: string;
  party: string;
  count: number;
}

export interface PaperRow {
  entryNo: string;
  party: string;
  count: number;
}

export function paper(entryNo: string, party = '义乌市中国物资有限公司', count = 0): Paper {
  return { version: 1, revision: 0, entryNo, party, count };
}

/** Entry numbers in the order of time: the higher, the newer. */
export function entryNo(place: number, prefix = 'WI'): string {
  return `${prefix}${1_507_627_158_000 + place}00`;
}

export function shapePaper(json: unknown, file: string): Paper {
  const { party, count } = json as Partial<Paper>;
  if (typeof party === 'string' && typeof count === 'number') return json as Paper;
  throw new UserError('paper.shape', `内容不对：${file}`, { exit: 'store' });
}

export function summarisePaper({ entryNo, party, count }: Paper): PaperRow {
  return { entryNo, party, count };
}

export function paperOptions(home: string): JsonStoreOptions<Paper, PaperRow> {
  return {
    home,
    shape: shapePaper,
    summarise: summarisePaper,
    audit: AUDIT,
    user: '李静',
    now: Date.now,
    random: Math.random,
  };
}

/** Tells of the count, and of documents that they were changed. */
export const AUDIT: AuditSource<Paper> = {
  record: (before, after) => ({
    what: before === undefined ? 'created' : after === undefined ? 'removed' : 'changed',
    changes: [
      {
        path: 'count',
        ...(before && { before: String(before.count) }),
        ...(after && { after: String(after.count) }),
      },
    ],
  }),
  document: (name, before, after) =>
    JSON.stringify(before) === JSON.stringify(after)
      ? undefined
      : { what: 'setting', about: name, changes: [{ path: '', after: JSON.stringify(after) }] },
  members: () => undefined,
  paperless: (before, after) => ({
    what: 'paperless',
    changes: [{ path: 'documents', before: `${before.documents.length}`, after: `${after.documents.length}` }],
  }),
};

/** Recalls the parties; the count stands for the time as well. */
export const PARTIES: RecallSource<Paper> = {
  version: 1,
  of: ({ party, count }, before) =>
    before?.party === party && before.count === count ? [] : [{ key: party, value: { count }, at: count }],
};
