import { STATUS_MARKS, type Status } from '../../../src/declaration/life-cycle.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { ActionContext } from '../../contract/change.ts';
import { blank, exactly, fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { type Picture, scrolled, wrapped } from '../../draw/picture.ts';
import { STATUS_LOOKS } from '../../draw/status.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import type { Item } from './item.ts';
import { DIRECTIONS, focusOf, itemsOf } from './items.ts';
import type { HomePage } from './state.ts';

/** What a kind's line counts; the first is all that is not withdrawn. */
export const CELLS: readonly ('all' | Status)[] = [
  'all',
  'draft',
  'saved',
  'sent',
  'received',
  'accepted',
  'rejected',
  'released',
];

/** Two columns from here on: what waits on the left, what came on the right. */
const WIDE = 110;
const NAME = 14;

/** The first page at any size; the kinds stay in view, the rest follows the focus. */
export function drawHome(page: HomePage, area: Size, context: ActionContext): Picture {
  const head = [...kindLines(page, area.columns), []];
  const rows = area.rows - head.length;
  const all = itemsOf(page, context);
  const focus = focusOf(page, all);
  const items = all.map((item, index) => ({ item, here: index + DIRECTIONS.length === focus }));
  const of = (...sections: readonly Item['section'][]): Block[] =>
    sections.map(section => ({ section, items: items.filter(({ item }) => item.section === section) }));
  if (area.columns < WIDE) {
    const order = of('first', 'waiting', 'pages', 'bureau', 'tables', 'receipts');
    return { lines: [...head, ...columnLines(order, page, area.columns, rows, 1)] };
  }
  const { columns: left, most } = shapeOf('waiting', area);
  const { columns: right, most: texts } = shapeOf('receipts', area);
  const a = columnLines(of('first', 'waiting', 'pages', 'bureau', 'tables'), page, left, rows, most);
  const b = columnLines(of('receipts'), page, right, rows, texts);
  const both = Array.from(
    { length: rows },
    (_, row): Line => [...exactly(a[row] ?? [], left), span('│ ', 'rule'), ...exactly(b[row] ?? [], right)],
  );
  return { lines: [...head, ...both] };
}

/** The columns that items have, and the lines for the text of one. */
function shapeOf(
  section: Item['section'],
  { columns, rows }: Size,
): { readonly columns: number; readonly most: number } {
  if (columns < WIDE) return { columns, most: 1 };
  const left = Math.min(70, Math.floor(columns * 0.45));
  return section === 'receipts'
    ? { columns: columns - left - 2, most: rows >= 30 ? 2 : 1 }
    : { columns: left, most: 2 };
}

/** What the chosen line says, where it has no room to say all of it. */
export function cutText(page: HomePage, area: Size, context: ActionContext): string | undefined {
  const items = itemsOf(page, context);
  const item = items[focusOf(page, items) - DIRECTIONS.length];
  if (!item) return undefined;
  const { columns, most } = shapeOf(item.section, area);
  return wrapped(item.text, roomFor(item, columns, most)).length > most ? item.text : undefined;
}

/** With room for several lines a receipt has its head on a line of its own. */
const isApart = ({ section }: Item, most: number): boolean => section === 'receipts' && most > 1;

const leadOf = ({ head }: Item): string => `    ${head}  `;

/** The columns for the text of an item. */
const roomFor = (item: Item, columns: number, most: number): number =>
  isApart(item, most) ? columns - 9 : Math.max(12, columns - widthOf(leadOf(item)) - 1);

function kindLines({ counts, index, cell }: HomePage, columns: number): readonly Line[] {
  const width = Math.max(5, Math.min(12, Math.floor((columns - NAME) / CELLS.length)));
  const heads = CELLS.map(status => span(fitted(headOf(status, width), width, 'right'), 'section'));
  const lines = DIRECTIONS.map((direction, row): Line => {
    const theirs = counts?.[direction];
    const cells = CELLS.map((status, column) => {
      const count = theirs ? countOf(theirs, status) : undefined;
      const text = count === undefined ? '…' : String(count);
      const here = row === index && column === cell;
      if (here) return [blank(width - text.length - 2), span(`[${text}]`, 'chosen')];
      const look: Look = !count ? 'quiet' : status === 'all' ? 'bold' : STATUS_LOOKS[status];
      return [span(fitted(text, width - 1, 'right'), look), span(' ')];
    });
    const name = `${row === index ? '›' : ' '} ${row + 1} ${DIRECTION_NAMES[direction]}`;
    return [span(fitted(name, NAME), row === index ? 'bold' : 'plain'), ...cells.flat()];
  });
  return [[span(fitted('  单证', NAME), 'section'), ...heads], ...lines];
}

/** The word, or in a narrow window the one character of the list. */
function headOf(status: 'all' | Status, width: number): string {
  if (status === 'all') return '全部 ';
  return `${width < 8 ? STATUS_MARKS[status].mark : (SHORT[status] ?? STATUS_MARKS[status].word)} `;
}

const SHORT: Readonly<Partial<Record<Status, string>>> = { received: '已接收', accepted: '已受理' };

function countOf(counts: Readonly<Record<Status, number>>, status: 'all' | Status): number {
  if (status !== 'all') return counts[status];
  return Object.entries(counts).reduce((sum, [name, count]) => sum + (name === 'withdrawn' ? 0 : count), 0);
}

interface Block {
  readonly section: Item['section'];
  readonly items: readonly { readonly item: Item; readonly here: boolean }[];
}

const TITLES: Readonly<Record<Item['section'], string>> = {
  first: '第一份单证之前',
  waiting: '等待处理',
  pages: '打开的页面',
  bureau: '申报通讯',
  tables: '代码表',
  receipts: '最新回执',
};

const EMPTY: Readonly<Record<Item['section'], string>> = {
  first: '',
  waiting: '没有等待处理的事',
  pages: '',
  bureau: '',
  tables: '',
  receipts: '还没有回执',
};

/**
 * The blocks under each other, scrolled so that the line with the focus is in view; `most` lines for the text of an item.
 * Where there is not room for all, blank lines go first, and arrows at the right say where there is more.
 */
function columnLines(
  blocks: readonly Block[],
  page: HomePage,
  columns: number,
  rows: number,
  most: number,
): readonly Line[] {
  const roomy = blockLines(blocks, page, columns, most, true);
  const { lines, here } = roomy.lines.length <= rows ? roomy : blockLines(blocks, page, columns, most, false);
  const first = scrolled(0, here, rows, lines.length);
  // The heading above the first line of a block comes along.
  const from = first === here && first > 0 ? first - 1 : first;
  const shown = lines.slice(from, from + rows);
  return shown.map((each, row) => {
    const more = row === 0 && from > 0 ? '↑' : row === rows - 1 && from + rows < lines.length ? '↓' : '';
    return more === '' ? each : [...exactly(each, columns - 2), span(more, 'key')];
  });
}

/** All of the blocks, and at which of the lines the focus is. */
function blockLines(
  blocks: readonly Block[],
  page: HomePage,
  columns: number,
  most: number,
  gaps: boolean,
): { readonly lines: readonly Line[]; readonly here: number } {
  const lines: Line[] = [];
  let here = 0;
  for (const { section, items } of blocks) {
    if (items.length === 0 && EMPTY[section] === '') continue;
    if (gaps && lines.length > 0) lines.push([]);
    lines.push(line(`  ${TITLES[section]}`, 'section'));
    if (items.length === 0) lines.push(line(`    ${page.overview ? EMPTY[section] : '…'}`, 'quiet'));
    for (const { item, here: chosen } of items) {
      if (chosen) here = lines.length;
      lines.push(...itemLines(item, chosen, columns, most));
    }
  }
  return { lines, here };
}

const TONES: Readonly<Record<Item['tone'], Look>> = {
  plain: 'value',
  good: 'good',
  warning: 'warning',
  error: 'error',
};

function receiptItem(item: Item, here: boolean, columns: number, most: number): readonly Line[] {
  const { head, text, tone } = item;
  const room = roomFor(item, columns, most);
  const parts = wrapped(text, room);
  const shown =
    parts.length > most ? [...parts.slice(0, most - 1), fitted(parts.slice(most - 1).join(''), room)] : parts;
  const start = `${here ? '›' : ' '} ${head}`;
  return [
    here ? [span('  '), span(fitted(start, columns - 3), 'chosen')] : [span(`  ${start}`, TONES[tone])],
    ...shown.map((part): Line => [span('      '), span(part, here ? 'value' : 'label')]),
  ];
}

function itemLines(item: Item, here: boolean, columns: number, most: number): readonly Line[] {
  if (isApart(item, most)) return receiptItem(item, here, columns, most);
  const { head, text, tone } = item;
  const start = `${here ? '›' : ' '} ${head}  `;
  const lead = `  ${start}`;
  const indent = ' '.repeat(widthOf(lead));
  const room = roomFor(item, columns, most);
  const parts = wrapped(text, room);
  const shown =
    parts.length > most ? [...parts.slice(0, most - 1), fitted(parts.slice(most - 1).join(''), room)] : parts;
  return shown.map((part, row): Line => {
    if (row > 0) return [span(indent), span(part, 'quiet')];
    return here
      ? [span('  '), span(fitted(`${start}${part}`, columns - 3), 'chosen')]
      : [span(lead, 'label'), span(part, TONES[tone])];
  });
}
