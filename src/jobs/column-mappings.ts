import * as v from 'valibot';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { CONTAINER_COLUMNS, GOODS_COLUMNS } from '../workbook/columns.ts';
import { headingsOfMapping, type KeptMapping } from '../workbook/kept-mappings.ts';
import type { Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

export type { KeptMapping } from '../workbook/kept-mappings.ts';

/** What the columns of customers' workbooks mean, each under a name of its own. */
export const COLUMN_MAPPINGS = settingsDocument<readonly KeptMapping[]>(
  'column-mappings',
  v.array(v.object({ name: text(), columns: v.record(v.string(), text()), unused: text() })) as v.GenericSchema<
    unknown,
    readonly KeptMapping[]
  >,
  [],
  'import-memory',
);

const COLUMNS = { ...GOODS_COLUMNS, ...CONTAINER_COLUMNS };
const NAME_MAX = 30;
const HEADING_MAX = 100;

/** As they are kept: cleaned, without empty headings, of the same name only the last. */
export function keptColumnMappings(mappings: readonly KeptMapping[]): readonly KeptMapping[] {
  const kept = mappings.map(({ name, columns, unused }): KeptMapping => {
    const headings = Object.entries(columns).map(([id, heading]) => [id, cleanLine(heading ?? '')] as const);
    return {
      name: cleanLine(name),
      columns: Object.fromEntries(headings.filter(([, heading]) => heading !== '')),
      unused: cleanLine(unused),
    };
  });
  return [...new Map(kept.map(mapping => [mapping.name, mapping])).values()];
}

/** What is wrong with mappings: `mapping.name`, `mapping.column`, `mapping.heading`, `mapping.few`. */
export function columnMappingFaults(mappings: readonly KeptMapping[]): readonly UserError[] {
  const fault = (code: string, said: string, next: string) =>
    new UserError(code, said, { exit: 'usage', next: [next] });
  return keptColumnMappings(mappings).flatMap(mapping => {
    const { name, columns } = mapping;
    const headings = headingsOfMapping(mapping);
    const said = `栏目对应“${name}”`;
    const strange = Object.keys(columns).find(id => !Object.hasOwn(COLUMNS, id));
    const long = headings.find(heading => [...heading].length > HEADING_MAX);
    return [
      ...(name === '' || [...name].length > NAME_MAX
        ? [fault('mapping.name', `栏目对应的名称要 1 至 ${NAME_MAX} 个字`, '换一个名称')]
        : []),
      ...(strange === undefined
        ? []
        : [
            fault(
              'mapping.column',
              `${said}里没有这一栏：${cleanLine(strange)}`,
              `可用的栏：${Object.keys(COLUMNS).join('、')}`,
            ),
          ]),
      ...(long === undefined
        ? []
        : [fault('mapping.heading', `${said}的表头最多 ${HEADING_MAX} 个字`, '只写表头那一格的文字')]),
      ...(headings.length < 2 ? [fault('mapping.few', `${said}只有一个表头，认不出工作簿`, '至少写两个表头')] : []),
    ];
  });
}

export async function columnMappingsOf(office: Office): Promise<readonly KeptMapping[]> {
  return await office.store.settings.read(COLUMN_MAPPINGS);
}

/** Keeps a mapping in place of the one of its name. Throws the first of its faults. */
export async function keepColumnMapping(office: Office, mapping: KeptMapping): Promise<void> {
  const [fault] = columnMappingFaults([mapping]);
  if (fault) throw fault;
  await office.store.settings.update(COLUMN_MAPPINGS, held => keptColumnMappings([...held, mapping]));
}

/** Drops the mapping of this name, or gives it another one. */
export async function changeColumnMapping(office: Office, name: string, to: string | undefined): Promise<void> {
  await office.store.settings.update(COLUMN_MAPPINGS, held => {
    const next = held.flatMap(mapping =>
      mapping.name !== name ? [mapping] : to === undefined ? [] : [{ ...mapping, name: to }],
    );
    const [fault] = columnMappingFaults(next);
    if (fault) throw fault;
    return keptColumnMappings(next);
  });
}
