import type { Direction } from '../../../src/catalogue/row.ts';
import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import { dayMeant } from '../../../src/kinds/day-meant.ts';
import type { Change } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { dayShown } from '../../fields/date.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { drawText, editText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';
import { type ColumnName, headingOf } from './columns.ts';
import type { Asked, SearchDialog } from './dialogs.ts';
import { find } from './find.ts';
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

export function openSearch(page: ListPage): SearchDialog {
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

const nameAt = ({ page, index }: SearchDialog): Asked => fieldsFor(page.direction)[index] ?? 'from';

const DAYS: readonly Asked[] = ['from', 'until'];

/** What is wrong with the days of the fields. */
function warningOf(values: SearchDialog['values'], today: string): string | undefined {
  const days = DAYS.map(name => ({ typed: values[name] ?? '', day: dayMeant(values[name] ?? '', today) }));
  if (days.some(({ typed, day }) => typed.trim() !== '' && day === undefined))
    return '没有这一天；日期如 22、1022、20171022、-1';
  const [from, until] = days.map(({ day }) => day);
  return from && until && until < from ? '日期至早于日期自，这段时间里没有单证' : undefined;
}

function typed(dialog: SearchDialog, text: TextState): Change<SearchDialog> {
  const next = { ...dialog, text, values: { ...dialog.values, [nameAt(dialog)]: text.text } };
  return text.text === dialog.text.text ? { state: next } : followed(next);
}

/** The list under the form shows what the fields say. */
function followed(dialog: SearchDialog): Change<SearchDialog> {
  const { from = '', until = '', ...named } = dialog.values;
  const fields = Object.fromEntries(Object.entries(named).filter(([, text]) => text.trim() !== ''));
  return {
    state: dialog,
    reply: replyTo(dialog.page, (now, context) => {
      const today = dayOf(context.world.now());
      const days = { from: dayMeant(from, today) ?? '', until: dayMeant(until, today) ?? '' };
      const ranged = days.from !== '' || days.until !== '';
      const other = now.period === 'range' ? 'all' : now.period;
      return find({ ...now, fields, ...days, period: ranged ? 'range' : other }, context);
    }),
  };
}

/** The fields under each other. */
const FIELDS: List<SearchDialog> = {
  count: ({ page }) => fieldsFor(page.direction).length,
  round: true,
  at: ({ index }) => index,
  select: (dialog, index) => {
    const name = fieldsFor(dialog.page.direction)[index] ?? 'from';
    return { state: { ...dialog, index, text: textState(dialog.values[name] ?? '') } };
  },
};

export const SEARCH: DialogPart<SearchDialog> = {
  contexts: () => ['search', 'text'],
  actions: {
    ...editText<SearchDialog>(dialog => dialog.text, typed),
    ...listActions('search', FIELDS),
    'search.clear': dialog => followed({ ...dialog, values: {}, text: textState('') }),
    'search.done': () => ({ close: true }),
    'search.cancel': ({ page }) => ({
      close: true,
      reply: replyTo(page, (now, context) => {
        const { fields, from, until, period } = page;
        return find({ ...now, fields, from, until, period }, context);
      }),
    }),
  },
  type: (dialog, text) => typed(dialog, typeInto(dialog.text, text)),
  draw(dialog, area, { world }) {
    const { direction } = dialog.page;
    const today = dayOf(world.now());
    const names = fieldsFor(direction);
    const columns = Math.min(60, area.columns - 6);
    const room = columns - 15;
    let caret = 0;
    const lines = names.map((name, index): Line => {
      const here = index === dialog.index;
      const day = DAYS.includes(name) ? dayShown(dialog.values[name] ?? '', today) : undefined;
      const meaning = day === undefined ? '' : ` → ${day}`;
      const drawn = drawText(here ? dialog.text : textState(dialog.values[name] ?? ''), room - widthOf(meaning), here);
      if (here) caret = drawn.caret;
      return [
        span(`${here ? '›' : ' '} ${fitted(labelOf(name, direction), 12)} `, here ? 'focusLabel' : 'label'),
        ...drawn.line,
        span(meaning, 'panelQuiet'),
      ];
    });
    const warning = warningOf(dialog.values, today);
    const hint = warning ? line(warning, 'warning') : line('名称可以用拼音首字母；列表随输入变化', 'panelQuiet');
    return centred(
      boxed('查找条件', { lines: [...lines, [], hint], cursor: { x: 15 + caret, y: dialog.index } }, columns),
      area,
    );
  },
};
