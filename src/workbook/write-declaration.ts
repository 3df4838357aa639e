import { type Field, type FieldId, fieldOf, isScalar } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { type Row, read, valueIn } from '../declaration/path.ts';
import { kindOf } from '../kinds/index.ts';
import { CONTAINER_COLUMNS, CONTAINER_COUNT, GOODS_COLUMNS } from './columns.ts';
import { CONTAINERS_SHEET, HEAD_BLOCKS, NOTES_SHEET } from './layout.ts';
import { stepsOf } from './place.ts';
import { columnsOn, PIECE, ROW_SHEETS, type RowSheet } from './row-sheets.ts';
import { type Filling, templateSheets } from './template.ts';
import type { OutCell, OutSheet } from './write-sheets.ts';

const NOTES = [
  '照全单导入的样子写出：导入后是同样内容的一份新单证。',
  '“报检单”以外的每张表是一种弹窗里的各行；货物序号、产品资质序号说明一行属于哪一项。',
  '随附单据、所需单据在各自的表里；录入序号、报检号由程序和局端给，不写出。',
];

/** A declaration as the sheets of a workbook that whole-declaration import reads: the form, and a sheet for each list of its popups. */
export function declarationSheets(document: Declaration, title: string): readonly OutSheet[] {
  const { direction } = document;
  const plain = containersFit(document);
  const filling: Filling = {
    head: headOf(document),
    goods: document.goods.map(row => goodsCells(row)),
    containers: plain ? document.containers.flatMap(row => containerCells(row)) : [],
  };
  const [form] = templateSheets('declaration', { direction, filling });
  const lists = ROW_SHEETS.filter(({ title: name }) => name !== CONTAINERS_SHEET || !plain);
  return [
    ...(form ? [form] : []),
    ...lists.flatMap(list => rowSheet(list, document) ?? []),
    { name: NOTES_SHEET, rows: [[NOTES_SHEET], [title], ...NOTES.map(note => [note])], widths: [80] },
  ];
}

const textOf = (field: Field, value: unknown): string =>
  value === undefined || !isScalar(field) ? '' : kindOf(field.kind).format(value as string);

function headOf(document: Declaration): Readonly<Partial<Record<FieldId, string>>> {
  const ids = HEAD_BLOCKS.flatMap(({ lines }) => lines.flat());
  return Object.fromEntries(ids.map(id => [id, textOf(fieldOf(id), read(document, stepsOf(fieldOf(id))))]));
}

/** Of two columns for one field the last is written: it has the field's own name. */
const GOODS_CELLS = new Map(Object.entries(GOODS_COLUMNS).map(([id, { field }]) => [field, id]));

function goodsCells(row: Row): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...GOODS_CELLS].map(([field, id]) => [id, textOf(fieldOf(field), read(row, stepsOf(fieldOf(field))))]),
  );
}

function containerCells(row: Row): Readonly<Record<string, string>>[] {
  const { number, ...others } = CONTAINER_COLUMNS;
  const rest = Object.fromEntries(
    Object.entries(others).map(([id, { field }]) => [id, textOf(fieldOf(field), valueIn(row, fieldOf(field)))]),
  );
  const numbers = (valueIn(row, fieldOf(number.field)) ?? []) as readonly string[];
  return numbers.map(text => ({ ...rest, number: text }));
}

/** Whether the form can hold the containers, a line each: rows of different sizes, each with as many numbers as it counts. */
function containersFit({ containers }: Declaration): boolean {
  const seen = new Set<string>();
  return containers.every(row => {
    const lines = containerCells(row);
    const { number: _, ...rest } = lines[0] ?? {};
    const size = JSON.stringify(rest);
    const counted = valueIn(row, fieldOf(CONTAINER_COUNT)) === String(lines.length);
    const doubled = lines.some(({ number = '' }) => seen.has(number) || !seen.add(number));
    if (lines.length === 0 || !counted || doubled || seen.has(size)) return false;
    seen.add(size);
    return true;
  });
}

/** The rows of a list all over the declaration, each behind the numbers of those that it stands in; none where there are no rows. */
function rowSheet(list: RowSheet, document: Declaration): OutSheet | undefined {
  const rows = rowsIn(document as unknown as Row, list.lists);
  if (rows.length === 0) return undefined;
  const columns = columnsOn(list, document.direction);
  const texts = rows.map(({ row }) => columns.map(field => pieces(textOf(field, valueIn(row, field)))));
  const widths = columns.map((_, at) => Math.max(1, ...texts.map(row => row[at]?.length ?? 0)));
  const headings = columns.flatMap(({ label }, at) =>
    Array.from({ length: widths[at] ?? 1 }, (_, piece) => (piece === 0 ? label : `${label}${piece + 1}`)),
  );
  const lines = rows.map(({ numbers }, line): OutCell[] => [
    ...numbers.map(number => String(number + 1)),
    ...columns.flatMap((_, at) =>
      Array.from({ length: widths[at] ?? 1 }, (__, piece) => texts[line]?.[at]?.[piece] ?? ''),
    ),
  ]);
  return {
    name: list.title,
    rows: [[...list.owners, ...headings], ...lines],
    widths: [...list.owners, ...headings].map(() => 18),
  };
}

interface PlacedRow {
  readonly row: Row;
  /** Of the rows that it stands in, from 0. */
  readonly numbers: readonly number[];
}

function rowsIn(around: Row, [list = '', ...inner]: readonly string[]): readonly PlacedRow[] {
  const rows = (around[list] ?? []) as readonly Row[];
  if (inner.length === 0) return rows.map(row => ({ row, numbers: [] }));
  return rows.flatMap((row, at) => rowsIn(row, inner).map(found => ({ ...found, numbers: [at, ...found.numbers] })));
}

function pieces(text: string): readonly string[] {
  return text.length <= PIECE ? [text] : (text.match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'gu')) ?? []);
}
