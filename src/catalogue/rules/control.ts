import { absolute } from '../../kinds/number.ts';
import { type ControlName, controlled, isMet } from '../control.ts';
import { fault, type Rule } from './rule.ts';

const CODES = {
  value: 'control.value',
  grossWeight: 'control.weight',
  packages: 'control.packages',
} as const satisfies Record<ControlName, string>;

/** The goods lines come to what was typed first as the total of the papers. */
export const controlTotals: Rule = document =>
  controlled(document, document.goods).flatMap(each => {
    if (isMet(each)) return [];
    const { of, sum, left } = each;
    const way = left.startsWith('-') ? '多出' : '还差';
    return [fault(CODES[of], `control.${of}`, { sum, way, left: absolute(left) })];
  });
