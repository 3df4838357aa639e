import * as v from 'valibot';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { GOODS_COLUMN_IDS, GOODS_COLUMNS, type GoodsColumnId } from '../workbook/columns.ts';
import type { OwnHeading } from '../workbook/own-headings.ts';
import type { GoodsMapping } from '../workbook/table-headings.ts';
import type { Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

export type { GoodsColumnId } from '../workbook/columns.ts';
export type { OwnHeading } from '../workbook/own-headings.ts';
export type { GoodsMapping } from '../workbook/table-headings.ts';

const SCHEMA = v.object(
  Object.fromEntries(GOODS_COLUMN_IDS.map(id => [id, v.exactOptional(text())])),
) as unknown as v.GenericSchema<unknown, GoodsMapping>;

export const GOODS_MAPPING = settingsDocument<GoodsMapping>('goods-mapping', SCHEMA, {});

/** The columns of the program in the order of the default template, with what they are called there. */
export const MAPPED_COLUMNS: readonly { readonly id: GoodsColumnId; readonly title: string }[] = GOODS_COLUMN_IDS.map(
  id => ({ id, title: GOODS_COLUMNS[id].title }),
);

/** The heading of the office's own workbook for each column that has one (S3); the others are read by the headings of the template. */
export async function goodsMappingOf(office: Office): Promise<GoodsMapping> {
  return await office.store.settings.read(GOODS_MAPPING);
}

/** Keeps a mapping as a whole, or what is made of the one in force. Two columns may have one heading: a number and its unit in one cell. Throws the first of `mappingFaults`. */
export async function keepGoodsMapping(
  office: Office,
  mapping: GoodsMapping | ((held: GoodsMapping) => GoodsMapping),
): Promise<GoodsMapping> {
  return await office.store.settings.update(GOODS_MAPPING, held => {
    const next = typeof mapping === 'function' ? mapping(held) : mapping;
    const [fault] = mappingFaults(next);
    if (fault) throw fault;
    return tidyMapping(next);
  });
}

/** The mapping as it is kept: cleaned headings, empty ones left out, columns in the order of the template. */
export function tidyMapping(mapping: GoodsMapping): GoodsMapping {
  return Object.fromEntries(
    GOODS_COLUMN_IDS.flatMap(id => {
      const heading = cleanLine(mapping[id] ?? '');
      return heading === '' ? [] : [[id, heading]];
    }),
  );
}

const HEADING_MAX = 100;

/** All that is wrong with a mapping: `mapping.column`, `mapping.heading`. */
export function mappingFaults(mapping: GoodsMapping): readonly UserError[] {
  return Object.entries(mapping).flatMap(([id, heading]) => {
    if (!(GOODS_COLUMN_IDS as readonly string[]).includes(id)) {
      return [
        new UserError('mapping.column', `货物导入没有这一栏：${cleanLine(id)}`, {
          exit: 'usage',
          next: [`可用的栏：${GOODS_COLUMN_IDS.join('、')}`],
        }),
      ];
    }
    const { length } = [...heading];
    if (length <= HEADING_MAX) return [];
    const { title } = GOODS_COLUMNS[id as GoodsColumnId];
    return [
      new UserError('mapping.heading', `${title} 的表头有 ${length} 个字，最多 ${HEADING_MAX} 个`, {
        exit: 'usage',
        next: ['只写表头那一格的文字'],
      }),
    ];
  });
}

/** The headings of a workbook to choose from, each once, through the guarded reader. Throws `workbook.*` and `mapping.no-headings`. */
export async function headingsOf(
  office: Office,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly signal?: AbortSignal },
): Promise<readonly OwnHeading[]> {
  const { readSheets } = await import('../workbook/read-sheets.ts');
  const { ownHeadings } = await import('../workbook/own-headings.ts');
  const sheets = await readSheets(file.bytes, file.name, { ...(file.signal && { signal: file.signal }) });
  const headings = ownHeadings(sheets, await goodsMappingOf(office));
  if (headings.length > 0) return headings;
  throw new UserError('mapping.no-headings', `${cleanLine(file.name)} 里没有一行看得出是表头`, {
    exit: 'faults',
    next: ['表头应在一行里，至少两格，下面是货物'],
  });
}
