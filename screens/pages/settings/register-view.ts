import type { Size } from '../../../src/terminal/cells.ts';
import type { World } from '../../contract/world.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import type { Picture } from '../../draw/picture.ts';
import { formLines } from '../../fields/form/lines.ts';
import type { FormField } from '../../fields/form/state.ts';
import { drawForm, withChoices } from '../../fields/form/view.ts';
import { drawRows } from '../../widgets/list-rows.ts';
import { placedIn, rowText, wantsOf } from '../../widgets/table.ts';
import { drawText } from '../../widgets/text-state.ts';
import type { RegisterColumn, RegisterSpec } from './register-spec.ts';
import { foundItems, type RegisterState } from './register-state.ts';

/** Search line and headings. */
const HEAD = 2;
const MAX_NEEDED = 3;
const FIND = 24;
const NUMBER = 7;

/** How the rows of a tab are shared: the form gets what it needs, the list what is left, and three rows at least when it has as many. */
function shared(
  count: number,
  { columns, rows }: Size,
  fields: readonly FormField[],
): { readonly list: number; readonly form: number } {
  const needed = formLines(fields, columns).length;
  const list = Math.max(1, Math.min(MAX_NEEDED, count), rows - HEAD - 1 - needed);
  return { list, form: Math.max(1, rows - HEAD - 1 - list) };
}

/** Rows of entries that are seen in a page of this size. */
export function listRows({ items }: RegisterState, fields: readonly FormField[], area: Size): number {
  return shared(items.length, area, fields).list;
}

/** The list with its search line, and the form below it. */
export function drawRegister(
  spec: RegisterSpec,
  state: RegisterState,
  focused: boolean,
  area: Size,
  world: World,
): Picture {
  const fields = state.fields ?? spec.fields;
  const room = shared(state.items.length, area, fields);
  const inList = focused && state.zone === 'list';
  const found = foundItems(state);
  const finding = drawText(state.words, FIND, inList);
  const count = state.words.text === '' ? '' : `  找到 ${found.length} 个`;
  const marks = state.marks.size > 0 ? `  标记 ${state.marks.size} 个` : '';
  const head: Line = [span(' 查找 ', 'label'), ...finding.line, span(`${count}${marks}`, 'quiet')];
  const list = drawEntries(spec, state, found, inList, { columns: area.columns, rows: room.list });
  const held = state.items.find(({ values }) => values[spec.key] === state.taken)?.values;
  const taken = (held && spec.called?.(held)) ?? state.taken;
  const title = taken === undefined ? `增加${spec.noun}` : `修改${spec.noun} ${taken}`;
  const rule: Line = [
    span('─ ', 'rule'),
    span(title, state.taken === undefined ? 'section' : 'warning'),
    span(` ${'─'.repeat(area.columns)}`, 'rule'),
  ];
  const form = drawForm(state.form, fields, { columns: area.columns, rows: room.form }, world);
  const top = HEAD + room.list + 1;
  const lines = [head, ...list.lines, rule, ...form.lines];
  const cursor = inList
    ? found.length > 0
      ? { x: 1, y: HEAD + list.y }
      : { x: 6 + finding.caret, y: 0 }
    : form.cursor && { x: form.cursor.x, y: form.cursor.y + top };
  return withChoices({ lines, cursor: focused ? cursor : undefined }, state.form, form, top, area);
}

function drawEntries(
  { columns: wanted, key, noun, first: mark = '' }: RegisterSpec,
  { items, index, marks, taken }: RegisterState,
  found: RegisterState['items'],
  inList: boolean,
  { columns, rows }: Size,
): { readonly lines: readonly Line[]; readonly y: number } {
  const want = wantsOf(
    wanted,
    found,
    ({ label }) => label,
    ({ key: each }, { values }) => values[each] ?? '',
  );
  const placed = placedIn(wanted, columns - NUMBER - 4, { want });
  const texts = (cell: (column: RegisterColumn) => string): string => `${rowText(placed, cell)} `;
  const head = line(`${fitted('    序号', NUMBER + 4)}${texts(({ label }) => label)}`, 'quiet');
  const drawn = drawRows(found, { index, room: rows, centred: true }, ({ values }, at) => {
    const own = values[key] ?? '';
    const changing = own === taken;
    const place = items[0]?.values === values && mark !== '' ? mark : String(at + 1);
    const look = inList && at === index ? 'chosen' : changing ? 'warning' : 'plain';
    return [
      span(at === index ? '›' : ' ', 'key'),
      span(marks.has(own) ? '[x]' : changing ? ' 改' : '   ', changing ? 'warning' : 'good'),
      span(` ${fitted(place, NUMBER - 2, 'right')} ${texts(({ key: each }) => values[each] ?? '')}`, look),
    ];
  });
  const nothing = items.length === 0 ? `还没有${noun}：Tab 到下面的表单，填好后按 F5` : '没有符合的；退格改查找的字';
  const lines = found.length === 0 ? [line(`   ${nothing}`, 'quiet')] : drawn.lines;
  return { lines: [head, ...lines, ...Array.from({ length: rows - lines.length }, (): Line => [])], y: drawn.y };
}
