import { timeOf } from '../../../src/jobs/clock.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import { fitted, type Line, span } from '../../draw/line.ts';
import type { Picture } from '../../draw/picture.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { placedIn, rowText, type TableColumn } from '../../widgets/table.ts';
import { type PaperRow, type PapersPage, rowsOf } from './state.ts';

/** The heading. */
export const ROWS_ABOVE = 2;

export function drawPapers(page: PapersPage, area: Size): Picture {
  const rows = drawRows(rowsOf(page), { index: page.index, room: area.rows - ROWS_ABOVE }, (row, _at, selected) =>
    rowLine(row, area.columns, selected),
  );
  const heading: Line = [span(' 单据和打印模板 ', 'section'), span(` ${page.templates.length} 个打印模板 `, 'bold')];
  return {
    lines: [heading, [span('─'.repeat(area.columns), 'rule')], ...rows.lines],
    cursor: { x: 0, y: ROWS_ABOVE + rows.y },
  };
}

interface Column extends TableColumn {
  readonly text: (row: PaperRow) => string;
}

// biome-ignore format: table
const COLUMNS: readonly Column[] = [
  { columns: 18, grows: true,  text: ({ template }) => `    ${cleanLine(template?.name ?? '')}` },
  { columns: 9,  right: true,  text: ({ template }) => `${Object.keys(template?.boxes ?? {}).length} 处改动` },
  { columns: 8,                text: ({ isUnsaved }) => (isUnsaved ? '• 未保存' : '') },
  { columns: 12,               text: ({ template }) => cleanLine(template?.by ?? '') },
  { columns: 11,               text: ({ template }) => whenOf(template?.at ?? '') },
];

/** Day and time; nothing for what is no time. */
function whenOf(at: string): string {
  const time = Date.parse(at);
  return Number.isFinite(time) ? timeOf(time).slice(5, 16) : '';
}

/** Where the words on how sure a form is begin. */
const GRADES_AT = 28;

function rowLine(row: PaperRow, columns: number, selected: boolean): Line {
  if (row.template) {
    const text = rowText(placedIn(COLUMNS, columns - 1), column => column.text(row));
    return [chosenMark(selected), span(fitted(text, columns - 1), selected ? 'chosen' : 'plain')];
  }
  const { title, grades } = row.paper;
  // What is only guessed comes first: it is what people should know before they print.
  const told = grades
    .toSorted((a, b) => Number(b.grade === 'guess') - Number(a.grade === 'guess'))
    .map(({ word, share }) => `${word} ${share}%`)
    .join('，');
  const unsaved = row.isUnsaved ? '• 未保存 ' : '';
  return [
    chosenMark(selected),
    span(fitted(`${title}`, GRADES_AT), selected ? 'chosen' : 'bold'),
    span(fitted(`${unsaved}${told}`, columns - 1 - GRADES_AT), selected ? 'chosen' : 'quiet'),
  ];
}
