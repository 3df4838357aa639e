import { type Field, type FieldId, fieldsOf, onForm, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';

/** A place the focus rests: a field of a head section, or of the form above the containers or goods list. */
export interface Stop {
  readonly id: FieldId;
  readonly section: SectionName;
}

const isStop = (field: Field, direction: Direction) =>
  onForm(field, direction) && field.use[direction] !== 'S' && !field.extras.popupOnly;

/** The stops of a form in the printed order; what the system fills and what is not on the form is skipped (E2). */
export function stopsOf(direction: Direction): readonly Stop[] {
  return (Object.keys(SECTIONS) as SectionName[]).flatMap(section =>
    fieldsOf(section)
      .filter(field => isStop(field, direction))
      .map(({ id }) => ({ id, section })),
  );
}
