import { bookFor } from '../catalogue/code-book.ts';
import type { Direction } from '../catalogue/row.ts';
import { DIRECTIONS } from '../catalogue/row.ts';
import { type FilledLine, fillLine, type PartyValues } from '../declaration/fill-line.ts';
import { type NamedParty, readLine, type Understood } from '../declaration/one-line.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { dayOf } from './clock.ts';
import { beginDeclaration } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { partiesOf } from './own-lists.ts';
import { lastOfParty } from './party-memory.ts';

/** Declarations whose parties a line may name beside those of the office's list. */
const LOOKED_AT = 5000;

/** The parties that a line may name: those of the office's list, and of each form those that were declared, the last first. */
export type LineParties = Readonly<Record<Direction, readonly NamedParty[]>>;

export async function lineParties(office: Office): Promise<LineParties> {
  const { initialsOf } = await import('../codes/initials.ts');
  const own = (await partiesOf(office)).map(
    ({ code, name }): NamedParty => ({ code, name, initials: initialsOf(name) }),
  );
  const rows = office.store.rows();
  const [partyAt, directionAt] = [rows.reader('party'), rows.reader('direction')];
  const declared: Readonly<Record<Direction, Set<string>>> = { in: new Set(), out: new Set(), pack: new Set() };
  for (let at = 0; at < Math.min(rows.length, LOOKED_AT); at += 1) {
    const name = String(partyAt(at) ?? '').trim();
    if (name !== '') declared[directionAt(at) as Direction]?.add(name);
  }
  const known = new Set(own.map(({ name }) => name));
  const of = (direction: Direction): readonly NamedParty[] => [
    ...own,
    ...[...declared[direction]]
      .filter(name => !known.has(name))
      .map(name => ({ code: '', name, initials: initialsOf(name) })),
  ];
  return Object.fromEntries(DIRECTIONS.map(direction => [direction, of(direction)])) as unknown as LineParties;
}

/** A line as this office understands it. */
export const understoodIn = (
  office: Pick<Office, 'now'>,
  parties: LineParties,
  direction: Direction,
  text: string,
): Understood => readLine(text, { direction, parties: each => parties[each], today: dayOf(office.now()) });

/** What was begun from a line, and what of the line is in doubt; nothing is stored. */
export interface BegunLine extends FilledLine {
  readonly record: DeclarationRecord;
  /** The declaration that it goes on from. */
  readonly last: DeclarationRecord | undefined;
}

export async function beginLine(office: Office, understood: Understood): Promise<BegunLine> {
  const { direction, party } = understood;
  const record = await beginDeclaration(office, direction);
  const last = party && (await lastOfParty(office, direction, party.name));
  const known = party && (await partiesOf(office)).find(({ name }) => name === party.name);
  const filled = fillLine(record.document, understood, {
    last: last?.document,
    party: (known ?? {}) as PartyValues,
    book: bookFor(office.book, record.document),
  });
  return { ...filled, record: { ...record, document: filled.document }, last };
}

/** The same from the text, for those who are not asked. Throws `line.empty`, and `line.doubt`, which names what there is to choose from. */
export async function beginFromText(office: Office, text: string, direction: Direction): Promise<BegunLine> {
  const understood = understoodIn(office, await lineParties(office), direction, text);
  refuse(understood.doubts);
  if (!understood.party)
    throw new UserError('line.empty', '没有写明收发货人', {
      exit: 'usage',
      next: ['如 new "入 甲公司 B123 1:500@2.5"'],
    });
  const begun = await beginLine(office, understood);
  refuse(begun.doubts);
  return begun;
}

function refuse(doubts: Understood['doubts']): void {
  const [first] = doubts;
  if (!first) return;
  const next =
    first.choices.length > 0 ? [`写明是 ${first.choices.map(({ label }) => label).join('、')}`] : ['改掉或去掉它'];
  throw new UserError('line.doubt', `${first.piece}：${first.text}`, { exit: 'usage', next });
}
