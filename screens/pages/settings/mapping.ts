import { basename } from 'node:path';
import { readGiven } from '../../../src/jobs/find-path.ts';
import {
  type GoodsMapping,
  goodsMappingOf,
  headingsOf,
  keepGoodsMapping,
  MAPPED_COLUMNS,
  mappingFaults,
} from '../../../src/jobs/goods-mapping.ts';
import { cleanLine } from '../../../src/text.ts';
import { DEFAULT_LIMITS } from '../../../src/workbook/limits.ts';
import type { Action, ActionContext, Change } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { openMappings } from '../../dialogs/mappings.ts';
import { askPath } from '../../dialogs/path.ts';
import { line } from '../../draw/line.ts';
import { wrapped } from '../../draw/picture.ts';
import { commitField, focusField } from '../../fields/form/edit.ts';
import { type FormHost, formActions, formContexts, formNote, formTyping } from '../../fields/form/keys.ts';
import { plainField } from '../../fields/form/plain-field.ts';
import { beginForm, type FormField, holds, type Values } from '../../fields/form/state.ts';
import { drawForm } from '../../fields/form/view.ts';
import { openHeadings } from './headings-dialog.ts';
import { mergedOrThrow, mergeValues } from './merge-values.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { MappingState, SettingsPage } from './state.ts';

const MAX_CHARACTERS = 100;

const FIELDS: readonly FormField[] = MAPPED_COLUMNS.map(({ id, title }) => ({
  key: id,
  field: plainField(id, title, MAX_CHARACTERS),
  direction: 'in',
  section: '',
  help: `自己表格里“${title}”的表头，空着按模板；F4 从工作簿选`,
  fault(value) {
    return mappingFaults({ [id]: cleanLine(value) }).length > 0
      ? { text: `太长，最多 ${MAX_CHARACTERS} 个字`, level: 'error' }
      : undefined;
  },
}));

const NONE: Values = Object.fromEntries(MAPPED_COLUMNS.map(({ id }) => [id, '']));

const withState = (page: SettingsPage, state: Partial<MappingState>): SettingsPage => ({
  ...page,
  mapping: { ...page.mapping, ...state },
});

const toStart: Action<SettingsPage> = (page, { world }) => ({
  state: withState(page, { form: focusField(page.mapping.form, FIELDS, 0, world) }),
});

/** A value and its unit stand side by side. */
const MAX_COLUMNS = 100;

const form: FormHost<SettingsPage> = {
  fields: FIELDS,
  columns: area => Math.min(MAX_COLUMNS, area.columns),
  get: ({ mapping }) => mapping.form,
  set: (page, next) => withState(page, { form: next }),
  submit: toStart,
  after: toStart,
  before: (page, { world }) => ({
    state: withState(page, { form: focusField(page.mapping.form, FIELDS, FIELDS.length - 1, world) }),
  }),
  open: (page, context) => (page.mapping.workbook ? choosing(page) : picking(page, context)),
};

/** The form with other values, its field being edited again. */
function refilled(page: SettingsPage, values: Values, { world }: ActionContext): SettingsPage {
  const { form: now } = page.mapping;
  return withState(page, { form: focusField({ ...now, values, session: undefined }, FIELDS, now.stop, world) });
}

const put = (page: SettingsPage, { world }: ActionContext): SettingsPage =>
  withState(page, { form: commitField(page.mapping.form, FIELDS, world) });

/** Chooses the heading of the field being edited; the next field follows. */
function choosing(page: SettingsPage): Change<SettingsPage> {
  const { workbook, form: now } = page.mapping;
  const each = FIELDS[now.stop];
  if (!workbook || !each) return {};
  const users = (heading: string) =>
    FIELDS.filter(({ key }) => key !== each.key && now.values[key] === heading).map(({ field }) => field.label);
  return {
    open: openHeadings(
      `${each.field.label} 的表头 · ${workbook.name}`,
      workbook.headings.map(({ heading, cell, example }) => ({ heading, cell, example, used: users(heading) })),
      each.field.label,
      heading =>
        replyTo(page, (then, { world }) => {
          const { form: held } = then.mapping;
          const values = { ...held.values, [each.key]: cleanLine(heading) };
          const chosen = { ...held, values, session: undefined };
          return { state: withState(then, { form: focusField(chosen, FIELDS, now.stop + 1, world) }) };
        }),
    ),
  };
}

/** Asks for the workbook whose headings can be chosen. */
const picking: Action<SettingsPage> = page => ({
  open: askPath(
    '选自己的表格',
    '工作簿',
    '',
    async (path, { office, signal }) => {
      const bytes = await readGiven(path, DEFAULT_LIMITS.fileBytes);
      const name = cleanLine(basename(path));
      const found = await headingsOf(office, { name, bytes, signal });
      const headings = found.map(each => ({
        ...each,
        heading: cleanLine(each.heading),
        example: cleanLine(each.example),
      }));
      return replyTo(page, (now, context) => {
        const held = put(now, context);
        const picked = refilled(withState(held, { workbook: { name, headings } }), held.mapping.form.values, context);
        return { state: picked, ...choosing(picked) };
      });
    },
    { busy: '正在读工作簿', endings: ['.xlsx', '.xls', '.csv'], note: '只读它的表头，不导入货物' },
  ),
});

const mappingOf = (values: Values): GoodsMapping =>
  Object.fromEntries(Object.entries(values).flatMap(([id, heading]) => (heading === '' ? [] : [[id, heading]])));
const mappingIn = ({ mapping }: SettingsPage): GoodsMapping => mappingOf(mapping.form.values);
const labelOf = (key: string): string => FIELDS.find(each => each.key === key)?.field.label ?? key;

const typing = formTyping(form);

/** The office's own headings for the import of goods (S3). */
export const MAPPING_TAB: SettingsTab = {
  title: '货物导入配置',
  heading(page) {
    const set = Object.values(page.mapping.form.values).filter(Boolean).length;
    return `${set} 栏用自己的表头，其余按模板${holds(page.mapping.form) ? '，有修改尚未应用' : ''}`;
  },
  contexts: (page, { world }) => [...formContexts(form, page, world), 'mapping', 'settingsForm', 'drafts'],
  actions: {
    ...formActions(form),
    'form.clear': (page, context) => {
      const each = FIELDS[page.mapping.form.stop];
      if (!each) return {};
      return { state: refilled(page, { ...put(page, context).mapping.form.values, [each.key]: '' }, context) };
    },
    'mapping.workbook': picking,
    'mapping.kept': () => ({ effects: [openMappings()] }),
    'drafts.apply': {
      cannot: (page, context) => mappingFaults(mappingIn(put(page, context)))[0]?.message,
      run: (before, context) => {
        const page = put(before, context);
        const { form: now } = page.mapping;
        const next = refilled(page, now.values, context);
        if (!holds(now)) return { state: next, ...info('没有修改') };
        const job = keeping(
          page,
          MAPPING_TAB,
          office =>
            keepGoodsMapping(office, held =>
              mappingOf(mergedOrThrow(now.pristine, now.values, formOf(held).values, labelOf)),
            ),
          (then, _kept, now) => ({
            state: refilled(then, then.mapping.form.pristine, now),
            ...good('货物导入的表头已应用'),
          }),
          '正在保存表头',
        );
        return { state: next, effects: [job] };
      },
    },
    'drafts.restore': (page, context) => ({
      state: refilled(page, NONE, context),
      ...info('已全部清空，按模板的表头；Alt+O 应用，Alt+C 恢复到修改之前'),
    }),
    'drafts.cancel': (page, context) => ({
      state: refilled(page, page.mapping.form.pristine, context),
      ...info(holds(page.mapping.form) ? '修改已取消' : '没有修改'),
    }),
  },
  type: typing,
  draw(page, area, { world }) {
    const about = wrapped(
      '左边是程序的栏，右边写自己表格里的表头。一格里有数和单位的（如 23.235千克），两栏写同一个表头，导入时拆开。',
      area.columns - 2,
    ).map(text => line(` ${text}`, 'label'));
    const { workbook, form: now } = page.mapping;
    const found = workbook
      ? wrapped(`${workbook.name}：${workbook.headings.map(({ heading }) => heading).join('  ')}`, area.columns - 2)
      : ['F4 选自己的表格，从它的表头里选'];
    const rows = area.rows - about.length - 1;
    const drawn = drawForm(now, FIELDS, { columns: Math.min(MAX_COLUMNS, area.columns), rows }, world);
    const room = Math.max(0, area.rows - about.length - 2 - drawn.lines.length);
    const below = found.slice(0, room).map(text => line(` ${text}`, 'quiet'));
    return {
      lines: [...about, [], ...drawn.lines, ...(below.length > 0 ? [[], ...below] : [])],
      cursor: drawn.cursor && { x: drawn.cursor.x, y: drawn.cursor.y + about.length + 1 },
    };
  },
  note: (page, { world }) => formNote(form, page, world),
  help: [
    '货物导入配置：自己的表格不用改成模板的样子，把它的表头写在对应的栏里即可。',
    '导入时在核对里按 K 可以改每一栏读作什么，再按 B 起名留下；F6 列出留下的。',
    'F4 选一个表格，再从它的表头里选；重量、数量带单位的列，数和单位两栏选同一个表头。',
  ],
  unsaved: page => holds(page.mapping.form),
  async read(office) {
    const fresh = formOf(await goodsMappingOf(office));
    return page => {
      const { form: now } = page.mapping;
      const { values } = mergeValues(now.pristine, now.values, fresh.pristine);
      return withState(page, { form: { ...now, values, pristine: fresh.pristine } });
    };
  },
  places: () => FIELDS.map(({ key, field }) => ({ at: key, name: field.label })),
  arrive(page, at, world) {
    const stop = FIELDS.findIndex(({ key }) => key === at);
    return stop < 0 ? page : withState(page, { form: focusField(page.mapping.form, FIELDS, stop, world) });
  },
  enter: (page, world) =>
    withState(page, { form: focusField(page.mapping.form, FIELDS, page.mapping.form.stop, world) }),
  leave: (page, world) => withState(page, { form: commitField(page.mapping.form, FIELDS, world) }),
};

const formOf = (mapping: GoodsMapping) =>
  beginForm(Object.fromEntries(MAPPED_COLUMNS.map(({ id }) => [id, cleanLine(mapping[id] ?? '')])));
