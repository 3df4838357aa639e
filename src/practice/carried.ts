import type { MessageName } from '../catalogue/dialect.ts';
import type { Fault } from '../catalogue/fault.ts';
import { fieldAt, heldAt, parsePath } from '../declaration/path.ts';
import { FORMS, SENT } from '../message/forms.ts';

/** Whether the message has an element for what a fault is about: what cannot be sent cannot be missed. */
export function isCarried({ path }: Pick<Fault, 'path'>, message?: MessageName): boolean {
  const field = fieldAt(heldAt(parsePath(path) ?? []));
  const { without } = message ? FORMS[message] : SENT;
  return field === undefined || !Object.hasOwn(without, field.id);
}
