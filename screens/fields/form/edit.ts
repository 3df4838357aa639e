import type { World } from '../../contract/world.ts';
import { within } from '../../widgets/list-moves.ts';
import { type FieldContext, NO_LISTS } from '../field-editor.ts';
import { type Assignment, beginEdit, commitEdit } from '../field-session.ts';
import type { FormField, FormState } from './state.ts';

/*
 * A form of texts: registrations, parties, headings of a workbook. Which fields it has is data; what is typed, chosen, checked and
 * drawn is the same for all of them, by the same engine as a field of a declaration.
 */

const REQUIRED = '必填，尚未填写';

export function spotOf({ field, direction, beside }: FormField, { values }: FormState, world: World): FieldContext {
  return { field, row: beside ? values : {}, direction, world, own: NO_LISTS };
}

/** What is wrong with the value of a field; nothing is said of one that is being typed. */
export function faultOf(each: FormField, { values }: FormState, world: World): ReturnType<FormField['fault']> {
  const value = values[each.key] ?? '';
  return value === '' ? undefined : each.fault(value, world);
}

/** The first field that must be mended before the form can be kept. */
export function firstWrong(
  form: FormState,
  fields: readonly FormField[],
  world: World,
): { readonly stop: number; readonly text: string } | undefined {
  for (const [stop, each] of fields.entries()) {
    const missing = each.required && (form.values[each.key] ?? '').trim() === '';
    const fault = missing ? { text: REQUIRED, level: 'error' } : faultOf(each, form, world);
    if (fault?.level === 'error') return { stop, text: `${each.field.label}：${fault.text}` };
  }
  return undefined;
}

/** The form with the field of this index being edited. */
export function focusField(form: FormState, fields: readonly FormField[], stop: number, world: World): FormState {
  const at = within(stop, fields.length);
  const each = fields[at];
  const session = each && beginEdit(form.values[each.key] ?? '', spotOf(each, form, world));
  return { ...form, stop: at, session };
}

/** The form with what was typed among its values, and no field edited. A text that is refused is given up: none of these fields does. */
export function commitField(form: FormState, fields: readonly FormField[], world: World): FormState {
  const each = fields[form.stop];
  if (!each || !form.session) return { ...form, session: undefined };
  const down = commitEdit(form.session, spotOf(each, form, world));
  return { ...filled(form, fields, each, down.assignments ?? []), session: undefined };
}

/** Values by their fields; those of the same section are meant, and what is on no form is left out. */
export function filled(
  form: FormState,
  fields: readonly FormField[],
  from: FormField,
  fills: readonly Assignment[],
): FormState {
  const given = fills.flatMap(({ id, value }) => {
    const to = fields.find(({ field, section }) => field.id === id && section === from.section);
    return to ? [[to.key, value === undefined ? '' : String(value)]] : [];
  });
  return { ...form, values: { ...form.values, ...Object.fromEntries(given) } };
}
