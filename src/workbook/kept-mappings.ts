import { headingOf } from './headings.ts';
import type { ColumnChoice } from './scan.ts';
import type { Sheet } from './sheet.ts';
import type { SourceColumn } from './source-columns.ts';

/** What the columns of somebody's workbook mean, kept under a name. */
export interface KeptMapping {
  readonly name: string;
  /** Column of the program → heading; the same for two where a cell holds a number and its unit. */
  readonly columns: Readonly<Partial<Record<string, string>>>;
  /** Headings whose columns are not read, ` | ` between them. */
  readonly unused: string;
}

const BETWEEN = ' | ';

export const unusedOf = ({ unused }: Pick<KeptMapping, 'unused'>): readonly string[] =>
  unused
    .split(BETWEEN.trim())
    .map(heading => heading.trim())
    .filter(Boolean);

/** All headings by which a mapping knows a workbook, each once. */
export const headingsOfMapping = (mapping: KeptMapping): readonly string[] => [
  ...new Set([...Object.values(mapping.columns).flatMap(heading => heading ?? []), ...unusedOf(mapping)]),
];

const keysOf = (mapping: KeptMapping): readonly string[] => [
  ...new Set(headingsOfMapping(mapping).map(heading => headingOf(heading).key)),
];

/** The choices that a mapping makes in a sheet, where one of its rows has all headings of the mapping. */
export function choicesOfMapping(sheet: Sheet, mapping: KeptMapping): readonly ColumnChoice[] {
  const wanted = keysOf(mapping);
  if (wanted.length < 2) return [];
  const headAt = sheet.rows.findIndex(row => {
    if (row.length < wanted.length) return false;
    const keys = new Set(row.map(cell => headingOf(cell).key));
    return wanted.every(key => keys.has(key));
  });
  return (sheet.rows[headAt] ?? []).flatMap((cell, at): ColumnChoice[] => {
    const { key } = headingOf(cell);
    if (!wanted.includes(key)) return [];
    const ids = Object.entries(mapping.columns).flatMap(([id, heading]) =>
      headingOf(heading ?? '').key === key ? [id] : [],
    );
    return [{ sheet: sheet.name, headAt, at, ids, by: 'mapping' }];
  });
}

/** The mapping whose headings a workbook has, of several the one with most of them. */
export function fittingMapping(sheets: readonly Sheet[], mappings: readonly KeptMapping[]): KeptMapping | undefined {
  return [...mappings]
    .sort((a, b) => keysOf(b).length - keysOf(a).length)
    .find(mapping => sheets.some(sheet => choicesOfMapping(sheet, mapping).length > 0));
}

/** What the columns of a workbook mean now, to be kept under a name. */
export function mappingOfColumns(name: string, columns: readonly SourceColumn[]): KeptMapping {
  const labelled = columns.filter(({ label }) => label !== '');
  const [first] = labelled;
  const own = labelled.filter(({ sheet, headAt }) => sheet === first?.sheet && headAt === first?.headAt);
  return {
    name,
    columns: Object.fromEntries(own.flatMap(({ ids, label }) => ids.map(id => [id, label]))),
    unused: own
      .filter(({ ids, numbering, label }) => ids.length === 0 && !numbering && !label.includes(BETWEEN.trim()))
      .map(({ label }) => label)
      .join(BETWEEN),
  };
}
