import { fieldOf } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Dialect } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { check } from '../declaration/check.ts';
import { describe } from '../declaration/describe.ts';
import { get, pathTo, type Row } from '../declaration/path.ts';
import { FACTS, OBJECTIONS } from './facts.ts';
import { reasonOf } from './reasons.ts';

export type Verdict =
  | { readonly outcome: 'rejected'; readonly reasons: readonly string[] }
  | { readonly outcome: 'released' }
  | { readonly outcome: 'accepted'; readonly sampled: boolean };

export interface VerdictRules {
  readonly book: CodeBook;
  readonly dialect?: Dialect | undefined;
  /** The day in Beijing, `yyyy-MM-dd`. */
  readonly today: string;
  readonly serial: number;
  /** Every how many declarations one is hit by the sampling. */
  readonly sampleEvery: number;
  /** Faults in what the message cannot carry; the bureau cannot hold them against anyone. */
  readonly carried: (fault: Fault) => boolean;
  /** For trying things out: one verdict for all. */
  readonly wanted?: 'reject' | 'sample' | undefined;
}

/**
 * The public rules. Errors of the catalogue's own check are reasons to reject; goods of which no line has an inspection category
 * in the tariff are released at once (非法检); all others are accepted, and every so many of them sampled.
 */
export function verdictOf(document: Declaration, rules: VerdictRules): Verdict {
  const { book, today, dialect } = rules;
  if (rules.wanted === 'reject') return { outcome: 'rejected', reasons: [objectionTo(document, rules.serial)] };
  const reasons = check(document, { book, today, ...(dialect && { dialect }) })
    .filter(fault => fault.level === 'error' && rules.carried(fault))
    .map(reasonOf);
  if (reasons.length > 0) return { outcome: 'rejected', reasons };
  if (rules.wanted !== 'sample' && !document.goods.some(line => isSubject(line, rules.book)))
    return { outcome: 'released' };
  return { outcome: 'accepted', sampled: rules.wanted === 'sample' || rules.serial % rules.sampleEvery === 0 };
}

/** Names a field, so that correcting can be practised. */
function objectionTo(document: Declaration, serial: number): string {
  const filled = OBJECTIONS.map(([id, objection]) => [pathTo(id, 0), objection] as const).filter(([path]) =>
    get(document, path),
  );
  const [path, objection] = filled[serial % filled.length] ?? [];
  return path === undefined ? '练习局设置为全部退单' : `${describe(path)}${objection}（练习局设置为全部退单）`;
}

/** Whether a goods line is subject to inspection: unless the tariff is known to give it no category, it is. */
function isSubject(line: Row, book: CodeBook): boolean {
  const field = fieldOf(FACTS.tariff);
  const entry = book.find(field.codes?.in ?? '', String(line[field.name] ?? ''));
  return entry === undefined || Boolean(entry.extra.inspection);
}
