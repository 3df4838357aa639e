import * as v from 'valibot';
import {
  FAULT_CODES,
  type FaultCode,
  isFaultCode,
  isSettable,
  judgementOf,
  subjectOf,
} from '../../catalogue/wording.ts';
import type { OfficeLevel, OfficeLevels } from '../../declaration/check.ts';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { oneOf, settingsDocument } from './document.ts';

/** In the order in which a key goes through them. */
export const RULE_LEVELS: readonly OfficeLevel[] = ['error', 'warning', 'off'];

/** How the office counts faults, by their codes; those that count as usual are absent. */
export const RULES = settingsDocument<OfficeLevels>(
  'rules',
  v.record(v.string(), oneOf('error', 'warning', 'off')) as v.GenericSchema<unknown, OfficeLevels>,
  {},
);

/** A rule as people see it in a list. */
export interface RuleSetting {
  readonly code: FaultCode;
  readonly wording: string;
  readonly level: OfficeLevel;
  readonly usual: OfficeLevel;
  /** Why the level cannot be changed. */
  readonly fixed: string | undefined;
}

/** All rules with the level in force, those that can be changed first. */
export function ruleSettings(held: OfficeLevels): readonly RuleSetting[] {
  const all = FAULT_CODES.map((code): RuleSetting => {
    const { level: usual, fixed } = judgementOf(code);
    return { code, wording: subjectOf(code), level: (!fixed && held[code]) || usual, usual, fixed };
  });
  return [...all.filter(({ fixed }) => !fixed), ...all.filter(({ fixed }) => fixed)];
}

/** The level of every rule that can be changed, as files and commands see them. */
export function shownRules(held: OfficeLevels): OfficeLevels {
  return Object.fromEntries(FAULT_CODES.filter(isSettable).map(code => [code, held[code] ?? judgementOf(code).level]));
}

/** What is kept: the levels that are not the usual ones. */
export function keptRules(shown: OfficeLevels): OfficeLevels {
  return Object.fromEntries(
    Object.entries(shown).filter(([code, level]) => isSettable(code) && level !== judgementOf(code).level),
  );
}

/** What is wrong with levels: `rules.unknown` and `rules.fixed`. */
export function ruleFaults(shown: OfficeLevels): readonly UserError[] {
  return Object.entries(shown).flatMap(([code, level]) => {
    if (!isFaultCode(code)) {
      const next = ['settings get rules 列出全部规则'];
      return [new UserError('rules.unknown', `没有这条规则：${cleanLine(code)}`, { exit: 'usage', next })];
    }
    const { fixed, level: usual } = judgementOf(code);
    if (fixed === undefined || level === usual) return [];
    const next = ['其他规则可以改，见 settings get rules'];
    return [new UserError('rules.fixed', `规则 ${code} 不能改：${fixed}`, { exit: 'usage', next })];
  });
}
