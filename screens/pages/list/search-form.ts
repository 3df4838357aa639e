import type { Direction } from '../../../src/catalogue/row.ts';
import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { isDate } from '../../../src/kinds/date.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { drawText, editText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';
import { type Act, answerTo, type Change, type LayerPart } from '../../contract/part.ts';
import { type ColumnName, headingOf } from './columns.ts';
import { find } from './find.ts';
import type { Asked, SearchLayer } from './layers.ts';
import type { ListPage } from './state.ts';

// The order of the manual's search line (3.4.1, 3.4.2).
const ASKED: readonly Asked[] = [
  'from',
  'until',
  'goods',
  'party',
  'declarationNo',
  'contract',
  'bill',
  'destination',
  'containers',
];

export function openSearch(page: ListPage): SearchLayer {
  const { from, until } = page.period === 'range' ? page : { from: '', until: '' };
  const values = { ...page.fields, from, until };
  const first = fieldsFor(page.direction)[0] ?? 'from';
  return { kind: 'search', page, values, index: 0, text: textState(values[first] ?? '') };
}

function fieldsFor(direction: Direction): readonly Asked[] {
  return ASKED.filter(name => !(name in SUMMARY) || SUMMARY[name as keyof typeof SUMMARY][direction] !== undefined);
}

const labelOf = (name: Asked, direction: Direction): string =>
  name === 'from' ? '报检日期 自' : name === 'until' ? '报检日期 至' : headingOf(name as ColumnName, direction);

const nameAt = ({ page, index }: SearchLayer): Asked => fieldsFor(page.direction)[index] ?? 'from';

/** `20170901` and `2017-09-01` are days; anything else is no day yet. */
function dayIn(text: string): string {
  const day = text.trim().replace(/^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/u, '$1-$2-$3');
  return isDate(day) ? day : '';
}

function typed(layer: SearchLayer, text: TextState): Change<SearchLayer> {
  const self = { ...layer, text, values: { ...layer.values, [nameAt(layer)]: text.text } };
  return text.text === layer.text.text ? { self } : followed(self);
}

/** The list under the form shows what the fields say. */
function followed(layer: SearchLayer): Change<SearchLayer> {
  const { from = '', until = '', ...named } = layer.values;
  const fields = Object.fromEntries(Object.entries(named).filter(([, text]) => text.trim() !== ''));
  const days = { from: dayIn(from), until: dayIn(until) };
  const ranged = days.from !== '' || days.until !== '';
  return {
    self: layer,
    answer: answerTo(layer.page, (now, scene) => {
      const other = now.period === 'range' ? 'all' : now.period;
      return find({ ...now, fields, ...days, period: ranged ? 'range' : other }, scene);
    }),
  };
}

const move =
  (steps: number): Act<SearchLayer> =>
  layer => {
    const names = fieldsFor(layer.page.direction);
    const index = (layer.index + steps + names.length) % names.length;
    const name = names[index] ?? 'from';
    return { self: { ...layer, index, text: textState(layer.values[name] ?? '') } };
  };

export const SEARCH: LayerPart<SearchLayer> = {
  chain: () => ['search', 'text'],
  actions: {
    ...editText<SearchLayer>(layer => layer.text, typed),
    'search.up': move(-1),
    'search.down': move(1),
    'search.clear': layer => followed({ ...layer, values: {}, text: textState('') }),
    'search.done': () => ({ close: true }),
    'search.cancel': ({ page }) => ({
      close: true,
      answer: answerTo(page, (now, scene) => {
        const { fields, from, until, period } = page;
        return find({ ...now, fields, from, until, period }, scene);
      }),
    }),
  },
  type: (layer, text) => typed(layer, typeInto(layer.text, text)),
  draw(layer, area) {
    const { direction } = layer.page;
    const names = fieldsFor(direction);
    const columns = Math.min(60, area.columns - 6);
    const room = columns - 15;
    let caret = 0;
    const lines = names.map((name, index): Line => {
      const here = index === layer.index;
      const drawn = drawText(here ? layer.text : textState(layer.values[name] ?? ''), room, here);
      if (here) caret = drawn.caret;
      return [
        span(`${here ? '›' : ' '} ${fitted(labelOf(name, direction), 12)} `, here ? 'focusLabel' : 'label'),
        ...drawn.line,
      ];
    });
    const wrong = (['from', 'until'] as const).some(
      name => layer.values[name] && dayIn(layer.values[name] ?? '') === '',
    );
    const hint = wrong
      ? line('日期写八位数字，如 20170901', 'warning')
      : line('名称可以用拼音首字母；列表随输入变化', 'panelQuiet');
    return centred(
      boxed('查找条件', { lines: [...lines, [], hint], cursor: { x: 15 + caret, y: layer.index } }, columns),
      area,
    );
  },
};
