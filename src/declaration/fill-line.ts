import { FOLLOWING } from '../catalogue/amounts.ts';
import { PARTY_FIELDS, type PartyColumn } from '../catalogue/carry.ts';
import { type FieldId, fieldOf, SECTIONS } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import { CONTAINERS_OF, LINE_PARTS, PARTY_OF } from '../catalogue/one-line.ts';
import { derivedEdits } from './derive.ts';
import { applyAll, type Edit } from './edit.ts';
import { followingAmount } from './follow-amounts.ts';
import type { LineAmount, LineDoubt, Understood } from './one-line.ts';
import { pathOf, type Row, valueIn } from './path.ts';
import { editFromText } from './read.ts';
import { rememberParty } from './remember.ts';

/** What the office knows of a party, by the columns of its list. */
export type PartyValues = Readonly<Partial<Record<PartyColumn, string>>>;

/** A declaration made from a line, and what of the line could not be taken. */
export interface FilledLine {
  readonly document: Declaration;
  readonly doubts: readonly LineDoubt[];
  /** The goods lines that were named, with what each got and what followed from that. */
  readonly lines: readonly {
    readonly line: number;
    readonly values: readonly { readonly id: FieldId; readonly value: string; readonly followed: boolean }[];
  }[];
}

const GOODS = 'goods';
const doubt = (piece: string, text: string): LineDoubt => ({ piece, text, choices: [] });
const pieceOf = ({ line, quantity, price }: LineAmount): string =>
  `${line === undefined ? '' : line + 1}${quantity === undefined ? '' : `:${quantity}`}${price === undefined ? '' : `@${price}`}`;

/** A begun declaration with what a line says, on the last one of its party. */
export function fillLine(
  begun: Declaration,
  understood: Understood,
  {
    last,
    party = {},
    book,
  }: { readonly last: Declaration | undefined; readonly party?: PartyValues; readonly book: CodeBook },
): FilledLine {
  const { direction, head, containers, lines } = understood;
  const doubts: LineDoubt[] = [];
  let document = applyAll(begun, partyEdits(understood, party)).document;
  if (last) document = applyAll(document, rememberParty(document, last, { began: begun }).edits).document;
  for (const { id, text } of head) document = applyAll(document, [editFromText(document, id, text)]).document;
  if (containers.length > 0) {
    const edits = containerEdits(document, containers);
    if (edits) document = applyAll(document, edits).document;
    else doubts.push(doubt(containers.join(' '), `上次有 ${document.containers.length} 种规格：去掉箱号，到页面上填`));
  }
  const told: FilledLine['lines'][number][] = [];
  for (const amount of lines) {
    const index = amount.line ?? 0;
    const wrong = lineDoubt(amount, document);
    if (wrong !== undefined) {
      doubts.push(doubt(pieceOf(amount), wrong));
      continue;
    }
    const { row, values } = filledRow((document.goods[index] ?? {}) as Row, amount);
    const edit: Edit =
      index < document.goods.length
        ? { op: 'set', path: pathOf([GOODS, index]), value: row }
        : { op: 'insert', path: pathOf([GOODS, index]), row };
    document = applyAll(document, [edit]).document;
    told.push({ line: index, values });
  }
  if (direction === 'pack' && containers.length > 0) doubts.push(doubt(containers.join(' '), '出境包装没有集装箱'));
  return { document: applyAll(document, derivedEdits(document, book)).document, doubts, lines: told };
}

function partyEdits({ direction, party }: Understood, values: PartyValues): readonly Edit[] {
  if (!party) return [];
  const { code, name } = PARTY_OF[direction];
  const fields = PARTY_FIELDS.find(each => each.name === name);
  const known = { ...values, name: party.name, ...(party.code !== '' && { code: party.code }) };
  return Object.entries(fields ?? { code, name }).flatMap(([column, id]): Edit[] => {
    const value = known[column as keyof PartyValues];
    return value ? [{ op: 'set', path: id, value }] : [];
  });
}

/** Containers of one size take all numbers; of several nobody knows which. */
function containerEdits({ containers }: Declaration, numbers: readonly string[]): readonly Edit[] | undefined {
  const { name } = fieldOf(CONTAINERS_OF);
  if (containers.length > 1) return undefined;
  const list = 'containers';
  return containers.length === 0
    ? [{ op: 'insert', path: pathOf([list, 0]), row: { [name]: numbers } }]
    : [{ op: 'set', path: pathOf([list, 0, name]), value: numbers }];
}

function lineDoubt({ line }: LineAmount, { goods }: Declaration): string | undefined {
  if (line === undefined && goods.length > 1) return `上次有 ${goods.length} 项，写明是第几项，如 1:500`;
  if (line !== undefined && line > goods.length)
    return goods.length === 0 ? '还没有货物，从第 1 项起' : `上次只有 ${goods.length} 项`;
  return undefined;
}

/** The row with its quantity and price, and what follows from them as it did last time. */
function filledRow(was: Row, { quantity, price }: LineAmount) {
  let row = was;
  const values: { id: FieldId; value: string; followed: boolean }[] = [];
  const set = (id: FieldId, text: string, followed: boolean): void => {
    const edit = editFromText(
      { direction: 'in', containers: [], goods: [row] },
      `${GOODS}[0].${fieldOf(id).name}`,
      text,
    );
    row = applyAll({ direction: 'in', containers: [], goods: [row] }, [edit]).document.goods[0] as Row;
    values.push({ id, value: String(valueIn(row, fieldOf(id)) ?? ''), followed });
  };
  if (quantity !== undefined) set(LINE_PARTS.quantity, quantity, false);
  if (price !== undefined) set(LINE_PARTS.price, price, false);
  for (const id of Object.keys(FOLLOWING) as FieldId[]) {
    if (id === LINE_PARTS.price && price !== undefined) continue;
    // A total of last time is that of another quantity or price.
    const base = FOLLOWING[id]?.price === undefined ? row : without(row, id);
    const before = FOLLOWING[id]?.price === undefined ? was : without(was, id);
    const amount = followingAmount(id, base, { was: before });
    if (amount !== undefined && amount !== valueIn(row, fieldOf(id))) set(id, amount, true);
  }
  return { row, values };
}

const without = (row: Row, id: FieldId): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== fieldOf(id).name));

/** What a goods line is called. */
export const lineName = (line: number): string => SECTIONS[GOODS].row?.(line + 1) ?? String(line + 1);
