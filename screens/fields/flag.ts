import type { FieldEditor } from './field-editor.ts';

/** A check box: Space toggles. */
export const FLAG: FieldEditor = {
  contexts: ['flag'],
  text: () => '',
  shown: value => (value === undefined ? '[ ]' : value ? '[x] 是' : '[ ] 否'),
};
