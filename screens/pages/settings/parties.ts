import { wordingOf } from '../../../src/catalogue/wording.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import { exportParties, importParties } from '../../../src/jobs/exchange-parties.ts';
import { readGiven } from '../../../src/jobs/find-path.ts';
import { keepParty, type Party, partiesOf, removeParties } from '../../../src/jobs/own-lists.ts';
import { cleanLine } from '../../../src/text.ts';
import { DEFAULT_LIMITS } from '../../../src/workbook/limits.ts';
import {
  PARTY_COLUMN_IDS,
  PARTY_COLUMNS,
  type PartyColumnId,
  partyFault,
} from '../../../src/workbook/party-columns.ts';
import type { Action } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { importSaid } from '../../dialogs/imported.ts';
import { askPath } from '../../dialogs/path.ts';
import { plainField } from '../../fields/form/plain-field.ts';
import type { FormField, Values } from '../../fields/form/state.ts';
import { registerTab } from './register.ts';
import type { RegisterSpec } from './register-spec.ts';
import type { SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

const WORKBOOKS = ['.xlsx', '.xls', '.csv'];

function fieldOf(id: PartyColumnId): FormField {
  const { title, max, ...more } = PARTY_COLUMNS[id];
  return {
    key: id,
    field: plainField(id, title, max),
    direction: 'in',
    section: '',
    ...(max > 20 && { wide: true }),
    ...('required' in more && { required: true }),
    help: `${title}，最多 ${max} 个字`,
    fault(value) {
      const fault = partyFault(id, cleanLine(value));
      return fault && { text: wordingOf(fault), level: 'error' };
    },
  };
}

const valuesOf = (party: Party): Values =>
  Object.fromEntries(PARTY_COLUMN_IDS.map(id => [id, cleanLine(party[id])] as const));
const partyOf = (values: Values): Party =>
  Object.fromEntries(PARTY_COLUMN_IDS.map(id => [id, values[id] ?? ''])) as Party;

const SPEC: RegisterSpec = {
  tab: 'parties',
  title: '收发货人维护',
  noun: '收发货人',
  context: 'parties',
  fields: PARTY_COLUMN_IDS.map(fieldOf),
  columns: PARTY_COLUMN_IDS.map((key, at) => ({
    key,
    label: PARTY_COLUMNS[key].title.replace(/^收发货人/u, ''),
    columns: [20, 24, 20, 24, 16][at] ?? 16,
    ...(at === 1 && { grows: true }),
  })),
  key: 'code',
  name: 'name',
  found: PARTY_COLUMN_IDS.slice(0, 3),
  help: [
    '收发货人：录单时输入代码、名称或首字母，代码、中英文名称和地址一起带出。',
    'Alt+I 导入工作簿：代码相同的替换，其余加在后面；有差错的行不采用，并说明是哪一格。Alt+E 把全部写成工作簿，可以改好再导入。',
  ],
  about: () => '',
  async read(office) {
    return (await partiesOf(office)).map(valuesOf);
  },
  async keep(office, values, was, merge) {
    await keepParty(office, partyOf(values), was, held => partyOf(merge(valuesOf(held))));
    return cleanLine(values.code ?? '');
  },
  remove: async (office, codes) => (await removeParties(office, codes)).map(valuesOf),
  summary: () => '',
};

const importing =
  (tab: SettingsTab): Action<SettingsPage> =>
  page => ({
    open: askPath(
      '导入收发货人',
      '工作簿',
      '',
      async (path, { office, signal }) => {
        const bytes = await readGiven(path, DEFAULT_LIMITS.fileBytes);
        const imported = await importParties(office, { name: path, bytes, signal });
        const fill = await tab.read(office);
        return replyTo(page, now => ({ state: fill(now), ...importSaid(path, imported) }));
      },
      {
        busy: '正在导入收发货人',
        endings: WORKBOOKS,
        note: `表头：${PARTY_COLUMN_IDS.map(id => PARTY_COLUMNS[id].title).join('、')}；代码相同的替换`,
      },
    ),
  });

const exporting: Action<SettingsPage> = (page, { world }) => ({
  open: askPath(
    '导出收发货人',
    '文件',
    '',
    async (path, { office }) => {
      const { file, parties } = await exportParties(office, path);
      return replyTo(page, () => good(`${parties} 个收发货人已写到 ${cleanLine(file)}`));
    },
    {
      busy: '正在导出收发货人',
      endings: WORKBOOKS,
      note: '结尾 .xlsx、.xls 或 .csv；已有的文件不会覆盖',
      name: `收发货人-${dayOf(world.now()).replaceAll('-', '')}.xlsx`,
    },
  ),
});

/** The parties of the office (S6). */
export const PARTIES_TAB: SettingsTab = registerTab(SPEC, tab => ({
  'parties.import': importing(tab),
  'parties.export': {
    cannot: page => (page.registers.parties.items.length > 0 ? undefined : '还没有收发货人'),
    run: exporting,
  },
}));
