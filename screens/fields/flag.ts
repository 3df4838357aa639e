import type { EditorKind } from './field-editor.ts';

/** A check box: Space toggles. */
export const FLAG: EditorKind = {
  contexts: ['flag'],
  text: () => '',
  shown: value => (value === undefined ? '[ ]' : value ? '[x] 是' : '[ ] 否'),
};
