import { COLUMNS, type ColumnId } from '../../../src/codes/tables.ts';
import type { Office } from '../../../src/jobs/office.ts';
import {
  keepOwnCode,
  type OwnCode,
  ownCodesOf,
  removeOwnCodes,
  restoreOwnCodes,
  type ShownOwnCode,
  switchOwnCodes,
  type WrittenCode,
} from '../../../src/jobs/own-code-entries.ts';
import { cleanLine } from '../../../src/text.ts';
import type { GuardedAction } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { OWN_CODE_FIELDS } from '../../fields/code-tables.ts';
import { plainField } from '../../fields/form/plain-field.ts';
import type { FormField, Values } from '../../fields/form/state.ts';
import { registerTab } from './register.ts';
import type { Register } from './register-access.ts';
import { meant } from './register-entries.ts';
import type { RegisterSpec } from './register-spec.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

const STATES: Readonly<Record<ShownOwnCode['state'], string>> = {
  added: '本单位的',
  changed: '改变',
  stopped: '停用',
  words: '别名',
};

/** Between words, and between further columns: both may have blanks and commas in them. */
const BETWEEN = '；';
const SPLIT = /[；;]/u;

const labelOf = (column: string): string => COLUMNS[column as ColumnId]?.headings[0] ?? column;

/** A further column as people write it: by the heading that files have, or by the name that `codes add --set` knows. */
function columnNamed(text: string): string {
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  const found = Object.entries(COLUMNS).find(
    ([column, { headings }]) =>
      column.toLowerCase() === wanted || headings.some(heading => heading.toLowerCase() === wanted),
  );
  return found?.[0] ?? cleanLine(text);
}

const pieces = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(SPLIT)
    .map(piece => piece.trim())
    .filter(Boolean);

const COLUMN = /^([^=＝]+)[=＝](.*)$/u;

function extraOf(text: string | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pieces(text).flatMap(piece => {
      const [, column = '', value = ''] = COLUMN.exec(piece) ?? [];
      return column === '' ? [] : [[columnNamed(column), value.trim()]];
    }),
  );
}

const valuesOf = ({ table, code, name, extra, stopped, words }: OwnCode): Values => ({
  key: `${table} ${code}`,
  table,
  code,
  name,
  words: words.join(BETWEEN),
  extra: Object.entries(extra)
    .map(([column, value]) => `${labelOf(column)}=${value}`)
    .join(BETWEEN),
  stopped: stopped ? '1' : '',
});

const listedValuesOf = (entry: ShownOwnCode): Values => ({
  ...valuesOf(entry),
  title: entry.title,
  called: entry.called,
  state: STATES[entry.state],
});

const writtenOf = (values: Values): WrittenCode => ({
  table: values.table ?? '',
  code: values.code ?? '',
  name: values.name ?? '',
  words: pieces(values.words),
  extra: extraOf(values.extra),
  stopped: values.stopped === '1',
});

function formField(
  key: string,
  label: string,
  max: number,
  help: string,
  more: Partial<FormField> & { readonly id?: string } = {},
): FormField {
  const { id = key, ...rest } = more;
  return {
    key,
    field: plainField(id, label, max),
    direction: 'in',
    section: '',
    help,
    fault: () => undefined,
    ...rest,
  };
}

const FIELDS: readonly FormField[] = [
  formField('table', '代码表', 40, '按名称、首字母找，空格或 F4 列出全部', {
    id: OWN_CODE_FIELDS.table,
    required: true,
  }),
  formField('code', '代码', 40, '表里有的按代码、名称或首字母找；没有的就是新增', {
    id: OWN_CODE_FIELDS.code,
    required: true,
    beside: true,
  }),
  formField('name', '名称', 1000, '新代码必填；表里有的，不填就用表里的名称', { wide: true }),
  formField('words', '别名', 4000, '录入和导入时写这些也当作这个代码；几个之间用；隔开', { wide: true }),
  formField('extra', '其他列', 4000, '如 法定第一单位=千克；几列之间用；隔开', {
    wide: true,
    fault: value =>
      pieces(value).every(piece => COLUMN.test(piece)) ? undefined : { text: '应写成 列=值', level: 'error' },
  }),
];

const called = ({ title = '', code = '', called: name = '' }: Values): string => `${title} ${code} ${name}`.trim();

const SPEC: RegisterSpec = {
  tab: 'codes',
  title: '代码',
  noun: '代码',
  context: 'ownCodes',
  fields: FIELDS,
  columns: [
    { key: 'title', label: '代码表', columns: 12 },
    { key: 'code', label: '代码', columns: 13 },
    { key: 'called', label: '名称', columns: 12, grows: true },
    { key: 'state', label: '状态', columns: 8 },
    { key: 'words', label: '别名', columns: 12, grows: true },
  ],
  key: 'key',
  name: 'called',
  found: ['table', 'title', 'code', 'called', 'words', 'state'],
  help: [
    '本单位增加、改变、停用的代码，和另起的叫法（别名）：录入、导入、检查都认得；导入新的代码表、退回旧的，这些都留着。',
    'Alt+T 停用或重新启用：停用的不再列出，填了就报错，旧单证照样显示名称。删除后 Ctrl+Z 恢复。与批命令 codes add、drop、alias 是同一份。',
  ],
  afterRemoving: '；Ctrl+Z 恢复',
  about: () => '',
  called,
  read: async office => (await ownCodesOf(office)).map(listedValuesOf),
  keep: (office, values, was, merge) =>
    keepOwnCode(office, writtenOf(values), was, held => writtenOf(merge(valuesOf(held)))),
  remove: async (office, keys) => (await removeOwnCodes(office, keys)).map(valuesOf),
  summary: (state, key) =>
    state.items.find(({ values }) => values.key === key)?.values.stopped === '1' ? '（停用的）' : '',
};

const entryOf = (values: Values): OwnCode => writtenOf(values) as OwnCode;

/** A row that is not in the list yet is meant by the form alone. */
const typedKey = (register: Register, page: SettingsPage): string => {
  const { zone, taken, form } = register.of(page);
  const { table = '', code = '' } = form.values;
  return zone === 'form' && taken === undefined && table !== '' && code !== '' ? `${table} ${code}` : '';
};

/** Switches codes off, or on again where all that are meant are off. */
const switching = (register: Register, tab: SettingsTab): GuardedAction<SettingsPage> => ({
  cannot: () => undefined,
  run(before, { world }) {
    const page = register.committed(before, world);
    const typed = typedKey(register, page);
    const items = typed === '' ? meant(register, page) : [];
    const keys = typed === '' ? items.map(register.keyOf) : [typed];
    if (keys.length === 0) return { state: before, ...good('没有选中的代码；要停用表里的，在表单里填代码表和代码') };
    const stop = typed !== '' || items.some(({ values }) => values.stopped !== '1');
    const job = keeping(
      page,
      tab,
      (office: Office) => switchOwnCodes(office, keys, stop),
      now => {
        const shown = typed === '' ? now : register.with(register.cleared(now), { zone: 'list' });
        const at = register.of(shown).items.findIndex(item => register.keyOf(item) === keys[0]);
        const one = register.of(shown).items[at];
        const what = keys.length === 1 && one ? register.called(one) : `${keys.length} 个代码`;
        return {
          state: typed === '' || at < 0 ? shown : register.with(shown, { index: at }),
          ...good(stop ? `${what} 已停用，不再列出；再按一次启用` : `${what} 已启用`),
        };
      },
      '正在保存代码',
    );
    return { state: page, effects: [job] };
  },
});

const undoing = (register: Register, tab: SettingsTab): GuardedAction<SettingsPage> => ({
  cannot: page => (register.of(page).removed.length > 0 ? undefined : '没有刚删除的代码'),
  run(page) {
    const { removed } = register.of(page);
    const job = keeping(
      page,
      tab,
      (office: Office) => restoreOwnCodes(office, removed.map(entryOf)),
      now => ({ state: register.with(now, { removed: [] }), ...good(`恢复了 ${removed.length} 个代码`) }),
      '正在恢复代码',
    );
    return { effects: [job] };
  },
});

/** Codes of the office's own: rows that are new, read otherwise or are switched off, and the words of its trade. */
export const CODES_TAB: SettingsTab = registerTab(SPEC, (tab, register) => ({
  'codes.switch': switching(register, tab),
  'codes.undo': undoing(register, tab),
}));
