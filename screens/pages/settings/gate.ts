import { keepReviewRule, removeReviewRules, reviewRulesOf } from '../../../src/jobs/review-rules.ts';
import {
  REVIEW_RULE_FIELDS,
  type ReviewRule,
  type ReviewRuleField,
  reviewRuleFault,
} from '../../../src/jobs/settings/review-rules.ts';
import { cleanLine } from '../../../src/text.ts';
import { plainField } from '../../fields/form/plain-field.ts';
import type { FormField, Values } from '../../fields/form/state.ts';
import { registerTab } from './register.ts';
import type { RegisterSpec } from './register-spec.ts';
import type { SettingsTab } from './settings-tab.ts';

// biome-ignore format: table
const FIELDS: Readonly<Record<ReviewRuleField, { readonly label: string; readonly max: number; readonly columns: number; readonly help: string }>> = {
  name:      { label: '名称',     max: 20,  columns: 14, help: '规则的名称，不能重复；发送时说按哪一条须复核' },
  party:     { label: '收发货人', max: 60,  columns: 14, help: '收/发货人名称里的几个字；不填则不论是谁' },
  clerk:     { label: '经办人',   max: 60,  columns: 12, help: '最后保存的人，几个用逗号隔开；不填则不论是谁' },
  hs:        { label: 'HS开头',   max: 100, columns: 12, help: 'HS 编码的开头，如 22,8703；有一项货物是它的就算' },
  amount:    { label: '总值以上', max: 20,  columns: 10, help: '货物总值达到多少；不填则不论多少' },
  currency:  { label: '币制',     max: 10,  columns: 6,  help: '总值的币制代码；不填则任何一种币制的合计' },
  reviewers: { label: '复核人',   max: 100, columns: 14, help: '谁可以复核，几个用逗号隔开；不填则有权限的都可以，自己的总不能自己复核' },
};

function fieldOf(key: ReviewRuleField): FormField {
  const { label, max, help } = FIELDS[key];
  return {
    key,
    field: plainField(key, label, max),
    direction: 'in',
    section: '',
    ...(key === 'name' && { required: true }),
    help,
    fault(value) {
      const text = reviewRuleFault(key, cleanLine(value));
      return text === undefined ? undefined : { text, level: 'error' };
    },
  };
}

const valuesOf = (rule: ReviewRule): Values =>
  Object.fromEntries(REVIEW_RULE_FIELDS.map(field => [field, cleanLine(rule[field])]));
const ruleOf = (values: Values): ReviewRule =>
  Object.fromEntries(REVIEW_RULE_FIELDS.map(field => [field, values[field] ?? ''])) as unknown as ReviewRule;

const SPEC: RegisterSpec = {
  tab: 'gate',
  title: '复核',
  noun: '复核规则',
  context: 'gate',
  fields: REVIEW_RULE_FIELDS.map(fieldOf),
  columns: REVIEW_RULE_FIELDS.map(key => ({
    key,
    label: FIELDS[key].label,
    columns: FIELDS[key].columns,
    ...(key === 'party' && { grows: true }),
  })),
  key: 'name',
  name: 'name',
  found: ['name', 'party', 'clerk', 'hs'],
  help: [
    '复核：合乎一条规则的单证，发送时先送复核，别人通过以后才能发送；没有规则就不用复核。',
    '一条规则里填了的条件都要合；只填名称则每一份都要复核。通过以后又改过的要再复核。',
  ],
  first: '没有规则：发送不用复核',
  about: () => '',
  async read(office) {
    return (await reviewRulesOf(office)).map(valuesOf);
  },
  called: ({ name = '' }) => name,
  async keep(office, values, was, merge) {
    await keepReviewRule(office, ruleOf(values), was, held => ruleOf(merge(valuesOf(held))));
    return cleanLine(values.name ?? '').trim();
  },
  remove: async (office, names) => (await removeReviewRules(office, names)).map(valuesOf),
  summary: () => '',
};

/** Which declarations a colleague looks at before they are sent. */
export const GATE_TAB: SettingsTab = registerTab(SPEC, () => ({}));
