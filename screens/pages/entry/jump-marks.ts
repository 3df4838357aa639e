import type { ListName } from '../../../src/catalogue/catalogue.ts';
import { SECTIONS, type SectionName } from '../../../src/catalogue/catalogue.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { lineOf, linesOf, type PageLine, type PlacedCell, topOf } from './lines.ts';
import { type EntryPage, stopAt, stopsFor } from './state.ts';

/** What a mark leads to: the stop of this index, or a list. */
export type Goal =
  | { readonly stop: number; readonly list?: never }
  | { readonly list: ListName; readonly stop?: never };

/** A goal in view, with the key that goes there. */
export interface Marked {
  readonly goal: Goal;
  readonly mark: string;
  /** Line of the area. */
  readonly y: number;
  /** Where it stands in that line: a field of this cell, the second one when it is a unit. Without a cell at the left edge. */
  readonly cell?: PlacedCell;
  readonly second?: boolean;
}

/** What a key types, the easiest first. With the two lists a form has at most ninety goals, so nothing in view stays without. */
const MARKS = [
  ...'asdfghjklqwertyuiopzxcvbnm',
  ...'1234567890',
  ...'ASDFGHJKLQWERTYUIOPZXCVBNM',
  ...';/[]=-\\',
  ...'!@#$%^&*()+{}|:<>?~',
  // Hard to tell from the line that an empty field is drawn with.
  ...'",.\'`_',
];

/** Everything in view that the focus can go to, with its mark: what is near the focus has the easiest ones, the focus itself the last. */
export function marksOf(page: EntryPage, area: Size): readonly Marked[] {
  const lines = linesOf(page, area.columns);
  const top = topOf(page, area);
  const found = lines.slice(top, top + area.rows).flatMap((line, y) => goalsOf(line, page, y));
  // Of a list only the first line in view counts.
  const goals = found.filter(({ goal: { list } }, index) => {
    return list === undefined || found.findIndex(({ goal }) => goal.list === list) === index;
  });
  const { list: focused, stop } = page.focus;
  const here: Goal = focused ? { list: focused } : { stop };
  const from = { x: columnOf(lines[lineOf(page, lines)], page), y: lineOf(page, lines) - top };
  const far = ({ goal, y, cell }: Omit<Marked, 'mark'>): number =>
    goal.list === here.list && goal.stop === here.stop
      ? Number.POSITIVE_INFINITY
      : Math.abs(y - from.y) + Math.abs((cell?.x ?? 0) - from.x) / WIDTH;
  return goals
    .map(goal => ({ goal, far: far(goal) }))
    .sort((a, b) => a.far - b.far)
    .flatMap(({ goal }, index) => {
      const mark = MARKS[index];
      return mark === undefined ? [] : [{ ...goal, mark }];
    });
}

/** So many columns aside are as far as one line up or down. */
const WIDTH = 40;

function columnOf(line: PageLine | undefined, page: EntryPage): number {
  const { id } = stopAt(page);
  return line?.kind === 'cells' ? (line.cells.find(({ ids }) => ids.includes(id))?.x ?? 0) : 0;
}

function goalsOf(line: PageLine, page: EntryPage, y: number): Omit<Marked, 'mark'>[] {
  if (line.kind === 'list-head' || line.kind === 'list-row') return [{ goal: { list: line.list }, y }];
  if (line.kind !== 'cells') return [];
  const stops = stopsFor(page);
  return line.cells.flatMap(cell =>
    cell.ids.flatMap((id, index) => {
      const stop = stops.findIndex(other => other.id === id);
      return stop < 0 ? [] : [{ goal: { stop }, y, cell, second: index > 0 }];
    }),
  );
}

/** The F-key of a section: its place among all, so that goods have the same one on every form. */
export function sectionKey(section: SectionName): string {
  return `F${Object.keys(SECTIONS).indexOf(section) + 1}`;
}

/** The mark that a typed character means; full-width ones of an input method count as what they stand for. */
export function markTyped(text: string): string {
  return CHINESE_MARKS[text] ?? text.normalize('NFKC');
}

// What the keys of . \ < > [ ] $ ` " ' type in Chinese punctuation. The rest has full-width forms.
// biome-ignore format: table
const CHINESE_MARKS: Readonly<Record<string, string>> = {
  '。': '.', '、': '\\', '《': '<', '》': '>', '【': '[', '】': ']', '￥': '$', '·': '`', '“': '"', '”': '"', '‘': "'", '’': "'",
};
