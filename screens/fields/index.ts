import type { Field } from '../../src/catalogue/catalogue.ts';
import { GOODS_MEMORY } from '../../src/catalogue/goods-memory.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { ENTERED, LINE_FIELDS, NAMES, OWN_FILLS, TYPED_ROWS } from '../layout/entry.ts';
import { AMOUNT, AMOUNT_WITH_POPUP } from './amount.ts';
import { CLOSED } from './closed.ts';
import { CODE_LIST } from './code-list.ts';
import { CODE_TABLE_EDITORS } from './code-tables.ts';
import { CODED } from './coded.ts';
import { DATE } from './date.ts';
import { ENTERED_NUMBER } from './entered.ts';
import type { FieldEditor } from './field-editor.ts';
import { FLAG } from './flag.ts';
import { FLAGS } from './flags.ts';
import { GOODS_LINE } from './goods-line.ts';
import { NAMED } from './named.ts';
import { OWN } from './own.ts';
import { PLAIN, PLAIN_WITH_POPUP } from './plain.ts';
import { withMemory } from './remembered.ts';
import { ROWS_BY_CODE } from './typed-rows.ts';

const CODED_WITH_MEMORY = withMemory(CODED);
const NAME_WITH_MEMORY = withMemory({ ...PLAIN, free: true });

/** How a field is edited on a form. */
export function editorOf(field: Field, direction: Direction): FieldEditor {
  if (field.id === GOODS_MEMORY.code) return CODED_WITH_MEMORY;
  return field.id === GOODS_MEMORY.name ? NAME_WITH_MEMORY : kindOf(field, direction);
}

function kindOf(field: Field, direction: Direction): FieldEditor {
  const ofTables = CODE_TABLE_EDITORS[field.id];
  if (ofTables) return ofTables;
  if (LINE_FIELDS[field.id]) return GOODS_LINE;
  if (NAMES[field.id]) return NAMED;
  if (ENTERED[field.id]) return ENTERED_NUMBER;
  switch (field.kind) {
    case 'rows':
    case 'group':
    case 'computed':
      return TYPED_ROWS[field.id] ? ROWS_BY_CODE : CLOSED;
    case 'date':
      return DATE;
    case 'flag':
      return FLAG;
    case 'codes':
      return CODE_LIST;
    case 'code':
      return field.codes?.[direction] === undefined ? PLAIN : CODED;
    case 'flags':
      return FLAGS;
    case 'list':
      return field.extras.popup ? PLAIN_WITH_POPUP : PLAIN;
    case 'integer':
    case 'decimal':
      return field.extras.popup ? AMOUNT_WITH_POPUP : AMOUNT;
    default:
      return field.extras.own && OWN_FILLS[field.id] ? OWN : PLAIN;
  }
}
