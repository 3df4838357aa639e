import { ENTERPRISE_FIELDS } from '../../../src/catalogue/carry.ts';
import { type Field, type FieldId, fieldOf, onForm } from '../../../src/catalogue/catalogue.ts';
import { messageIn } from '../../../src/catalogue/dialect-in-force.ts';
import { HELP } from '../../../src/catalogue/help.ts';
import { DIRECTIONS, type Direction } from '../../../src/catalogue/row.ts';
import { wordingOf } from '../../../src/catalogue/wording.ts';
import { valueFaults } from '../../../src/declaration/check.ts';
import {
  type Enterprise,
  enterprisesOf,
  keepEnterprise,
  preferEnterprise,
  removeEnterprises,
} from '../../../src/jobs/own-lists.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action } from '../../contract/change.ts';
import { checksIn } from '../../contract/checks.ts';
import { good, info } from '../../contract/message.ts';
import type { FormField, Values } from '../../fields/form/state.ts';
import { OWN_FILLS } from '../../layout/entry.ts';
import { registerTab } from './register.ts';
import type { RegisterSpec } from './register-spec.ts';
import { foundItems, type RegisterState } from './register-state.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

type Side = 'all' | Direction;

const SIDES: Readonly<Record<Side, string>> = {
  all: '基本默认信息',
  out: '出境默认信息',
  in: '入境默认信息',
  pack: '出境包装默认信息',
};
const SIDE_NAMES = Object.keys(SIDES) as Side[];

/** The fields that say who the enterprise is: where its number stands, and its name. */
const OWN = Object.assign(
  {},
  ...ENTERPRISE_FIELDS.all.flatMap(id => (fieldOf(id).extras.own === 'enterprises' ? [OWN_FILLS[id]] : [])),
) as Readonly<Partial<Record<FieldId, 'code' | 'name'>>>;

const keyOf = (side: Side, id: FieldId): string => `${side}.${id}`;
const ownKey = (column: 'code' | 'name'): string =>
  keyOf('all', ENTERPRISE_FIELDS.all.find(id => OWN[id] === column) as FieldId);
const NUMBER = ownKey('code');
const NAME = ownKey('name');

/** Elsewhere they are looked for; here they are given. */
const OWN_HELP: Readonly<Record<string, string>> = {
  code: '10 位数字，每个报检注册一个；新单证用它申报',
  name: '报检单位全称，选这个报检登记号时带出',
};

/** Here the number is given, not looked for among the registrations. */
function typedField(id: FieldId): Field {
  const { own: _searched, ...extras } = fieldOf(id).extras;
  return { ...fieldOf(id), extras };
}

function formField(side: Side, id: FieldId): FormField {
  const field = typedField(id);
  const direction = side === 'all' ? (DIRECTIONS.find(each => onForm(field, each)) ?? 'in') : side;
  return {
    key: keyOf(side, id),
    field,
    direction,
    section: SIDES[side],
    ...(OWN[id] && { required: true }),
    help: OWN_HELP[OWN[id] ?? ''] ?? HELP[id],
    fault(value, world) {
      const [fault] = valueFaults(field, value, id, direction, checksIn(world));
      return fault && { text: wordingOf(fault), level: fault.level };
    },
  };
}

const ALL_FIELDS: readonly FormField[] = SIDE_NAMES.flatMap(side =>
  ENTERPRISE_FIELDS[side].filter(id => side === 'all' || onForm(fieldOf(id), side)).map(id => formField(side, id)),
);

/** Those that stand on a form whatever is sent, and those of the forms in force. */
const FIELDS = ALL_FIELDS.filter(({ field }) => field.extras.message === undefined);

function wantedFields({ book }: Parameters<NonNullable<RegisterSpec['wanted']>>[0]): readonly FormField[] {
  // What is made for the customs from an outbound application has these fields whatever applications are sent in.
  const made = book.forCustoms?.() ? (['dec'] as const) : [];
  const sent = [...made, ...DIRECTIONS.map(direction => messageIn(book, direction))];
  return ALL_FIELDS.filter(({ field: { extras }, key, direction }) => {
    if (extras.message === undefined) return true;
    const here = [...(direction === 'out' ? made : []), messageIn(book, direction)];
    return (key.startsWith('all.') ? sent : here).includes(extras.message);
  });
}

function valuesOf({ number, name, defaults }: Enterprise): Values {
  const all = SIDE_NAMES.flatMap(side =>
    ENTERPRISE_FIELDS[side].map(id => [keyOf(side, id), cleanLine(defaults[side][id] ?? '')] as const),
  );
  return { ...Object.fromEntries(all), [NUMBER]: cleanLine(number), [NAME]: cleanLine(name) };
}

function enterpriseOf(values: Values): Enterprise {
  const given = (side: Side) =>
    Object.fromEntries(
      ENTERPRISE_FIELDS[side].flatMap(id => {
        const value = values[keyOf(side, id)] ?? '';
        return value === '' ? [] : [[id, value]];
      }),
    );
  return {
    number: cleanLine(values[NUMBER] ?? ''),
    name: cleanLine(values[NAME] ?? ''),
    defaults: { all: given('all'), in: given('in'), out: given('out'), pack: given('pack') },
  };
}

const FIRST = '★';

const SPEC: RegisterSpec = {
  tab: 'enterprises',
  title: '报检注册',
  noun: '报检注册',
  context: 'enterprises',
  fields: FIELDS,
  wanted: wantedFields,
  columns: ENTERPRISE_FIELDS.all.slice(0, 4).map((id, at) => ({
    key: keyOf('all', id),
    label: fieldOf(id).label,
    columns: [14, 20, 12, 16][at] ?? 12,
    ...(at === 1 && { grows: true }),
  })),
  key: NUMBER,
  name: NAME,
  found: [NUMBER, NAME],
  first: FIRST,
  help: [
    '报检注册：每个企业一份，连同新单证的默认值。基本的用于三种单证，出境、入境、出境包装的只用于那一种，两处都有时用后者。',
    `新单证用第一个（${FIRST}）；Alt+↑ 或 Ctrl+U 把选中的设为第一个。录单时在报检登记号一栏可以换成另一个企业。`,
  ],
  about: ({ items }) => (items.length > 1 ? `，新单证用第一个（${FIRST}）` : ''),
  read: async office => (await enterprisesOf(office)).map(valuesOf),
  async keep(office, values, was, merge) {
    await keepEnterprise(office, enterpriseOf(values), was, held => enterpriseOf(merge(valuesOf(held))));
    return cleanLine(values[NUMBER] ?? '');
  },
  remove: async (office, numbers) => (await removeEnterprises(office, numbers)).map(valuesOf),
  summary: (state, key) => (isFirst(state, key) ? '，新单证用它的默认值' : ''),
};

const isFirst = ({ items }: RegisterState, key: string): boolean => items[0]?.values[NUMBER] === key;

/** The selected one becomes the one that new declarations use. */
const prefer =
  (tab: SettingsTab, to: (page: SettingsPage, index: number) => SettingsPage): Action<SettingsPage> =>
  page => {
    const state = page.registers.enterprises;
    const item = foundItems(state)[state.index];
    const number = item?.values[NUMBER] ?? '';
    const called = `${number} ${item?.values[NAME] ?? ''}`;
    if (isFirst(state, number)) return info(`${called} 已经是第一个，新单证用它的默认值`);
    const job = keeping(
      page,
      tab,
      office => preferEnterprise(office, number),
      (now, there) =>
        there
          ? {
              state: to(
                now,
                foundItems(now.registers.enterprises).findIndex(each => each.values[NUMBER] === number),
              ),
              ...good(`${called} 排到第一，新单证从现在起用它的默认值`),
            }
          : { state: now, ...info(`${called} 已经由别人删除`) },
      '正在保存次序',
    );
    return { effects: [job] };
  };

/** The registrations of the office with the defaults of new declarations (S1). */
export const ENTERPRISES_TAB: SettingsTab = registerTab(SPEC, (tab, register) => ({
  'enterprises.prefer': {
    cannot: page => (foundItems(page.registers.enterprises).length > 0 ? undefined : '列表里没有选中的报检注册'),
    run: prefer(tab, (page, index) => register.with(page, { index: Math.max(0, index) })),
  },
}));
