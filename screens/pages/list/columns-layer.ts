import { keepListView } from '../../../src/jobs/list-views.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import { boxed, centred, scrolled } from '../../draw/picture.ts';
import { type Act, answerTo, type Change, type Effect, type LayerPart, warn } from '../../contract/part.ts';
import { columnsFor, headingOf } from './columns.ts';
import { find } from './find.ts';
import type { ColumnsLayer } from './layers.ts';
import type { Sort } from './scan.ts';
import type { ListPage } from './state.ts';

export function openColumns(page: ListPage): ColumnsLayer {
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
function changed(layer: ColumnsLayer): Change<ColumnsLayer> {
  const columns = layer.names.slice(0, layer.shown);
  return {
    self: layer,
    answer: answerTo(layer.page, now => {
      const page = { ...now, columns };
      return { self: page, effects: [keepView(page)] };
    }),
  };
}

const move =
  (steps: number): Act<ColumnsLayer> =>
  layer => ({
    self: { ...layer, index: (layer.index + steps + layer.names.length) % layer.names.length },
  });

const shift =
  (steps: number): Act<ColumnsLayer> =>
  layer => {
    const { names, index, shown } = layer;
    const to = index + steps;
    const name = names[index];
    if (name === undefined || index >= shown || to < 0 || to >= shown) return {};
    return changed({ ...layer, names: names.toSpliced(index, 1).toSpliced(to, 0, name), index: to });
  };

const toggle: Act<ColumnsLayer> = layer => {
  const { names, index, shown } = layer;
  const name = names[index];
  if (name === undefined) return {};
  if (index < shown && shown === 1) return warn('至少要显示一列');
  const rest = names.toSpliced(index, 1);
  const place = index < shown ? shown - 1 : shown;
  const next = { ...layer, names: rest.toSpliced(place, 0, name), shown: index < shown ? shown - 1 : shown + 1 };
  return changed({ ...next, index: index < shown ? Math.min(index, names.length - 1) : index });
};

const sort: Act<ColumnsLayer> = ({ names, index, page, sort: before }) => {
  const column = names[index];
  if (column === undefined) return { close: true };
  const sort: Sort = { column, descending: column === before.column ? !before.descending : column === 'date' };
  return {
    close: true,
    answer: answerTo(page, (now, scene) => {
      const { effects = [], ...change } = find({ ...now, sort }, scene);
      return { ...change, effects: [...effects, keepView({ ...now, sort })] };
    }),
  };
};

export const COLUMNS: LayerPart<ColumnsLayer> = {
  chain: () => ['columns'],
  actions: {
    'columns.up': move(-1),
    'columns.down': move(1),
    'columns.earlier': shift(-1),
    'columns.later': shift(1),
    'columns.toggle': toggle,
    'columns.sort': sort,
    'columns.close': () => ({ close: true }),
  },
  draw(layer, area) {
    const columns = 40;
    const rows = Math.max(4, Math.min(area.rows - 5, layer.names.length));
    const first = scrolled(0, layer.index, rows, layer.names.length);
    const lines = layer.names.slice(first, first + rows).map((name, offset): Line => {
      const index = first + offset;
      const look = index === layer.index ? 'chosen' : index < layer.shown ? 'panel' : 'panelQuiet';
      const order = name === layer.sort.column ? (layer.sort.descending ? '↓ 从大到小' : '↑ 从小到大') : '';
      const mark = index < layer.shown ? '[x]' : '[ ]';
      return [span(fitted(` ${mark} ${fitted(headingOf(name, layer.page.direction), 14)} ${order}`, columns), look)];
    });
    const keys = line('空格 显示或不显示  ← → 移动  回车 按它排序', 'panelQuiet');
    return centred(boxed('列和排序', { lines: [...lines, keys] }, columns + 4), area);
  },
};
