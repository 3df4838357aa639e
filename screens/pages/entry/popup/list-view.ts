import { fieldOf, isWanted } from '../../../../src/catalogue/catalogue.ts';
import { wordingOf } from '../../../../src/catalogue/wording.ts';
import { missingFields } from '../../../../src/declaration/check.ts';
import { type Row, valueIn } from '../../../../src/declaration/path.ts';
import type { World } from '../../../contract/world.ts';
import { fitted, type Line, line } from '../../../draw/line.ts';
import { headingOf, textIn } from '../../../fields/list-column.ts';
import type { ListColumn } from '../../../layout/entry.ts';
import { drawRows } from '../../../widgets/list-rows.ts';
import { numberedRow, placedIn, rowText, wantsOf } from '../../../widgets/table.ts';
import { declaredIn } from '../effective-rows.ts';
import { type EntryPage, lockedBecause, messageOf } from '../state.ts';
import { popupStops } from '../value-path.ts';
import type { Drawn } from './drawn.ts';
import { pathOfRow } from './faults.ts';
import type { OpenPopup } from './pending-row.ts';
import { popupRows } from './value.ts';

/** The columns beside the number of a row. */
const MARKS = 3;

/** The list of a popup below its headings. */
export function drawList(page: EntryPage, open: OpenPopup, columns: number, rows: number, world: World): Drawn {
  const { state, spec } = open;
  const values = popupRows(page, state);
  const digits = Math.max(3, String(values.length).length);
  const listed = (spec.list ?? []).filter(({ id }) =>
    isWanted(fieldOf(id), page.drafts.document.direction, messageOf(page)),
  );
  const textOf = (column: ListColumn, value: unknown): string => {
    const first = spec.first && value === values[0] && column === listed[0] ? spec.first : '';
    return `${first}${cellText(page, open, column, value, world)}`;
  };
  const want = wantsOf(listed, values, headingOf, textOf);
  const shown = placedIn(listed, columns - MARKS - digits, { want, tight: true });
  if (values.length === 0)
    return {
      lines: [
        line(
          spec.attached ? ' 没有附件：按 F5 添加文件' : ' 列表是空的：填好栏位后在最后一栏回车，或按 F5 添加',
          'panelQuiet',
        ),
      ],
    };
  const head = line(` 序号 ${' '.repeat(digits - 3)}${rowText(shown, headingOf)} `, 'panelQuiet');
  // Where not all rows are to be seen, a line tells which ones are.
  const room = Math.max(1, values.length > rows - 1 ? rows - 2 : rows - 1);
  const { lines, first, y } = drawRows(values, { index: state.index, room }, (value, index, selected) => {
    return numberedRow({
      index,
      digits,
      text: `${rowText(shown, column => textOf(column, value))} `,
      selected,
      focused: state.zone === 'list',
      changing: state.editingIndex === index && lockedBecause(page) === undefined,
      fault:
        wrongRow(page, index) || isIncomplete(page, open, value)
          ? 'error'
          : doubtOf(open, value)
            ? 'warning'
            : undefined,
      look: 'panel',
    });
  });
  const seen = lines.length > 1 ? `${first + 1}-${first + lines.length}` : first + 1;
  const more: Line[] =
    values.length > lines.length
      ? [line(fitted(`  第 ${seen} 行，共 ${values.length} 行`, columns), 'panelQuiet')]
      : [];
  const cursor = state.zone === 'list' ? { x: 0, y: 1 + y } : undefined;
  return { lines: [head, ...lines, ...more], cursor, seen: room };
}

/** Faults of the last check that are about a row of the list. */
function wrongRow(page: EntryPage, index: number): boolean {
  const path = page.faults && pathOfRow(page, index);
  if (!page.faults || path === undefined) return false;
  return page.faults.some(({ level, path: at }) => level === 'error' && (at === path || at.startsWith(`${path}.`)));
}

/** Whether a row lacks what it must have, checked or not. */
function isIncomplete(page: EntryPage, { state }: OpenPopup, value: unknown): boolean {
  if (typeof value === 'string') return false;
  const { direction } = page.drafts.document;
  return missingFields(popupStops(page, state).map(fieldOf), value as Row, direction, messageOf(page)).length > 0;
}

/** What is worth a look in an item of the list, in words. */
function doubtOf({ spec }: OpenPopup, value: unknown): string | undefined {
  const code = typeof value === 'string' ? spec.judge?.(value) : undefined;
  return code && wordingOf({ code, params: { number: String(value) } });
}

function cellText(page: EntryPage, open: OpenPopup, column: ListColumn, value: unknown, world: World): string {
  if (typeof value === 'string') {
    const doubt = doubtOf(open, value);
    return doubt === undefined ? value : `${value}  ${doubt}`;
  }
  const row = value as Row;
  // A file is told by its size, in kilobytes of what its base64 stands for.
  if (open.spec.attached?.content === column.id) {
    return `${Math.ceil((String(valueIn(row, fieldOf(column.id)) ?? '').length * 3) / 4096)} KB`;
  }
  const fieldContext = {
    direction: page.drafts.document.direction,
    world,
    own: page.own,
    declared: () => declaredIn(page),
  };
  return textIn(column, row, fieldContext);
}
