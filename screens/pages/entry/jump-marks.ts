import {
  LIST_NAMES,
  type ListName,
  SECTIONS,
  type SectionName,
  sectionsFor,
} from '../../../src/catalogue/catalogue.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { jumpOf, LIST_JUMPS } from '../../layout/jump.ts';
import { linesOf, type PageLine, type PlacedCell, topOf } from './lines.ts';
import { type EntryPage, messageOf, stopsFor } from './state.ts';

/** What a mark leads to: the stop of this index, or a list. */
export type Goal =
  | { readonly stop: number; readonly list?: never }
  | { readonly list: ListName; readonly stop?: never };

/** A goal in view, with its mark. */
export interface Marked {
  readonly goal: Goal;
  readonly mark: string;
  /** Line of the area. */
  readonly y: number;
  /** Where it stands in that line: a field of this cell, the second one when it is a unit. Without a cell at the left edge. */
  readonly cell?: PlacedCell;
  readonly second?: boolean;
}

/** Everything in view that the focus can go to, with what is still to be typed of its mark. */
export function marksOf(page: EntryPage, area: Size): readonly Marked[] {
  const top = topOf(page, area);
  const found = linesOf(page, area.columns)
    .slice(top, top + area.rows)
    .flatMap((line, y) => goalsOf(line, page, y));
  // Of a list only the first line in view counts.
  const goals = found.filter(({ goal: { list } }, index) => {
    return list === undefined || found.findIndex(({ goal }) => goal.list === list) === index;
  });
  return goals.filter(({ mark }) => mark.startsWith(page.focus.jump?.typed ?? ''));
}

function goalsOf(line: PageLine, page: EntryPage, y: number): readonly Marked[] {
  if (line.kind === 'list-head' || line.kind === 'list-row') {
    return [{ goal: { list: line.list }, mark: LIST_JUMPS[line.list], y }];
  }
  if (line.kind !== 'cells') return [];
  const stops = stopsFor(page);
  return line.cells.flatMap(cell =>
    cell.ids.flatMap((id, index) => {
      const stop = stops.findIndex(other => other.id === id);
      const mark = jumpOf(id);
      return stop < 0 || mark === undefined ? [] : [{ goal: { stop }, mark, y, cell, second: index > 0 }];
    }),
  );
}

/** Where a mark leads, in view or not: a goal, the beginning of further marks, or to nothing on this form. */
export function goalOf(page: EntryPage, typed: string): Goal | 'begun' | undefined {
  const stops = stopsFor(page);
  const lists = LIST_NAMES.filter(list => stops.some(({ section }) => SECTIONS[section].rows === list));
  const list = lists.find(each => LIST_JUMPS[each] === typed);
  if (list) return { list };
  const marks = stops.map(({ id }) => jumpOf(id));
  const stop = marks.indexOf(typed);
  if (stop >= 0) return { stop };
  return marks.some(mark => mark?.startsWith(typed)) ? 'begun' : undefined;
}

/** The F-key of a section: its place among all that the message has, so that goods have the same one on every form. */
export function sectionKey(section: SectionName, page: EntryPage): string {
  return `F${sectionsFor(messageOf(page)).indexOf(section) + 1}`;
}

/** The marks that typed text means; full-width characters of an input method, and capitals of Caps Lock, count as theirs. */
export function marksTyped(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
