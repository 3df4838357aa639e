import { codesIn, type Field, fieldsOf, isScalar } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import type { TableName } from '../codes/tables.ts';
import type { Row } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import type { ScalarKind } from '../kinds/index.ts';
import type { Form } from '../paper/form.ts';
import { dayOf, stampOf } from './clock.ts';
import type { Office } from './office.ts';

/** A declaration to see a paper with. */
export interface PrintSample {
  readonly record: DeclarationRecord;
  /** Made up, because the office has none for this paper yet. */
  readonly isExample: boolean;
}

/** The declaration of this paper's kind that was printed last, else the one that was changed last, else an example. */
export async function sampleFor(office: Office, { directions }: Form): Promise<PrintSample> {
  const rows = office.store.rows();
  const [kinds, times] = [rows.column('direction'), rows.column('updated')];
  const [printed, statuses] = [rows.column('printed'), rows.column('status')];
  let best = -1;
  for (let at = 0; at < rows.length; at += 1) {
    if (!directions.includes(kinds[at] ?? 'in') || statuses[at] === 'withdrawn') continue;
    const isBetter =
      best < 0 || (printed[at] === printed[best] ? (times[at] ?? '') > (times[best] ?? '') : printed[at] === true);
    if (isBetter) best = at;
  }
  const entryNo = rows.at(best)?.entryNo;
  // One that cannot be read, or is gone meanwhile, keeps nobody from designing.
  const record = entryNo === undefined ? undefined : await office.store.get(entryNo).catch(() => undefined);
  if (record) return { record, isExample: false };
  return { record: exampleRecord(office, directions[0] ?? 'in'), isExample: true };
}

/** Numbers that no declaration has. */
const EXAMPLE = { entryNo: 'WI000000000000000', applicationNo: '000000000000000E' } as const;

/** A declaration with something in every field: names of fields where text stands, the first code of each table. */
function exampleRecord(office: Office, direction: Direction): DeclarationRecord {
  const made = (section: Parameters<typeof fieldsOf>[0]) => exampleRow(office, fieldsOf(section), direction);
  const at = stampOf(office.now());
  return {
    version: 1,
    revision: 1,
    ...EXAMPLE,
    document: {
      ...made('declaration'),
      ...made('other'),
      direction,
      containers: [made('containers')],
      goods: [made('goods'), made('goods')],
    } as Declaration,
    status: 'received',
    created: at,
    updated: at,
    updatedBy: '',
    sending: 1,
    receipts: [],
  };
}

function exampleRow(office: Office, fields: readonly Field[], direction: Direction): Row {
  return Object.fromEntries(
    fields.flatMap(field => {
      if (field.kind === 'computed' || field.extras.at || field.use[direction] === '-' || field.extras.message)
        return [];
      if (isScalar(field)) return [[field.name, exampleValue(office, field, direction)]];
      const row = exampleRow(office, field.children, direction);
      if (Object.keys(row).length === 0) return [];
      return [[field.name, field.kind === 'rows' ? [row] : row]];
    }),
  );
}

function exampleValue(office: Office, field: Field & { readonly kind: ScalarKind }, direction: Direction): unknown {
  const table = codesIn(office.book, field, direction);
  const groups = field.extras.groupCodes ?? [];
  const code = table && office.codes.table(table as TableName).rows.find(row => !groups.includes(row.code))?.code;
  const text = code ?? [...field.label.trim()].slice(0, field.size.max || undefined).join('');
  const day = dayOf(office.now());
  const values: Readonly<Record<ScalarKind, unknown>> = {
    text,
    code: text,
    codes: [text],
    list: ['ABCD1234567'],
    integer: '12',
    decimal: '1200',
    date: day,
    flag: true,
    flags: '0'.repeat(field.size.max),
    phone: '0755-12345678',
  };
  return values[field.kind];
}
