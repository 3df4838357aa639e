import type { Form } from './form.ts';
import { DEC } from './forms/dec.ts';
import { ECIQ } from './forms/eciq.ts';
import { IAQ } from './forms/iaq.ts';

/** The forms that messages may have, by their names. */
export const FORMS = { eciq: ECIQ, iaq: IAQ, dec: DEC } as const satisfies Readonly<Record<string, Form>>;

/** The form in which messages are sent. */
export const SENT: Form = ECIQ;
