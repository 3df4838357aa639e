import { takeText } from '../../src/declaration/read.ts';
import { tableFor } from './coded.ts';
import type { EditorKind } from './editor.ts';
import { formatted } from './plain.ts';

/** Several codes with commas between them, shown by their names (P10). */
export const CODE_LIST: EditorKind = {
  contexts: ['popup', 'text'],
  text: formatted,
  shown(value, spot) {
    if (!Array.isArray(value)) return '';
    const table = tableFor(spot);
    return value.map(code => table?.get(String(code))?.name ?? String(code)).join('、');
  },
  take(text, spot) {
    const table = tableFor(spot);
    const codes = text
      .split(/[,，、;；\s]+/u)
      .filter(Boolean)
      .map(word => table?.named(word)?.code ?? word);
    return { value: takeText(spot.field, codes.join(','), spot.direction) };
  },
};
