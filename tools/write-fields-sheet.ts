/** Writes the review sheet of all fields, data/fields.tsv: `npx tsx tools/write-fields-sheet.ts`. The same catalogue gives the same bytes. */
import { fileURLToPath } from 'node:url';
import { FIELDS, type Field } from '../src/catalogue/catalogue.ts';
import { HELP } from '../src/catalogue/help.ts';
import { DIRECTIONS, type Direction } from '../src/catalogue/row.ts';
import { SENT } from '../src/message/forms.ts';
import type { Source } from '../src/message/sources.ts';

export const FIELDS_SHEET = fileURLToPath(new URL('../data/fields.tsv', import.meta.url));

// biome-ignore format: table
const COLUMNS: Readonly<Record<string, (field: Field) => string>> = {
  id:      field => field.id,
  section: field => field.section,
  label:   field => field.label,
  kind:    field => field.kind,
  size:    ({ size, extras }) => [sizeText(size.max, size.scale), extras.maxOutbound].filter(Boolean).join('|'),
  codes:   ({ codes, extras }) => [...new Set(Object.values(codes ?? {}))].join('|') || (extras.own ? `own:${extras.own}` : ''),
  in:      field => useOn(field, 'in'),
  out:     field => useOn(field, 'out'),
  pack:    field => useOn(field, 'pack'),
  popup:   field => field.extras.popup ?? '',
  element: field => elementsOf(field).join(' '),
  help:    field => HELP[field.id],
};

/** `R` required, `O` optional, `S` filled by the system, `-` not on the form; a condition stands behind what is required only then. */
function useOn({ use, extras }: Field, direction: Direction): string {
  return use[direction] === 'R' && extras.requiredWhen ? `R:${extras.requiredWhen}` : use[direction];
}

function sizeText(max: number, scale: number | undefined): string {
  if (max === 0) return '';
  return scale === undefined ? String(max) : `${max},${scale}`;
}

/** The elements of the declaration message that carry a field, with the forms in brackets where it is not all of them. */
function elementsOf({ id, extras }: Field): string[] {
  const held = extras.at ? `${id.replace(/[^.]*$/u, '')}${extras.at.replace(/\[\d+\]/gu, '')}` : id;
  return Object.entries(SENT.groups).flatMap(([group, { rows, elements }]) => [
    ...(rows === held ? [group] : []),
    ...Object.entries(elements).flatMap(([element, { source }]) => {
      const forms = DIRECTIONS.filter(direction => carried(source, direction) === held);
      if (forms.length === 0) return [];
      return [`${group}/${element}${forms.length === DIRECTIONS.length ? '' : `(${forms.join(',')})`}`];
    }),
  ]);
}

function carried(source: Source, direction: Direction): string | undefined {
  if (source.from === 'field') return source.id[direction];
  return source.from === 'unit' || source.from === 'column' ? source.id : undefined;
}

/** The text of the sheet: a line of headings, a line a field, in printed order. */
export function fieldsSheet(): string {
  const lines = FIELDS.map(field => Object.values(COLUMNS).map(cell => cell(field)));
  return `${[Object.keys(COLUMNS), ...lines].map(cells => cells.join('\t')).join('\n')}\n`;
}
