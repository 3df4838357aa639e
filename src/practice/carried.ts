import type { Fault } from '../catalogue/fault.ts';
import { fieldAt, heldAt, parsePath } from '../declaration/path.ts';
import { SENT } from '../message/forms.ts';

/** Whether the message has an element for what a fault is about: what cannot be sent cannot be missed. */
export function isCarried({ path }: Pick<Fault, 'path'>): boolean {
  const field = fieldAt(heldAt(parsePath(path) ?? []));
  return field === undefined || !Object.hasOwn(SENT.without, field.id);
}
