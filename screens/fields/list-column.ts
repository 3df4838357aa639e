import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { type Row, valueIn } from '../../src/declaration/path.ts';
import type { ListColumn } from '../layout/entry.ts';
import type { FieldContext } from './field-editor.ts';
import { editorOf } from './index.ts';

export const headingOf = ({ id, label }: ListColumn): string => label ?? fieldOf(id).label;

/** What a row shows in a column of its list, as its field shows it: the whole, or of a code with its name one of the two. */
export function textIn({ id, part }: ListColumn, row: Row, context: Omit<FieldContext, 'field' | 'row'>): string {
  const field = fieldOf(id);
  const whole = editorOf(field, context.direction).shown(valueIn(row, field), { ...context, field, row });
  const [code = '', ...name] = whole.split(' ');
  return part === 'code' ? code : part === 'name' && name.length > 0 ? name.join(' ') : whole;
}
