import type { Difference, Side } from '../../../src/declaration/compare.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { boxed, type Placed, wrapped } from '../../draw/picture.ts';
import { within } from '../../widgets/list-moves.ts';
import { drawRows } from '../../widgets/list-rows.ts';
import type { CompareDialog } from './state.ts';
import { briefOf, placeOf, type Reader } from './texts.ts';

/** Headings, rule and what is said of the selected difference. */
const AROUND = 4;

const columnsIn = (area: Size): number => area.columns - 4;

function notesOf({ only }: CompareDialog, area: Size): readonly string[] {
  return only === undefined ? [] : wrapped(only, columnsIn(area));
}

/** Lines that there are for the list. */
function listRows(dialog: CompareDialog, area: Size): number {
  return Math.max(3, area.rows - 2 - AROUND - notesOf(dialog, area).length);
}

/** A heading, or the number of a difference and what it is called below its heading. */
type ListLine = string | { readonly index: number; readonly label: string };

function listLines({ comparison: { differences } }: CompareDialog): readonly ListLine[] {
  let heading = '';
  return differences.flatMap((difference, index): ListLine[] => {
    const { group, label } = placeOf(difference);
    const begins = group !== heading && group !== '';
    heading = group;
    return [...(begins ? [group] : []), { index, label: `${group === '' ? '' : '  '}${label}` }];
  });
}

/** The difference a screen further up or down: as many lines as are seen, headings among them. */
export function screenOn(dialog: CompareDialog, way: -1 | 1, area: Size): number {
  const lines = listLines(dialog).flatMap((each, at) => (typeof each === 'string' ? [] : [at]));
  const to = (lines[dialog.index] ?? 0) + way * listRows(dialog, area);
  const found = way > 0 ? lines.findLastIndex(at => at <= to) : lines.findIndex(at => at >= to);
  const next = way > 0 ? Math.max(dialog.index + 1, found) : Math.min(dialog.index - 1, found);
  return within(next, lines.length);
}

/** Over all the area: what differs, mine and theirs side by side, the chosen one marked. */
export function drawCompare(dialog: CompareDialog, area: Size, reader: Reader): Placed {
  const columns = columnsIn(area);
  const rows = listRows(dialog, area);
  const widths = widthsIn(columns);
  const all = listLines(dialog);
  const here = all.findIndex(each => typeof each !== 'string' && each.index === dialog.index);
  const list = drawRows(all, { index: here, room: rows }, each =>
    typeof each === 'string'
      ? line(fitted(each, columns), 'section')
      : rowLine(dialog, each.index, each.label, widths, reader),
  );
  const seen = [...list.lines];
  while (seen.length < rows) seen.push([]);
  const notes = notesOf(dialog, area).map(text => line(text, 'warning'));
  const body = [...notes, headLine(dialog, widths), ...seen, line('─'.repeat(columns), 'rule')];
  const below = detailLines(dialog, columns, reader);
  const cursor = { x: 0, y: notes.length + 1 + list.y };
  return { ...boxed(titleOf(dialog), { lines: [...body, ...below], cursor }, columns), at: { x: 0, y: 0 } };
}

function titleOf({ comparison, choices, only }: CompareDialog): string {
  const { length } = comparison.differences;
  const open = choices.filter(side => side === undefined).length;
  if (only !== undefined) return `两个版本：${length} 处不同`;
  return `别人也改了这份单证：${length} 处不同，${open > 0 ? `${open} 处要选择（!）` : '都已选好'}`;
}

interface Widths {
  readonly label: number;
  readonly value: number;
}

function widthsIn(columns: number): Widths {
  const label = Math.min(34, Math.floor((columns - 2) * 0.32));
  return { label, value: Math.floor((columns - 2 - label) / 2) };
}

function headLine({ who, when }: CompareDialog, { label, value }: Widths): Line {
  return [
    span(`  ${fitted('栏位', label)}`, 'bold'),
    span(fitted('  我的', value), 'bold'),
    span(fitted(`  ${who}的${when === '' ? '' : ` ${when}`}`, value), 'bold'),
  ];
}

function rowLine(dialog: CompareDialog, index: number, label: string, widths: Widths, reader: Reader): Line {
  const difference = dialog.comparison.differences[index] as Difference;
  const choice = dialog.choices[index];
  const here = index === dialog.index;
  const mark = choice === undefined ? '! ' : difference.preset === undefined ? '✓ ' : '  ';
  const cell = (side: Side) => {
    const text = `${choice === side ? '●' : '○'} ${briefOf(difference, side, reader)}`;
    const look: Look = here ? 'chosen' : choice === side ? 'bold' : choice === undefined ? 'panel' : 'panelQuiet';
    return span(`${fitted(text, widths.value - 1)} `, look);
  };
  return [
    span(mark, here ? 'chosen' : choice === undefined ? 'warning' : 'good'),
    span(fitted(label, widths.label), here ? 'chosen' : 'panel'),
    cell('mine'),
    cell('theirs'),
  ];
}

/** Of the selected difference: what it was, and who did what. */
function detailLines(dialog: CompareDialog, columns: number, reader: Reader): readonly Line[] {
  const difference = dialog.comparison.differences[dialog.index];
  if (!difference) return [[], []];
  const { group, label } = placeOf(difference);
  const where = group === '' ? label : `${group} ${label}`;
  const before = `原来：${briefOf(difference, 'base', reader)}`;
  return [
    line(fitted(`${where}  ${before}`, columns), 'panel'),
    line(
      fitted(summaryOf(dialog, difference), columns),
      dialog.choices[dialog.index] === undefined ? 'warning' : 'panelQuiet',
    ),
  ];
}

function summaryOf({ who, choices, index, only }: CompareDialog, difference: Difference): string {
  const { of, by, base, mine, preset } = difference;
  const names = { mine: '您', theirs: who };
  if (only === undefined && choices[index] === undefined && of === 'row' && by !== 'both')
    return `您和${who}都把原来的一行换成了别的，要哪一行？← 用我的，→ 用对方的`;
  if (by !== 'both') {
    const done = of === 'order' ? '移动了' : of === 'field' ? '修改了' : base === undefined ? '增加了' : '删除了';
    return `只有${names[by]}${done}`;
  }
  const both =
    of === 'row'
      ? `${mine === undefined ? '您' : who}删除了，${mine === undefined ? who : '您'}修改了`
      : `您和${who}改得不同`;
  if (only !== undefined) return both;
  return preset === undefined ? `${both}：← 用我的，→ 用对方的` : `${both}；系统填写的栏位，不必选择`;
}
