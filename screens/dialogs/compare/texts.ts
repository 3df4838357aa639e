import {
  type Field,
  fieldOf,
  fieldsOf,
  isScalar,
  LIST_NAMES,
  type ListName,
  SECTIONS,
  type SectionName,
} from '../../../src/catalogue/catalogue.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { formOf } from '../../../src/declaration/align.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import type { Difference } from '../../../src/declaration/compare.ts';
import { describe } from '../../../src/declaration/describe.ts';
import { fieldAt, parsePath, pathOf, type Row, type Steps, valueIn } from '../../../src/declaration/path.ts';
import { valueText } from '../../../src/declaration/value-text.ts';
import { cleanLine, cleanText } from '../../../src/text.ts';
import type { World } from '../../contract/world.ts';
import { listColumns } from '../../layout/entry.ts';

/** What values are read with. */
export interface Reader {
  readonly direction: Direction;
  readonly codes: World['codes'];
  readonly book: World['book'];
}

export const NOTHING = '（空）';

/** Where a difference stands: the row that it is in, and what it is there. */
export function placeOf(difference: Pick<Difference, 'of' | 'path' | 'numbers'>): {
  readonly group: string;
  readonly label: string;
} {
  const { of, path, numbers } = difference;
  const steps = parsePath(path) ?? [];
  const whole = describe(path);
  const rows = of === 'row' ? steps.slice(0, -1) : steps;
  const last = rows.findLastIndex(step => typeof step === 'number');
  const group = last < 0 ? '' : describe(pathOf(rows.slice(0, last + 1)));
  const own = whole.slice(group.length) || cleanLine(path);
  const plain = own.startsWith('【') && own.endsWith('】') ? own.slice(1, -1).replaceAll('】【', ' ') : own;
  const label = of === 'order' ? `${plain}的顺序` : of === 'row' && numbers === 'theirs' ? `${plain}（对方的）` : plain;
  return { group, label };
}

/** What a side has, in one line. */
export function briefOf(difference: Difference, which: 'base' | 'mine' | 'theirs', reader: Reader): string {
  const { of, path, base, [which]: value } = difference;
  const steps = parsePath(path) ?? [];
  if (of === 'order') return (value as readonly Row[]).map(row => rowBrief(row, steps, reader)).join('、');
  if (of === 'row') {
    if (value === undefined) return which === 'base' || base === undefined ? '（没有）' : '（删除）';
    if (which !== 'base' && difference.by === 'both') {
      const changed = changedIn(rowOf(base), rowOf(value), childrenOf(steps.slice(0, -1)));
      return `改了${changed.map(({ label }) => label).join('、')}`;
    }
    return rowBrief(rowOf(value), steps.slice(0, -1), reader);
  }
  const field = fieldAt(steps);
  return cleanLine(field ? valueText(value, field, reader) : JSON.stringify(value ?? '')) || NOTHING;
}

const rowOf = (value: unknown): Row => (value ?? {}) as Row;

function changedIn(base: Row, row: Row, fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ name }) => formOf(base[name]) !== formOf(row[name]));
}

/** What a side has, whole; `*` marks what it changed in a row that the other one took away. */
export function wholeOf(difference: Difference, which: 'base' | 'mine' | 'theirs', reader: Reader): readonly string[] {
  const { of, path, base, [which]: value } = difference;
  const steps = parsePath(path) ?? [];
  if (of === 'order') {
    return (value as readonly Row[]).map((row, index) => `  ${index + 1}. ${rowBrief(row, steps, reader)}`);
  }
  if (of === 'row' && value !== undefined) {
    const linesOf = (row: unknown) => rowLines(rowOf(row), childrenOf(steps.slice(0, -1)), reader, '  ');
    const before = linesOf(base);
    const marked = which !== 'base' && base !== undefined;
    return linesOf(value).map(text => (marked && !before.includes(text) ? `* ${text.slice(2)}` : text));
  }
  const field = fieldAt(steps);
  if (of === 'row' || !field || isMissing(value)) return [`  ${briefOf(difference, which, reader)}`];
  return cleanText(valueText(value, field, reader))
    .split('\n')
    .map(text => `  ${text}`);
}

/** The fields of the rows of a list. */
function childrenOf(list: Steps): readonly Field[] {
  const section = (Object.keys(SECTIONS) as SectionName[]).find(name => SECTIONS[name].rows === list[0]);
  return list.length === 1 && section ? fieldsOf(section) : (fieldAt(list)?.children ?? []);
}

/** What people know a row by. */
function rowBrief(row: Row, list: Steps, reader: Reader): string {
  const [name] = list;
  const texts = (fields: readonly Field[]) =>
    fields
      .filter(isScalar)
      .map(field => cleanLine(valueText(valueIn(row, field), field, reader)))
      .filter(Boolean)
      .join(' ');
  const columns =
    list.length === 1 && isListName(name)
      ? listColumns(name, reader.direction, Number.POSITIVE_INFINITY).map(({ id }) => fieldOf(id))
      : [];
  return texts(columns) || texts(childrenOf(list)) || NOTHING;
}

const isListName = (name: unknown): name is ListName => LIST_NAMES.some(list => list === name);

function rowLines(row: Row, fields: readonly Field[], reader: Reader, indent: string): readonly string[] {
  const lines = fields.flatMap((field): readonly string[] => {
    if (field.kind === 'computed' || field.extras.at || isMissing(row[field.name])) return [];
    const value = row[field.name];
    if (field.kind === 'group') {
      return [`${indent}${field.label}`, ...rowLines(rowOf(value), field.children, reader, `${indent}  `)];
    }
    if (field.kind === 'rows') {
      return (value as readonly Row[]).flatMap((each, index) => [
        `${indent}${field.label} 第${index + 1}行`,
        ...rowLines(each, field.children, reader, `${indent}  `),
      ]);
    }
    return [`${indent}${field.label}：${cleanLine(valueText(value, field, reader))}`];
  });
  return lines.length > 0 ? lines : [`${indent}${NOTHING}`];
}
