import type { Field } from '../../../src/catalogue/catalogue.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import type { World } from '../../contract/world.ts';
import type { FieldSession } from '../field-editor.ts';

/** A field of a form. */
export interface FormField {
  /** Its value among those of the form. */
  readonly key: string;
  /** How it is edited and what it is called. */
  readonly field: Field;
  readonly direction: Direction;
  /** The heading that stands above the first field of it. */
  readonly section: string;
  /** Takes a whole line. */
  readonly wide?: true;
  readonly required?: true;
  /** What it offers depends on the values beside it, which are its row. */
  readonly beside?: true;
  readonly help: string;
  /** What is wrong with a value that is there, in Chinese. */
  fault(value: string, world: World): { readonly text: string; readonly level: 'error' | 'warning' } | undefined;
}

/** Values by the keys of the fields; '' for none. */
export type Values = Readonly<Record<string, string>>;

export interface FormState {
  readonly values: Values;
  /** What it began with: a form that is still like this holds nothing to keep. */
  readonly pristine: Values;
  /** Index of the field that has the focus. */
  readonly stop: number;
  /** The field being edited, while the focus is in the form. */
  readonly session: FieldSession | undefined;
}

export const beginForm = (values: Values): FormState => ({ values, pristine: values, stop: 0, session: undefined });

/** Whether the form holds something that is not kept. */
export function holds({ values, pristine, session }: FormState): boolean {
  if (session && session.text.text !== session.before) return true;
  return [...Object.keys(values), ...Object.keys(pristine)].some(key => (values[key] ?? '') !== (pristine[key] ?? ''));
}
