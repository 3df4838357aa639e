import { labelOn, SECTIONS } from '../catalogue/catalogue.ts';
import type { Fault } from '../catalogue/fault.ts';
import type { Direction } from '../catalogue/row.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { fieldAt, parsePath } from './path.ts';

/** A path as people say it: `goods[1].licences[0].number` is 第2项货物【产品资质】第1行【产品资质编号】; as one form says it where that is known. */
export function describe(path: string, direction?: Direction): string {
  const steps = parsePath(path) ?? [];
  return steps.reduce<string>((text, step, depth) => {
    if (typeof step === 'string') {
      const field = fieldAt(steps.slice(0, depth + 1));
      if (field) return `${text}【${labelOn(field, direction)}】`;
      const section = Object.values(SECTIONS).find(({ rows }) => rows === step);
      return section && steps.length === 1 ? section.title : text;
    }
    const section = depth === 1 ? Object.values(SECTIONS).find(({ rows }) => rows === steps[0]) : undefined;
    return text + (section?.row?.(step + 1) ?? `第${step + 1}行`);
  }, '');
}

/** A fault as one Chinese sentence: where, and what is wrong. */
export function sentenceOf(fault: Fault, direction?: Direction): string {
  const where = describe(fault.path, direction);
  return where ? `${where}：${wordingOf(fault)}` : wordingOf(fault);
}
