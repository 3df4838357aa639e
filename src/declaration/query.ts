import type { Direction } from '../catalogue/row.ts';
import { SUMMARY, type SummaryColumn } from '../catalogue/summary.ts';
import type { Status } from './life-cycle.ts';
import type { ReviewState } from './record.ts';
import type { Summary } from './summary.ts';
import { dueOf } from './task.ts';

/** The six queues of the list (L1). */
export const QUEUES = {
  all: '全部',
  draft: '草稿',
  saved: '已保存',
  printed: '已打印',
  'with-receipts': '有回执',
  'without-receipts': '无回执',
} as const;
export type Queue = keyof typeof QUEUES;

/** What of tasks is wanted, as of a day (`yyyy-MM-dd`); of any task where nothing else is said. */
export interface TaskQuery {
  readonly today: string;
  readonly for?: string;
  /** Of several one must hold. */
  readonly due?: readonly ('today' | 'overdue')[];
}

/** The codes that have a word in their names, and those that have it in the initials of these. */
export interface NamedCodes {
  readonly named: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
}

/** Columns that hold codes, and how a word finds these by their names. */
export type CodeColumns = Readonly<Partial<Record<SummaryColumn, (word: string) => NamedCodes>>>;

/** What of the list is wanted. Days are `yyyy-MM-dd` and count themselves in; all conditions hold together. */
export interface Query {
  readonly direction?: Direction;
  readonly queue?: Queue;
  readonly status?: Status;
  readonly from?: string;
  readonly until?: string;
  /** Words found anywhere in the row, also as pinyin initials of its names. */
  readonly words?: string;
  /** Words found in one column, in that of a name also as pinyin initials (L3). */
  readonly columns?: Readonly<Partial<Record<SummaryColumn | 'entryNo' | 'declarationNo' | 'clearanceNo', string>>>;
  /** Only what is placed with somebody. */
  readonly task?: TaskQuery;
  /** Only where the review stands so; asked for by somebody, or by anybody but them. */
  readonly review?: { readonly state: ReviewState; readonly by?: string; readonly notBy?: string };
  /** Also what was withdrawn from view. */
  readonly withdrawn?: boolean;
  /** Finds columns that hold codes by their names too. */
  readonly named?: CodeColumns;
}

const QUEUE_TESTS: Readonly<Record<Queue, (row: Summary) => boolean>> = {
  all: () => true,
  draft: row => row.status === 'draft',
  saved: row => row.status === 'saved',
  printed: row => row.printed,
  'with-receipts': row => row.receipts > 0,
  'without-receipts': row => row.receipts === 0 && row.status !== 'draft' && row.status !== 'saved',
};

/** The query as one test of a row; words are prepared once, since a list may have 200,000 rows. */
export function matcherOf(query: Query): (row: Summary) => boolean {
  const words = wordsOf(query.words).map(word => ({ word, codes: codesNamed(word, query.named) }));
  const columns = Object.entries(query.columns ?? {}).map(([column, text]) => ({
    column: column as keyof Summary,
    words: wordsOf(text).map(word => {
      const codes = query.named?.[column as SummaryColumn]?.(word);
      return { word, isNamed: (code: string) => codes?.named.has(code) || codes?.initials.has(code) };
    }),
    initials: initialsIn(column),
  }));
  const inQueue = QUEUE_TESTS[query.queue ?? 'all'];
  return row =>
    (query.direction === undefined || row.direction === query.direction) &&
    (query.withdrawn || query.status === 'withdrawn' || row.status !== 'withdrawn') &&
    (query.status === undefined || row.status === query.status) &&
    inQueue(row) &&
    (query.task === undefined || hasTask(row, query.task)) &&
    (query.review === undefined || hasReview(row, query.review)) &&
    (query.from === undefined || row.date >= query.from) &&
    (query.until === undefined || (row.date !== '' && row.date <= query.until)) &&
    columns.every(({ column, words, initials }) =>
      words.every(
        ({ word, isNamed }) =>
          fold(String(row[column])).includes(word) || initials(row).includes(word) || isNamed(String(row[column])),
      ),
    ) &&
    words.every(
      ({ word, codes }) =>
        SEARCHED.some(column => fold(String(row[column])).includes(word)) ||
        row.initials.includes(word) ||
        codes.some(({ column, named }) => named.has(row[column])),
    );
}

function hasReview({ review, reviewBy }: Summary, { state, by, notBy }: NonNullable<Query['review']>): boolean {
  return review === state && (by === undefined || reviewBy === by) && (notBy === undefined || reviewBy !== notBy);
}

function hasTask({ taskFor, taskBy }: Summary, { today, for: who, due }: TaskQuery): boolean {
  if (who === undefined ? taskFor === '' : taskFor !== who) return false;
  return due === undefined || due.some(each => each === dueOf(taskBy, today));
}

/** The columns in which a word names codes. By initials they are found only in a column of their own: an office has few destinations, and each would match nearly all rows. */
function codesNamed(
  word: string,
  columns: CodeColumns = {},
): readonly { readonly column: SummaryColumn; readonly named: ReadonlySet<string> }[] {
  return (Object.keys(columns) as SummaryColumn[]).flatMap(column => {
    const named = columns[column]?.(word).named;
    return named && named.size > 0 ? [{ column, named }] : [];
  });
}

// The initials of a row are those of these columns, in this order, with blanks between them (summary.ts).
const NAMES: readonly string[] = ['party', 'goods', 'enterprise'] satisfies SummaryColumn[];

/** The initials of one column of a row; nothing for columns that have none. */
function initialsIn(column: string): (row: Summary) => string {
  const place = NAMES.indexOf(column);
  return place < 0 ? () => '' : row => row.initials.split(' ')[place] ?? '';
}

const SEARCHED: readonly (keyof Summary)[] = [
  'entryNo',
  'declarationNo',
  'clearanceNo',
  ...(Object.keys(SUMMARY) as SummaryColumn[]),
];

const fold = (text: string) => text.toLowerCase();

const wordsOf = (text: string | undefined) =>
  (text ?? '').normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
