import { FORMS } from '../message/forms.ts';

export type FormName = keyof typeof FORMS;

/** Apart from the writing of messages: their tables are loaded by who names them all, or when one is written. */
export const FORM_NAMES = Object.keys(FORMS) as readonly FormName[];
