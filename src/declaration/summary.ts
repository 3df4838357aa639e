import { fieldOf, isScalar } from '../catalogue/catalogue.ts';
import { SUMMARY, type SummaryColumn } from '../catalogue/summary.ts';
import { kindOf } from '../kinds/index.ts';
import { valuesOf } from './derive.ts';
import { marksOf } from './doubts.ts';
import { type Figures, figuresOf } from './figures.ts';
import { awaitsReceipts, type Status } from './life-cycle.ts';
import type { DeclarationRecord, ReviewState } from './record.ts';
import { reviewState } from './review.ts';
import { openTask } from './task.ts';

/** A row of the list: what the index keeps of each declaration. Times are ISO, the date `yyyy-MM-dd`. */
export type Summary = Readonly<Record<SummaryColumn, string>> &
  Figures & {
    readonly entryNo: string;
    readonly direction: 'in' | 'out' | 'pack';
    readonly status: Status;
    readonly revision: number;
    readonly declarationNo: string;
    readonly clearanceNo: string;
    /** By which receipts of the single window name it. */
    readonly seqNo: string;
    readonly paperless: string;
    /** Whom it is placed with, for what and until which day; nothing where it is with nobody. */
    readonly taskFor: string;
    readonly taskWord: string;
    readonly taskBy: string;
    /** How its review stands, and who asked for it; nothing where there is none. */
    readonly review: ReviewState | '';
    readonly reviewBy: string;
    readonly goodsCount: number;
    readonly receipts: number;
    readonly printed: boolean;
    /** Whether the bureau may still answer, also about a withdrawn one. */
    readonly awaiting: boolean;
    /** The digest of imported contents, or nothing. */
    readonly source: string;
    readonly updated: string;
    /** Pinyin initials of the names in it, for searching. */
    readonly initials: string;
    /** By which others are found that look like this one, one after the other. */
    readonly marks: string;
  };

// Characters of a column: the index is read at every start, and fifty names of goods would make it large.
const LONGEST = 120;

/** `initialsOf` gives the pinyin initials of a text. */
export function summaryOf(record: DeclarationRecord, initialsOf: (text: string) => string): Summary {
  const { document } = record;
  const task = openTask(record.task);
  const review = reviewState(record);
  const columns = Object.fromEntries(
    (Object.keys(SUMMARY) as SummaryColumn[]).map(column => {
      const id = SUMMARY[column][document.direction];
      return [column, id ? textOf(record, id) : ''];
    }),
  ) as Record<SummaryColumn, string>;
  return {
    ...columns,
    entryNo: record.entryNo,
    direction: document.direction,
    status: record.status,
    revision: record.revision,
    declarationNo: record.declarationNo ?? '',
    clearanceNo: record.clearanceNo ?? '',
    seqNo: record.seqNo ?? '',
    paperless: record.paperless ?? '',
    taskFor: task?.for ?? '',
    taskWord: task?.word ?? '',
    taskBy: task?.by ?? '',
    review: review ?? '',
    reviewBy: (review && record.review?.by) ?? '',
    goodsCount: document.goods.length,
    receipts: record.receipts.length,
    printed: record.printedAt !== undefined,
    awaiting:
      awaitsReceipts(record.underneath ?? record.status) ||
      record.paperless === 'sending' ||
      record.paperless === 'sent',
    source: record.source ?? '',
    updated: record.updated,
    initials: [columns.party, columns.goods, columns.enterprise].map(initialsOf).join(' '),
    marks: marksOf(document).join(''),
    ...figuresOf(record),
  };
}

function textOf({ document }: DeclarationRecord, id: Parameters<typeof fieldOf>[0]): string {
  const field = fieldOf(id);
  if (!isScalar(field)) return '';
  const kind = kindOf(field.kind);
  const texts = valuesOf(document, field).flatMap(value => (kind.is(value) ? [kind.format(value)] : []));
  const characters = [...[...new Set(texts)].join(',')];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : characters.join('');
}
