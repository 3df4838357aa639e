import type { Fault } from '../catalogue/fault.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { describe } from '../declaration/describe.ts';

/** A fault as the bureau words it, `第2项货物【报检数量】未填写`, so that programs find the field again. */
export function reasonOf(fault: Fault): string {
  return `${describe(fault.path)}${fault.code === 'required' ? '未填写' : wordingOf(fault)}`;
}
