import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import { headingOf } from './headings.ts';
import { DIRECTION_LABEL, HEAD_BLOCKS, HEAD_LABELS, UNUSED_LABELS } from './layout.ts';

/** What a label asks for: a field, the direction, or something that a new declaration does not take. */
export type HeadLabel = FieldId | 'direction' | 'unused';

const index = new Map<string, HeadLabel>();
const add = (label: string, meaning: HeadLabel) => {
  const { key } = headingOf(label);
  if (!index.has(key)) index.set(key, meaning);
};

const ids = HEAD_BLOCKS.flatMap(block => block.lines.flat());
add(DIRECTION_LABEL, 'direction');
for (const id of ids) add(fieldOf(id).label, id);
for (const label of UNUSED_LABELS) add(label, 'unused');
for (const id of ids) {
  for (const label of [...(HEAD_LABELS[id] ?? []), ...(fieldOf(id).extras.headings ?? [])]) add(label, id);
}

/** The meaning of a label in the block of labels and values, by its key. */
export function headLabel(key: string): HeadLabel | undefined {
  return index.get(key);
}
