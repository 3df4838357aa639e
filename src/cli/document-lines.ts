import {
  codesIn,
  type Field,
  fieldsOf,
  isScalar,
  labelOn,
  SECTIONS,
  type SectionName,
} from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import { TOTALS } from '../catalogue/totals.ts';
import { isMissing } from '../declaration/check.ts';
import { type Row, valueIn } from '../declaration/path.ts';
import { totalsOf } from '../declaration/totals.ts';
import { kindOf } from '../kinds/index.ts';
import { cleanLine } from '../text.ts';
import { padded } from './report.ts';

// Where the values of most fields begin, in columns.
const VALUES_FROM = 18;

/** The contents of a declaration as people read them: a line a field, and the totals of the goods. */
export function documentLines(document: Declaration, book: CodeBook): readonly string[] {
  const values = (fields: readonly Field[], row: Row, indent: string): string[] =>
    fields.flatMap(field => {
      const value = valueIn(row, field);
      if (isMissing(value) || field.extras.popupOnly) return [];
      if (field.kind === 'rows') {
        return [
          `${indent}${field.label}`,
          ...(value as Row[]).flatMap((child, index) => [
            `${indent}  ${index + 1}.`,
            ...values(field.children, child, `${indent}     `),
          ]),
        ];
      }
      if (field.kind === 'group')
        return [`${indent}${field.label}`, ...values(field.children, value as Row, `${indent}  `)];
      if (!isScalar(field)) return [];
      return [
        `${padded(`${indent}${labelOn(field, document.direction)}`, VALUES_FROM)}  ${cleanLine(kindOf(field.kind).format(value as never))}${nameOf(field, value)}`,
      ];
    });
  const nameOf = (field: Field, value: unknown) => {
    const table = codesIn(book, field, document.direction);
    const codes = table ? (Array.isArray(value) ? value : [value]) : [];
    const names = codes.map(code => book.find(table as string, String(code))?.name ?? '').filter(Boolean);
    return names.length > 0 ? `  ${names.join('、')}` : '';
  };
  const sections = (Object.keys(SECTIONS) as SectionName[]).flatMap(section => {
    const { title, rows, row: called, message } = SECTIONS[section];
    if (!rows) {
      const lines = values(fieldsOf(section), document, '  ');
      return message !== undefined && lines.length === 0 ? [] : [`◆ ${title}`, ...lines];
    }
    return document[rows].length === 0
      ? []
      : [
          `◆ ${title}`,
          ...document[rows].flatMap((line, index) => [
            `  ${called?.(index + 1) ?? ''}`,
            ...values(fieldsOf(section), line, '    '),
          ]),
        ];
  });
  const totals = totalsOf(document.goods).map(
    ({ of, unit, sum }) =>
      `  ${TOTALS[of].label}  ${sum} ${unit === undefined ? '' : (book.find(TOTALS[of].codes, unit)?.name ?? unit)}`,
  );
  return [...sections, ...(totals.length > 0 ? ['◆ 货物总信息', ...totals] : [])];
}
