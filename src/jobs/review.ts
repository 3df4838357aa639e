import { fieldOf } from '../catalogue/catalogue.ts';
import type { Fault } from '../catalogue/fault.ts';
import { LEDGER_LINE } from '../catalogue/ledger.ts';
import { SUMMARY } from '../catalogue/summary.ts';
import { check, hasErrors } from '../declaration/check.ts';
import { type Comparison, compare } from '../declaration/compare.ts';
import { contentsOf, withOwnOf } from '../declaration/doubts.ts';
import { STATUS_MARKS } from '../declaration/life-cycle.ts';
import { get, type Row } from '../declaration/path.ts';
import type { DeclarationRecord, Review } from '../declaration/record.ts';
import { ownersOf, reviewOf } from '../declaration/review.ts';
import { totalsOf } from '../declaration/totals.ts';
import { UserError } from '../errors.ts';
import { compare as compareNumbers, isNumber } from '../kinds/number.ts';
import { cleanLine } from '../text.ts';
import { stampOf } from './clock.ts';
import { checkContextFor } from './former-prices.ts';
import type { Office } from './office.ts';
import { lastOfParty } from './party-memory.ts';
import { REVIEW_RULES, type ReviewRule, severalIn } from './settings/review-rules.ts';

/** The first rule of the office by which a declaration has to be reviewed before it is sent. */
export async function ruleFor(office: Office, record: DeclarationRecord): Promise<ReviewRule | undefined> {
  return (await office.store.settings.read(REVIEW_RULES)).find(rule => holds(rule, record));
}

function holds(rule: ReviewRule, { document, updatedBy }: DeclarationRecord): boolean {
  const party = String(get(document, SUMMARY.party[document.direction]) ?? '');
  return (
    (rule.party === '' || party.toLowerCase().includes(rule.party.toLowerCase())) &&
    (rule.clerk === '' || severalIn(rule.clerk).includes(updatedBy)) &&
    (rule.hs === '' ||
      tariffsIn(document.goods).some(tariff => severalIn(rule.hs).some(hs => tariff.startsWith(hs)))) &&
    (rule.amount === '' || isWorth(document, rule))
  );
}

function tariffsIn(goods: DeclarationRecord['document']['goods']): readonly string[] {
  const { name } = fieldOf(LEDGER_LINE.tariff);
  return goods.map(line => String((line as Row)[name] ?? ''));
}

const isWorth = ({ goods }: DeclarationRecord['document'], { amount, currency }: ReviewRule): boolean =>
  totalsOf(goods).some(
    ({ of, unit, sum }) =>
      of === 'value' && (currency === '' || unit === currency) && isNumber(amount) && compareNumbers(sum, amount) >= 0,
  );

/** What keeps a declaration from being sent until a colleague has approved it; undefined where nothing does. */
export async function missingReview(
  office: Office,
  record: DeclarationRecord,
): Promise<{ readonly rule: ReviewRule; readonly review: Review | undefined } | undefined> {
  const rule = await ruleFor(office, record);
  const review = reviewOf(record);
  return rule === undefined || review?.state === 'approved' ? undefined : { rule, review };
}

const refused = (code: string, message: string, next: readonly string[]): UserError =>
  new UserError(code, message, { exit: 'faults', next });

/** Asks colleagues to look at a saved declaration before it is sent; what was asked or said of the same contents stays. */
export async function askReview(office: Office, entryNo: string): Promise<DeclarationRecord> {
  const found = await office.store.get(entryNo);
  await office.readLevels();
  const faults = check(found.document, await checkContextFor(office, found.document));
  if (hasErrors(faults)) throw refused('review.faults', `${entryNo} 有差错，不能送复核`, [`看差错：check ${entryNo}`]);
  return await office.store.update(entryNo, record => {
    if (record.status !== 'saved') {
      const { word } = STATUS_MARKS[record.status];
      throw refused('review.status', `${entryNo} ${word}，不能送复核`, ['已保存的才能送复核：save']);
    }
    if (reviewOf(record)) return record;
    const review: Review = {
      state: 'asked',
      contents: contentsOf(record.document),
      by: office.user,
      at: stampOf(office.now()),
    };
    return { ...record, review };
  });
}

/** What a reviewer says; `seen` is the digest of the contents that they have looked at. */
export interface Verdict {
  readonly state: 'approved' | 'refused';
  readonly note: string;
  readonly seen?: string;
}

const MAX_NOTE = 200;

/** Why somebody cannot review a declaration now; undefined when they can. */
export function whyNotReview(
  record: DeclarationRecord,
  rule: ReviewRule | undefined,
  me: string,
): UserError | undefined {
  const { entryNo, status } = record;
  if (status !== 'saved')
    return refused('review.status', `${entryNo} ${STATUS_MARKS[status].word}，不用复核`, ['复核的是已保存的单证']);
  if (reviewOf(record) === undefined)
    return refused('review.not-asked', `${entryNo} 没有送复核，或送出以后又改过`, [`送复核：review ask ${entryNo}`]);
  if (ownersOf(record).includes(me))
    return refused('review.own', `${entryNo} 是${cleanLine(me)}自己保存或送审的，要别人复核`, ['请同事复核']);
  const reviewers = severalIn(rule?.reviewers ?? '');
  if (reviewers.length > 0 && !reviewers.includes(me))
    return refused('review.reviewer', `按“${rule?.name}”只有${reviewers.join('、')}可以复核`, [
      `请${reviewers.join('、')}复核`,
    ]);
  return undefined;
}

/** Approves a declaration, or sends it back to whoever asked. */
export async function decideReview(office: Office, entryNo: string, verdict: Verdict): Promise<DeclarationRecord> {
  await office.demand('review');
  const note = cleanLine(verdict.note).trim();
  if (verdict.state === 'refused' && note === '')
    throw refused('review.note', '退回要写明为什么', ['写一句意见：--note']);
  if ([...note].length > MAX_NOTE) throw refused('review.note', `意见最多 ${MAX_NOTE} 个字`, ['写短一些']);
  const rule = await ruleFor(office, await office.store.get(entryNo));
  return await office.store.update(entryNo, record => {
    const review = reviewOf(record);
    const reason = whyNotReview(record, rule, office.user);
    if (reason || !review) throw reason ?? refused('review.not-asked', `${entryNo} 没有送复核`, []);
    if (verdict.seen !== undefined && verdict.seen !== review.contents)
      throw refused('review.changed', `${entryNo} 刚被修改，又送了复核`, ['再看一次']);
    const decided = { by: office.user, at: stampOf(office.now()), note };
    return { ...record, review: { ...review, state: verdict.state, decided } };
  });
}

/** What a reviewer looks at. */
export interface ReviewFacts {
  readonly record: DeclarationRecord;
  readonly review: Review | undefined;
  readonly rule: ReviewRule | undefined;
  /** The last declaration of its party, and what differs from it: theirs is that one. */
  readonly last: DeclarationRecord | undefined;
  readonly comparison: Comparison | undefined;
  readonly warnings: readonly Fault[];
  /** What would count for more if the office had left the rules as they usually are. */
  readonly lowered: readonly Fault[];
}

/** All that there is to know of a declaration before it is approved. */
export async function reviewFacts(office: Office, entryNo: string): Promise<ReviewFacts> {
  const record = await office.store.get(entryNo);
  const { document } = record;
  const { direction } = document;
  await office.readLevels();
  const context = await checkContextFor(office, document);
  const party = String(get(document, SUMMARY.party[direction]) ?? '');
  const last = await lastOfParty(office, direction, party, entryNo);
  const before = last && withOwnOf(last.document, document);
  const found = check(document, context);
  const { levels: _, ...usual } = context;
  const lowered = check(document, usual).filter(({ code, path, level }) => {
    const now = found.find(each => each.code === code && each.path === path);
    return now === undefined || (level === 'error' && now.level === 'warning');
  });
  return {
    record,
    review: reviewOf(record),
    rule: await ruleFor(office, record),
    last,
    comparison: before && compare(before, document, before),
    warnings: found.filter(({ level }) => level === 'warning'),
    lowered,
  };
}

type Rows = ReturnType<Office['store']['rows']>;

/** Declarations that wait for a review by others than those who have made them, the oldest first. */
export function waitingReviews(rows: Rows, me: string): readonly string[] {
  const [states, whose] = [rows.reader('review'), rows.reader('reviewBy')];
  const found: string[] = [];
  for (let at = 0; at < rows.length; at += 1)
    if (states(at) === 'asked' && whose(at) !== me) found.push(rows.at(at)?.entryNo ?? '');
  return found.reverse();
}

/** How many of each kind wait for a review by somebody, and how many of theirs were sent back. */
export function reviewCounts(rows: Rows, me: string) {
  const none = { asked: 0, refused: 0 };
  const counts = { in: { ...none }, out: { ...none }, pack: { ...none } };
  const [states, whose, directions] = [rows.reader('review'), rows.reader('reviewBy'), rows.reader('direction')];
  for (let at = 0; at < rows.length; at += 1) {
    const state = states(at);
    const kind = counts[directions(at) ?? 'in'];
    if (state === 'asked' && whose(at) !== me) kind.asked += 1;
    if (state === 'refused' && whose(at) === me) kind.refused += 1;
  }
  return counts;
}
