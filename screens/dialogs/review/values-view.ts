import { valueIn } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { exactly, fitted, type Line, span, widthOf } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { countsOfRows } from './counts.ts';
import { COUNTED } from './lines.ts';
import { PARTS, type Part, partOf } from './parts.ts';
import type { ReviewDialog } from './state.ts';
import { contextAt, faultsInView, labelOf, originText, shownAt } from './value-lines.ts';

/** What a label and an origin take beside the value. */
const LABEL = 26;
const ORIGIN = 14;

/** The parts of a declaration with their digits, how much each holds and what is wrong in it. */
export function partsLine(dialog: ReviewDialog, columns: number): Line {
  const here = partOf(dialog);
  const spans = PARTS.flatMap((part, index): Line => {
    const { text, errors, warnings } = partCounts(dialog, part);
    const look: Look = part === here ? 'focusLabel' : 'panel';
    return [
      span(' ', 'panel'),
      span(` ${index + 1} ${text} `, look),
      ...(errors > 0 ? [span(` ✗${errors}`, 'error')] : []),
      ...(warnings > 0 ? [span(` !${warnings}`, 'warning')] : []),
    ];
  });
  return exactly(spans, columns, 'panel');
}

function partCounts({ whole }: ReviewDialog, part: Part): { text: string; errors: number; warnings: number } {
  if (!whole) return { text: '', errors: 0, warnings: 0 };
  if (part === 'head') {
    const count = (wanted: string): number => whole.faults.filter(({ level }) => level === wanted).length;
    const missing = whole.missing.length > 0 ? `，必填空 ${whole.missing.length}` : '';
    return { text: `表头${missing}`, errors: count('error'), warnings: count('warning') };
  }
  const { going, left, goingFaults } = countsOfRows(whole[part].rows);
  const text = `${going} ${COUNTED[part]}${left > 0 ? `，不导入 ${left}` : ''}`;
  return { text, errors: goingFaults.error, warnings: goingFaults.warning };
}

export const valuesHead = (columns: number): Line =>
  exactly(
    [
      span(
        `  ${fitted('栏目', LABEL)} ${fitted('内容', columns - LABEL - ORIGIN - 5)} ${fitted('来自', ORIGIN)}`,
        'panelQuiet',
      ),
    ],
    columns,
    'panel',
  );

/** A value at its place: what it is called, what it is, where it comes from. */
export function valueSpans(
  dialog: ReviewDialog,
  place: string,
  columns: number,
  selected: boolean,
  world: World,
): Line {
  const context = contextAt(dialog, place, world);
  if (!context) return [];
  const isWrong = faultsInView(dialog).some(({ path, level }) => path === place && level === 'error');
  const look: Look = selected ? 'chosen' : 'panel';
  const value: Look = isWrong ? 'errorField' : look;
  const origin = originText(dialog, place);
  return [
    span(` ${fitted(labelOf(place), LABEL)} `, selected ? 'chosen' : 'panelQuiet'),
    span(fitted(shownAt(context, valueIn(context.row, context.field)), columns - LABEL - ORIGIN - 4), value),
    span(` ${fitted(nearest(origin), ORIGIN)}`, selected ? 'chosen' : origin === '必填' ? 'warning' : 'panelQuiet'),
  ];
}

/** Of the way to an element its end, where there is no room for all of it. */
const nearest = (origin: string): string =>
  widthOf(origin) > ORIGIN && origin.includes('/') ? origin.slice(origin.lastIndexOf('/') + 1) : origin;

/** The value in focus, whole, and where it comes from, where that had no room. */
export function valueTexts(dialog: ReviewDialog, _columns: number, world: World): readonly string[] {
  const place = dialog.lines[dialog.index]?.place ?? '';
  const context = contextAt(dialog, place, world);
  const value = context && shownAt(context, valueIn(context.row, context.field));
  const origin = originText(dialog, place);
  const from = widthOf(origin) > ORIGIN ? `（${origin}）` : '';
  return [`${labelOf(place)}${from}  ${value || '（空）'}`];
}
