import { isMissing } from '../../src/declaration/check.ts';
import type { FieldEditor } from './field-editor.ts';

/** Rows and groups that only their popup can change: the field shows how many there are. */
export const CLOSED: FieldEditor = {
  contexts: ['hasPopup'],
  text: () => '',
  shown(value) {
    if (Array.isArray(value)) return `${value.length}/${value.length}`;
    return isMissing(value) ? '0/0' : '1/1';
  },
};
