import type { Fault } from '../../src/catalogue/fault.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { describe } from '../../src/declaration/describe.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Reply } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { drawRows } from '../widgets/list-rows.ts';

/** All faults of a page; choosing one leads to its field. */
export interface FaultsDialog {
  readonly kind: 'faults';
  readonly faults: readonly Fault[];
  readonly index: number;
  /** Brings the page to the fault. */
  readonly go: (fault: Fault) => Reply;
}

export function openFaults(faults: readonly Fault[], go: (fault: Fault) => Reply): FaultsDialog {
  return { kind: 'faults', faults, index: 0, go };
}

const rowsIn = ({ faults }: FaultsDialog, area: Size): number => Math.max(3, Math.min(area.rows - 6, faults.length));

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
    const columns = Math.min(area.columns - 6, 90);
    const errors = dialog.faults.filter(({ level }) => level === 'error').length;
    const inView = { index: dialog.index, room: rowsIn(dialog, area) };
    const { lines } = drawRows(dialog.faults, inView, (fault, _at, selected) => {
      const where = describe(fault.path);
      const mark = fault.level === 'error' ? '✗ ' : '! ';
      const room = columns - 2 - widthOf(where) - 1;
      return [
        span(mark, fault.level === 'error' ? 'error' : 'warning'),
        span(fitted(`${where} ${room > 4 ? wordingOf(fault) : ''}`, columns - 2), selected ? 'chosen' : 'panel'),
      ];
    });
    const counts = `${errors} 处差错须改正，${dialog.faults.length - errors} 处提醒不妨碍发送`;
    return centred(boxed('差错列表', { lines: [...lines, line(counts, 'panelQuiet')] }, columns), area);
  },
};
