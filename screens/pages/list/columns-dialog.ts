import { keepListView } from '../../../src/jobs/list-views.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Action, Change, Effect } from '../../contract/change.ts';
import { warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { fitted, line, span } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { columnsFor, headingOf } from './columns.ts';
import type { ColumnsDialog } from './dialogs.ts';
import { find } from './find.ts';
import type { Sort } from './scan.ts';
import type { ListPage } from './state.ts';

export function openColumns(page: ListPage): ColumnsDialog {
  const others = columnsFor(page.direction).filter(name => !page.columns.includes(name));
  return {
    kind: 'columns',
    page,
    names: [...page.columns, ...others],
    shown: page.columns.length,
    sort: page.sort,
    index: 0,
  };
}

/** Keeps how the person likes the list. */
export function keepView({ direction, columns, sort, period }: ListPage): Effect {
  return {
    async run({ office }) {
      // A range of days is of the moment and would hide tomorrow's work.
      const lasting = period === 'range' ? 'all' : period;
      await keepListView(office, direction, { columns: [...columns], sort: { ...sort }, period: lasting });
      return undefined;
    },
  };
}

/** The page follows at once. */
function changed(dialog: ColumnsDialog): Change<ColumnsDialog> {
  const columns = dialog.names.slice(0, dialog.shown);
  return {
    state: dialog,
    reply: replyTo(dialog.page, now => {
      const page = { ...now, columns };
      return { state: page, effects: [keepView(page)] };
    }),
  };
}

const rowsIn = ({ names }: ColumnsDialog, area: Size): number => Math.max(4, Math.min(area.rows - 5, names.length));

const LIST = indexed<ColumnsDialog>({ count: ({ names }) => names.length, rows: rowsIn, round: true });

const shift =
  (steps: number): Action<ColumnsDialog> =>
  dialog => {
    const { names, index, shown } = dialog;
    const to = index + steps;
    const name = names[index];
    if (name === undefined || index >= shown || to < 0 || to >= shown) return {};
    return changed({ ...dialog, names: names.toSpliced(index, 1).toSpliced(to, 0, name), index: to });
  };

const toggle: Action<ColumnsDialog> = dialog => {
  const { names, index, shown } = dialog;
  const name = names[index];
  if (name === undefined) return {};
  if (index < shown && shown === 1) return warn('至少要显示一列');
  const rest = names.toSpliced(index, 1);
  const place = index < shown ? shown - 1 : shown;
  const next = { ...dialog, names: rest.toSpliced(place, 0, name), shown: index < shown ? shown - 1 : shown + 1 };
  return changed({ ...next, index: index < shown ? Math.min(index, names.length - 1) : index });
};

const sort: Action<ColumnsDialog> = ({ names, index, page, sort: before }) => {
  const column = names[index];
  if (column === undefined) return { close: true };
  const sort: Sort = { column, descending: column === before.column ? !before.descending : column === 'date' };
  return {
    close: true,
    reply: replyTo(page, (now, context) => {
      const { effects = [], ...change } = find({ ...now, sort }, context);
      return { ...change, effects: [...effects, keepView({ ...now, sort })] };
    }),
  };
};

export const COLUMNS: DialogPart<ColumnsDialog> = {
  contexts: () => ['columns'],
  actions: {
    ...listActions('columns', LIST),
    'columns.earlier': shift(-1),
    'columns.later': shift(1),
    'columns.toggle': toggle,
    'columns.sort': sort,
    'columns.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = 40;
    const inView = { index: dialog.index, room: rowsIn(dialog, area) };
    const list = drawRows(dialog.names, inView, (name, index, selected) => {
      const look = selected ? 'chosen' : index < dialog.shown ? 'panel' : 'panelQuiet';
      const order = name === dialog.sort.column ? (dialog.sort.descending ? '↓ 从大到小' : '↑ 从小到大') : '';
      const mark = index < dialog.shown ? '[x]' : '[ ]';
      const text = `${mark} ${fitted(headingOf(name, dialog.page.direction), 14)} ${order}`;
      return [chosenMark(selected), span(fitted(text, columns - 1), look)];
    });
    const keys = line('空格 显示或不显示  ← → 移动  回车 按它排序', 'panelQuiet');
    return centred(boxed('列和排序', { lines: [...list.lines, keys] }, columns + 4), area);
  },
};
