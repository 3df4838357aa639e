import { takeText } from '../../src/declaration/read.ts';
import { ticksOf } from '../layout/popups.ts';
import { allowed } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';
import { PLAIN_WITH_POPUP } from './plain.ts';

/** One digit of a value of flags: what it stands for, and what it always is if it cannot be chosen. */
export interface FlagBit {
  /** From 1. */
  readonly place: number;
  readonly name: string;
  readonly initials: string;
  readonly fixed: string | undefined;
}

/** What the digits of a field stand for on this form. */
export function flagBitsOf(context: FieldContext): readonly FlagBit[] {
  const ticks = ticksOf(context.field);
  if (ticks?.of !== 'flags') return [];
  return context.world.codes
    .table(ticks.table)
    .rows.filter(allowed(context))
    .map(({ code, name, initials, extra }) => ({
      place: Number(extra.position ?? code),
      name,
      initials,
      fixed: extra.fixed || undefined,
    }));
}

/** Digits 0 and 1, one a flag (P2, P3); a digit that is not in use is what it must be, whatever is typed. */
export const FLAGS: FieldEditor = {
  ...PLAIN_WITH_POPUP,
  shown(value, context) {
    if (typeof value !== 'string') return '';
    const names = flagBitsOf(context).filter(({ place }) => value[place - 1] === '1');
    return [value, names.map(({ name }) => name).join('、')].join(' ').trim();
  },
  take(text, context) {
    const value = takeText(context.field, text, context.direction);
    if (typeof value !== 'string' || !/^[01]+$/u.test(value)) return { value };
    const forced = flagBitsOf(context).filter(
      ({ place, fixed }) => fixed !== undefined && (value[place - 1] ?? fixed) !== fixed,
    );
    const digits = [...value];
    for (const { place, fixed } of forced) digits[place - 1] = fixed as string;
    const note = forced.map(({ place, fixed }) => `第 ${place} 位未启用，已改为 ${fixed}`).join('；');
    return { value: digits.join(''), ...(note && { note }) };
  },
};
