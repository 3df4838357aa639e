import { type Field, type FieldId, fieldsOf, isWanted, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import type { MessageName } from '../catalogue/dialect.ts';
import type { Direction } from '../catalogue/row.ts';

/** A place the focus rests: a field of a head section, or of the form above the containers or goods list. */
export interface Stop {
  readonly id: FieldId;
  readonly section: SectionName;
}

const isStop = (field: Field, direction: Direction, message: MessageName | undefined) =>
  isWanted(field, direction, message) && field.use[direction] !== 'S' && !field.extras.popupOnly;

/** The stops of a form in the printed order; what the system fills and what is not on the form is skipped (E2), and what only another form of the message has. */
export function stopsOf(direction: Direction, message?: MessageName): readonly Stop[] {
  return (Object.keys(SECTIONS) as SectionName[]).flatMap(section =>
    fieldsOf(section)
      .filter(field => isStop(field, direction, message))
      .map(({ id }) => ({ id, section })),
  );
}
