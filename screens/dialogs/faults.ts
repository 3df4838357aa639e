import type { Fault } from '../../src/catalogue/fault.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { describe } from '../../src/declaration/describe.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Reply } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';

/** All faults of a page; choosing one leads to its field. */
export interface FaultsDialog {
  readonly kind: 'faults';
  readonly faults: readonly Fault[];
  /** The form whose fields they are of. */
  readonly direction: Direction;
  readonly index: number;
  /** Brings the page to the fault. */
  readonly go: (fault: Fault) => Reply;
}

export function openFaults(faults: readonly Fault[], direction: Direction, go: (fault: Fault) => Reply): FaultsDialog {
  return { kind: 'faults', faults, direction, index: 0, go };
}

const columnsIn = (area: Size): number => Math.min(area.columns - 6, 100);

/** Columns before the text of a fault: whether it is chosen, and how bad it is. */
const MARKS = 3;

const textOf = (fault: Fault, { direction }: Pick<FaultsDialog, 'direction'>): string =>
  `${describe(fault.path, direction)} ${wordingOf(fault)}`.trimStart();

/** Lines for the whole text of the chosen one, as many as the longest of all wants beyond its own line. */
function moreIn(dialog: FaultsDialog, columns: number): number {
  const widest = Math.max(...dialog.faults.map(fault => widthOf(textOf(fault, dialog))));
  return widest <= columns - MARKS ? 0 : Math.min(MAX_MORE, Math.ceil(widest / (columns - 2)));
}

const MAX_MORE = 4;

const rowsIn = (dialog: FaultsDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 3 - Math.max(3, moreIn(dialog, columnsIn(area))), dialog.faults.length));

const LIST = indexed<FaultsDialog>({ count: ({ faults }) => faults.length, rows: rowsIn, round: true });

export const FAULTS: DialogPart<FaultsDialog> = {
  contexts: () => ['faults'],
  actions: {
    ...listActions('faults', LIST),
    'faults.go': dialog => {
      const fault = dialog.faults[dialog.index];
      return { close: true, ...(fault && { reply: dialog.go(fault) }) };
    },
    'faults.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = columnsIn(area);
    const errors = dialog.faults.filter(({ level }) => level === 'error').length;
    const inView = { index: dialog.index, room: rowsIn(dialog, area) };
    const { lines } = drawRows(dialog.faults, inView, (fault, _at, selected) => [
      chosenMark(selected),
      span(fault.level === 'error' ? '✗ ' : '! ', fault.level === 'error' ? 'error' : 'warning'),
      span(fitted(textOf(fault, dialog), columns - MARKS), selected ? 'chosen' : 'panel'),
    ]);
    const counts = `${errors} 处差错须改正，${dialog.faults.length - errors} 处提醒不妨碍发送`;
    const whole = wholeText(dialog, columns);
    return centred(boxed('差错列表', { lines: [...lines, ...whole, line(counts, 'panelQuiet')] }, columns), area);
  },
};

/** What its line has no room for. */
function wholeText(dialog: FaultsDialog, columns: number): readonly Line[] {
  const fault = dialog.faults[dialog.index];
  const text = fault && textOf(fault, dialog);
  const isCut = text !== undefined && widthOf(text) > columns - MARKS;
  const parts = isCut ? wrapped(text, columns) : [];
  return Array.from({ length: moreIn(dialog, columns) }, (_, at) => line(parts[at] ?? '', 'panelQuiet'));
}
