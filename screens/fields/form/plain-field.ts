import type { Field, FieldId } from '../../../src/catalogue/catalogue.ts';

/** A text of the settings that no declaration has, as a field that the editors know how to edit; its id means nothing to the catalogue. */
export function plainField(id: string, label: string, max: number): Field {
  return {
    id: id as FieldId,
    name: id,
    label,
    kind: 'text',
    size: { max },
    use: { in: 'O', out: 'O', pack: 'O' },
    codes: undefined,
    extras: {},
    section: 'declaration',
    children: [],
    parent: undefined,
  };
}
