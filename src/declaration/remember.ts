import { ONE_SHIPMENT } from '../catalogue/carry.ts';
import { FIELDS, type Field, type FieldId, fieldsOf, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import { DERIVED } from '../catalogue/derived.ts';
import type { Declaration } from '../catalogue/document.ts';
import { sameContents } from './align.ts';
import { isMissing } from './check.ts';
import type { Edit } from './edit.ts';
import type { Row } from './path.ts';

type ListName = 'containers' | 'goods';

/** What the program has put into the open document by itself: all else in it is the broker's own and stays. */
export interface Filled {
  /** What a new page began with, defaults included; absent for a stored declaration, where every value is the broker's own. */
  readonly began?: Declaration;
  /** The declaration that was brought before, for a party that has since become another one. */
  readonly brought?: Declaration;
}

/** The last declaration of a party on its way into the open one. */
export interface RememberedParty {
  /** Brings it all, as one step of undo; none when nothing is to be brought. */
  readonly edits: readonly Edit[];
  /** How many fields of the head changed, and how many rows came. */
  readonly fields: number;
  readonly goods: number;
  readonly containers: number;
  /** Lists in which the broker had begun himself, so that no row came. */
  readonly left: readonly ListName[];
}

const NOT_BROUGHT: ReadonlySet<FieldId> = new Set([
  ...ONE_SHIPMENT,
  ...FIELDS.flatMap(({ id, extras }) => (extras.identity ? [id] : [])),
]);
/** Fields that the program fills anew at every edit, so that another value there is nobody's change. */
const RENEWED: ReadonlySet<FieldId> = new Set(DERIVED.flatMap(({ id, always }) => (always ? [id] : [])));

/** The edits that bring a party's last declaration into the open one (E9): in place of what the program had filled in, never of what was typed. */
export function rememberParty(open: Declaration, last: Declaration, { began, brought }: Filled = {}): RememberedParty {
  const edits: Edit[] = [];
  const counts = { fields: 0, goods: 0, containers: 0 };
  const left: ListName[] = [];
  for (const section of Object.keys(SECTIONS) as SectionName[]) {
    const { rows } = SECTIONS[section];
    const fields = fieldsOf(section);
    if (rows === undefined) {
      const of = (document: Declaration | undefined, dropped: ReadonlySet<FieldId>) =>
        keptRow((document ?? {}) as Row, fields, dropped);
      const [held, start] = [of(open, RENEWED), of(began, RENEWED)];
      const [before, next] = [of(brought, NOT_BROUGHT), of(last, NOT_BROUGHT)];
      for (const { id, name } of fields) {
        const value = next[name] ?? start[name];
        const isOwn = held[name] !== undefined && !same(held[name], before[name] ?? start[name]);
        if (NOT_BROUGHT.has(id) || isOwn || same(held[name], value)) continue;
        edits.push({ op: 'set', path: name, value });
        counts.fields += 1;
      }
      continue;
    }
    const of = (document: Declaration | undefined, dropped: ReadonlySet<FieldId>) =>
      keptRows(document?.[rows] ?? [], fields, dropped);
    const next = of(last, NOT_BROUGHT);
    const filled = brought ? of({ ...brought, [rows]: of(brought, NOT_BROUGHT) }, RENEWED) : of(began, RENEWED);
    const isOwn = open[rows].length > 0 && !same(of(open, RENEWED), filled);
    if (isOwn) {
      if (next.length > 0) left.push(rows);
      continue;
    }
    if (sameContents(open[rows], next)) continue;
    edits.push(
      ...open[rows].map((): Edit => ({ op: 'remove', path: `${rows}[0]` })),
      ...next.map((row, index): Edit => ({ op: 'insert', path: `${rows}[${index}]`, row })),
    );
    counts[rows] = next.length;
  }
  return { edits, ...counts, left };
}

/** What came, as one sentence; `entryNo` is that of the party's last declaration. */
export function rememberedText(entryNo: string, { fields, goods, containers, left }: RememberedParty): string {
  const came = [
    ...(fields > 0 ? [`${fields} 个栏位`] : []),
    ...(goods > 0 ? [`${goods} 项货物`] : []),
    ...(containers > 0 ? [`${containers} 种集装箱`] : []),
  ];
  const words: Readonly<Record<ListName, string>> = { goods: '货物', containers: '集装箱' };
  const stayed = left.length > 0 ? `；已录入的${left.map(list => words[list]).join('、')}没有动` : '';
  return came.length > 0 ? `带出 ${entryNo} 的 ${came.join('、')}${stayed}` : `${entryNo} 没有可带出的内容${stayed}`;
}

/** A row without the dropped fields, without empty values, and its fields in the order of the catalogue. */
function keptRow(row: Row, fields: readonly Field[], dropped: ReadonlySet<FieldId>): Row {
  const values = fields.flatMap((field): [string, unknown][] => {
    const value = dropped.has(field.id) ? undefined : keptValue(row[field.name], field, dropped);
    return isMissing(value) ? [] : [[field.name, value]];
  });
  return Object.fromEntries(values);
}

function keptValue(value: unknown, field: Field, dropped: ReadonlySet<FieldId>): unknown {
  if (isMissing(value)) return undefined;
  if (field.kind === 'rows') return keptRows(value as readonly Row[], field.children, dropped);
  return field.kind === 'group' ? keptRow(value as Row, field.children, dropped) : value;
}

/** The rows of which something is left. */
function keptRows(rows: readonly Row[], fields: readonly Field[], dropped: ReadonlySet<FieldId>): readonly Row[] {
  return rows.map(row => keptRow(row, fields, dropped)).filter(row => !isMissing(row));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
