import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { QUEUES, type Queue } from '../../../src/declaration/query.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import { OPEN_MARK } from '../../../src/jobs/open-by.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { ActionContext } from '../../contract/change.ts';
import type { World } from '../../contract/world.ts';
import { receiptLines } from '../../dialogs/receipts/lines.ts';
import { blank, exactly, fitted, type Line, line, lineWidth, span, widthOf } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { type Picture, scrolled } from '../../draw/picture.ts';
import { STATUS_LOOKS } from '../../draw/status.ts';
import { DUTIES } from '../../layout/duties.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { inColumn, rowText } from '../../widgets/table.ts';
import { drawText } from '../../widgets/text-state.ts';
import { type Across, acrossOf, EDITING, namesText } from './across.ts';
import { columnOf, headingOf, type NamedColumn, PAPERS_MARK, WANTS_PAPERS } from './columns.ts';
import { cellOf } from './names.ts';
import { PERIODS } from './periods.ts';
import type { Counts } from './scan.ts';
import { isNarrowed, type ListPage, rowAt, selectedRow } from './state.ts';

const HEAD = 3;

/** Lines of receipts under the list, without their rule. */
const paneRows = ({ rows }: Size): number => Math.max(2, Math.min(10, Math.round(rows / 5)));

/** The most that the names of those take who have a declaration open. */
const NAMES = 20;

/** Declarations that are visible at once. */
export const rowsShown = (area: Size): number => Math.max(1, area.rows - HEAD - 1 - paneRows(area));

/** The list: queues, search line, headings, the rows that are visible, and the receipts of the one under the cursor. */
export function drawList(page: ListPage, area: Size, { ui, world }: ActionContext): Picture {
  const { columns } = area;
  const count = rowsShown(area);
  const search = searchLine(page, columns);
  // The window may have become another since the cursor was moved.
  const first = scrolled(page.first, page.at.index, count, page.found.order.length);
  const layout = acrossOf(page, columns, world.codes);
  const rows = Array.from({ length: count }, (_, offset): Line => {
    const index = first + offset;
    const row = rowAt(page, index);
    return row ? rowLine(page, row, { index, layout, codes: world.codes }) : [];
  });
  const lines = [
    queueLine(page, columns),
    search.line,
    headLine(page, layout, columns),
    ...(page.found.order.length === 0 ? emptyLines(page, count, columns) : rows),
    ruleLine(page, columns),
    ...paneLines(page, columns, paneRows(area)),
  ];
  return { lines, cursor: ui.dialogs.length === 0 ? { x: search.caret, y: 1 } : undefined };
}

function queueLine(page: ListPage, columns: number): Line {
  const { counts, complete: whole } = page.found;
  const state: Line = whole && !page.scan ? [] : [span('查找中… ', 'warning')];
  const room = columns - lineWidth(state);
  const ways = GAPS.map(gaps => queues(page, counts, gaps));
  return [...exactly(ways.find(way => lineWidth(way) <= room) ?? ways.at(-1) ?? [], room), ...state];
}

/** Blanks before a queue, around it and inside it, the roomiest way first: a count is never cut. */
const GAPS = [
  [' ', ' ', ' '],
  ['', ' ', ' '],
  [' ', '', ''],
] as const;

/** The queues with their counts. */
function queues(page: ListPage, counts: Counts, [before, around, inside]: (typeof GAPS)[number]): Line {
  return (Object.keys(QUEUES) as Queue[]).flatMap((queue): Line => {
    const text = `${QUEUES[queue]}${inside}${counts[queue]}`;
    return queue === page.queue
      ? [span(before), span(`[${text}]`, 'chosen')]
      : [span(`${before}${around}${text}${around}`, counts[queue] > 0 ? 'value' : 'quiet')];
  });
}

/** The fullest that has room. */
const PLACEHOLDERS = ['直接输入即查找：号码、名称、拼音首字母', '输入号码、名称、拼音首字母', '输入即查找'];

function searchLine(page: ListPage, columns: number): { readonly line: Line; readonly caret: number } {
  const marked = page.marks.size > 0 ? [span(` 已标记 ${page.marks.size} `, 'key')] : [];
  const right: Line = [...chips(page), ...marked, span(` ${page.found.order.length} 份 `, 'bold')];
  const label = ' 查找 ';
  const least = 16;
  const room = Math.max(least, Math.min(44, columns - lineWidth(right) - widthOf(label) - 1));
  const typed = drawText(page.words, room, page.searching);
  const placeholder = PLACEHOLDERS.find(text => widthOf(text) <= room) ?? '';
  const input: Line =
    page.words.text === '' && !page.searching ? [span(fitted(placeholder, room), 'empty')] : typed.line;
  const left: Line = [span(label, 'label'), ...input];
  const rest = columns - lineWidth(left);
  const gap = rest - lineWidth(right);
  return {
    line: gap >= 0 ? [...left, blank(gap), ...right] : [...left, ...exactly(right, rest)],
    caret: widthOf(label) + typed.caret,
  };
}

/** What narrows the list, in words. */
function chips(page: ListPage): Line {
  const { period, from, until, status, duty, fields, withdrawn } = page;
  const time = period === 'range' ? `${from || '…'} 至 ${until || '…'}` : PERIODS[period];
  const conditions = Object.keys(fields).length;
  return [
    span('时间 ', 'label'),
    span(`${time} `, period === 'all' ? 'value' : 'key'),
    ...(status ? [span(` 状态 ${STATUS_MARKS[status].word} `, 'key')] : []),
    ...(duty ? [span(` ${DUTIES[duty]} `, 'key')] : []),
    ...(conditions > 0 ? [span(` ${conditions} 个条件 `, 'key')] : []),
    ...(withdrawn ? [span(' 含已撤出 ', 'key')] : []),
  ];
}

function headLine(page: ListPage, { digits, fixed, editing, moving, left, right }: Across, columns: number): Line {
  const heading = ({ name }: NamedColumn): string => {
    const arrow = name === page.sort.column ? (page.sort.descending ? '↓' : '↑') : '';
    return `${headingOf(name, page.direction)}${arrow}`;
  };
  const stay = [rowText(fixed, heading), editing > 0 ? fitted(EDITING, editing) : ''].filter(Boolean).join(' ');
  const cells = [stay, rowText(moving, heading)].filter(Boolean).join(left.length > 0 ? '‹' : ' ');
  const text = ` ${fitted('序号', digits, 'right')}   ${cells}`;
  return [span(fitted(text, columns - 1), 'section'), span(right.length > 0 ? '›' : ' ', 'section')];
}

interface RowPlace {
  readonly index: number;
  readonly layout: Across;
  readonly codes: World['codes'];
}

function rowLine(page: ListPage, row: Summary, { index, layout, codes }: RowPlace): Line {
  const here = index === page.at.index;
  const marked = page.marks.has(row.entryNo);
  const look: Look = here ? 'chosen' : row.status === 'withdrawn' ? 'quiet' : 'plain';
  const head = `${here ? '›' : ' '}${fitted(String(index + 1), layout.digits, 'right')} `;
  const spans: Line[number][] = [
    span(head, here ? 'chosen' : 'quiet'),
    span(marked ? '*' : ' ', here ? 'chosen' : 'key'),
  ];
  const [first] = layout.fixed.length > 0 ? layout.fixed : layout.moving;
  const others = page.openBy.get(row.entryNo) ?? [];
  const elsewhere = others.length > 0;
  const behind = layout.fixed.at(-1);
  const names: Line = [
    span(' ', here ? 'chosen' : 'plain'),
    span(fitted(namesText(others), layout.editing), here ? 'chosen' : 'warning'),
  ];
  if (layout.editing > 0 && !behind) spans.push(...names);
  for (const placed of [...layout.fixed, ...layout.moving]) {
    const { name } = placed.column;
    const papers = name === 'status' && WANTS_PAPERS.has(row.paperless) ? PAPERS_MARK : '';
    const cell = inColumn(placed, cellOf(name, row, codes) + papers);
    const other = marked && !here ? 'bold' : look;
    // The mark stands in the blank before the first column, whichever that is.
    if (elsewhere && placed === first) spans.push(span(OPEN_MARK, here ? 'chosen' : 'warning'));
    else spans.push(span(' ', name === 'status' ? look : other));
    spans.push(span(cell, name === 'status' && !here ? STATUS_LOOKS[row.status] : other));
    if (layout.editing > 0 && placed === behind) spans.push(...names);
  }
  return spans;
}

function emptyLines(page: ListPage, rows: number, columns: number): readonly Line[] {
  const name = DIRECTION_NAMES[page.direction];
  const texts =
    page.scan || !page.found.complete
      ? ['查找中…']
      : page.found.counts.all > 0
        ? [`“${QUEUES[page.queue]}”里没有单证`, '← → 换一个队列']
        : isNarrowed(page) || page.period !== 'all'
          ? ['没有符合条件的单证', 'Esc 清除查找和条件，Tab 换一个时间']
          : [`还没有${name}单证`, 'Ctrl+N 新建一份', '已有的资料可以导入：baojian import 文件'];
  const before = Math.max(0, Math.floor((rows - texts.length) / 3));
  const lines = [
    ...Array.from({ length: before }, (): Line => []),
    ...texts.map((text, index) => centre(text, columns, index === 0 ? 'value' : 'quiet')),
  ];
  return [...lines, ...Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => [])].slice(0, rows);
}

const centre = (text: string, columns: number, look: Look): Line => [
  blank(Math.max(0, Math.floor((columns - widthOf(text)) / 2))),
  span(text, look),
];

function ruleLine(page: ListPage, columns: number): Line {
  const row = selectedRow(page);
  const others = (row && page.openBy.get(row.entryNo)) ?? [];
  const numbers = row
    ? [
        span(` ${row.entryNo} `, 'bold'),
        ...(others.length > 0
          ? [span(` ${OPEN_MARK} ${shortened(namesText(others), NAMES)} 正打开着 `, 'warning')]
          : []),
        ...(WANTS_PAPERS.has(row.paperless) ? [span(` 无纸化${columnOf('paperless').text(row)} `, 'warning')] : []),
        ...(row.declarationNo ? [span(` 报检号 ${row.declarationNo} `, 'label')] : []),
        ...(row.clearanceNo ? [span(` 通关单号 ${row.clearanceNo} `, 'label')] : []),
      ]
    : [];
  const left: Line[number][] = [span('─ 回执 ', 'rule')];
  // A number is shown whole or not at all.
  for (const number of numbers) if (lineWidth(left) + widthOf(number.text) <= columns) left.push(number);
  return exactly([...left, span('─'.repeat(Math.max(0, columns - lineWidth(left))), 'rule')], columns);
}

const shortened = (text: string, columns: number): string => fitted(text, Math.min(widthOf(text), columns));

function paneLines(page: ListPage, columns: number, rows: number): readonly Line[] {
  const row = selectedRow(page);
  if (!row) return [];
  const word = STATUS_MARKS[row.status].word;
  if (row.receipts === 0) return [line(fitted(` 暂无回执 · ${word}`, columns), 'quiet')];
  if (page.pane?.entryNo !== row.entryNo) return [line(` ${row.receipts} 条回执`, 'quiet')];
  const lines = receiptLines(page.pane.receipts, columns - 1).map((each): Line => [span(' '), ...each]);
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), line(` … 共 ${page.pane.receipts.length} 条，F7 全部查看`, 'quiet')];
}
