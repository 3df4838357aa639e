import type { FieldId } from '../catalogue/catalogue.ts';
import { containerNumberFault } from '../catalogue/forms.ts';
import { DIRECTION_WORDS, PIECES, type PieceName } from '../catalogue/one-line.ts';
import type { Direction } from '../catalogue/row.ts';
import { dayMeant } from '../kinds/day-meant.ts';
import { cleanLine } from '../text.ts';

/** A party that a line may name. */
export interface NamedParty {
  readonly name: string;
  readonly code: string;
  readonly initials: string;
}

/** What a line is read by. */
export interface LineAround {
  /** That of the page; the line may name another one. */
  readonly direction: Direction;
  readonly parties: (direction: Direction) => readonly NamedParty[];
  readonly today: string;
}

export interface LineAmount {
  /** From 0; undefined for the only one. */
  readonly line: number | undefined;
  readonly quantity: string | undefined;
  readonly price: string | undefined;
}

/** What cannot be told: what there is to choose from, or nothing, when the piece itself has to be another one. */
export interface LineDoubt {
  readonly piece: string;
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly piece: string }[];
}

/** A line as it was understood. */
export interface Understood {
  readonly direction: Direction;
  readonly party: NamedParty | undefined;
  readonly head: readonly { readonly id: FieldId; readonly text: string }[];
  readonly containers: readonly string[];
  readonly lines: readonly LineAmount[];
  readonly doubts: readonly LineDoubt[];
}

/** More choices than digits nobody can be asked about. */
const CHOICES = 9;

/** Names as they are compared: pieces have blanks between them, so that none is in a name. */
const folded = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').toLowerCase();

/** The parties that a word means: those that are called so, else those with these initials, else those that have it in their name, whose initials begin so, or have it in the middle. */
export function partiesMeant(word: string, parties: readonly NamedParty[]): readonly NamedParty[] {
  const asked = folded(word);
  const tests: readonly ((party: NamedParty) => boolean)[] = [
    ({ name, code }) => folded(name) === asked || (code !== '' && folded(code) === asked),
    ({ initials }) => initials === asked,
    ({ name }) => folded(name).includes(asked),
    ({ initials }) => initials.startsWith(asked),
    ({ initials }) => asked.length > 1 && initials.includes(asked),
  ];
  for (const test of tests) {
    const found = parties.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

interface Reading {
  direction: Direction;
  party: NamedParty | undefined;
  readonly head: Map<FieldId, string>;
  readonly containers: string[];
  readonly lines: LineAmount[];
  readonly doubts: LineDoubt[];
}

const unclear = (piece: string, text: string): LineDoubt => ({ piece, text, choices: [] });

/** Reads a line piece by piece; what is doubtful is told, never guessed. */
export function readLine(text: string, around: LineAround): Understood {
  const pieces = cleanLine(text).normalize('NFKC').split(/\s+/u).filter(Boolean);
  const [first = '', ...rest] = pieces;
  const named = DIRECTION_WORDS[first];
  const at: Reading = {
    direction: named ?? around.direction,
    party: undefined,
    head: new Map(),
    containers: [],
    lines: [],
    doubts: [],
  };
  for (const piece of named ? rest : pieces) readPiece(piece, at, around);
  return { ...at, head: [...at.head].map(([id, value]) => ({ id, text: value })) };
}

function readPiece(piece: string, at: Reading, around: LineAround): void {
  // What looks like a number may be the code, or the name, of a party.
  const [known] = partiesMeant(piece, around.parties(at.direction));
  const isParty = known && [known.code, known.name].some(text => folded(text) === folded(piece));
  const kind = isParty
    ? PIECES.find(({ of }) => of === 'party')
    : PIECES.find(({ form }) => form === undefined || form.test(piece.toUpperCase()));
  if (!kind) return;
  const [, ...groups] = kind.form?.exec(piece.toUpperCase()) ?? [];
  const field = kind.field?.[at.direction];
  if (kind.field) readHead(piece, { of: kind.of, field, text: groups[0] ?? '' }, at, around);
  else OTHERS[kind.of]?.(piece, groups, at, around);
}

function readHead(
  piece: string,
  { of, field, text }: { readonly of: PieceName; readonly field: FieldId | undefined; readonly text: string },
  at: Reading,
  { today }: LineAround,
): void {
  const value = of === 'day' ? dayMeant(text, today) : text;
  if (field === undefined) at.doubts.push(unclear(piece, '这种报检单没有这一栏'));
  else if (value === undefined) at.doubts.push(unclear(piece, '没有这一天'));
  else if (at.head.has(field) && at.head.get(field) !== value)
    at.doubts.push(unclear(piece, `已经有 ${at.head.get(field)}`));
  else at.head.set(field, value);
}

type Read = (piece: string, groups: readonly (string | undefined)[], at: Reading, around: LineAround) => void;

const OTHERS: Readonly<Partial<Record<PieceName, Read>>> = {
  direction: (piece, _groups, at) => {
    at.doubts.push(unclear(piece, '类型写在最前'));
  },
  line: (piece, [line, quantity, price], at) => {
    if (line === '0') at.doubts.push(unclear(piece, '项号从 1 起'));
    else
      at.lines.push({
        line: line === undefined ? undefined : Number(line) - 1,
        quantity: quantity || undefined,
        price: price || undefined,
      });
  },
  container: (piece, [number = ''], at) => {
    if (containerNumberFault(number)) at.doubts.push(unclear(piece, '箱号的校验位不符'));
    else if (!at.containers.includes(number)) at.containers.push(number);
  },
  party: (piece, _groups, at, { parties }) => {
    const found = partiesMeant(piece, parties(at.direction));
    const [only, ...more] = found;
    if (at.party) at.doubts.push(unclear(piece, `看不懂；收发货人已经是 ${at.party.name}`));
    else if (!only) at.doubts.push(unclear(piece, '没有这个收发货人，也不是号码'));
    else if (more.length === 0) at.party = only;
    else {
      const choices = found.slice(0, CHOICES).map(({ name }) => ({ label: name, piece: name.replace(/\s+/gu, '') }));
      const text = found.length > CHOICES ? `有 ${found.length} 个，再多写几个字` : '是哪一个';
      at.doubts.push({ piece, text, choices: found.length > CHOICES ? [] : choices });
    }
  },
};

/** The line with a piece of it in other words. */
export const lineWith = (text: string, piece: string, other: string): string =>
  cleanLine(text)
    .normalize('NFKC')
    .split(/\s+/u)
    .map(each => (each === piece ? other : each))
    .join(' ');
