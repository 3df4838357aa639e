import fc from 'fast-check';
import { type Field, fieldsOf, isScalar, SECTIONS, type SectionName } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import type { Edit } from '../../src/declaration/edit.ts';
import { pathOf, type Row, type Steps } from '../../src/declaration/path.ts';
import type { ScalarKind } from '../../src/kinds/index.ts';

/** A few values of each kind, right and wrong: edits do not look at them. */
// biome-ignore format: table
const VALUES: Readonly<Record<ScalarKind, readonly unknown[]>> = {
  text:    ['红葡萄酒', '𠮷野家', 'N/M\nNO.1'],
  code:    ['840', '035', '不对'],
  codes:   [['11', '14'], ['11']],
  list:    [['MRKU6105297'], ['MRKU6105297', 'NYKU8527234']],
  integer: ['1', '20'],
  decimal: ['12.5', '99999999999999.99999', '0'],
  date:    ['2017-09-20', '2017-02-30'],
  flag:    [true, false],
  flags:   ['0000', '1010'],
  phone:   ['0755-26391234'],
};

const heldIn = (fields: readonly Field[]) => fields.filter(({ kind, extras }) => kind !== 'computed' && !extras.at);

function anyValue(field: Field): fc.Arbitrary<unknown> {
  if (isScalar(field)) return fc.constantFrom(...VALUES[field.kind]);
  const row = rowOf(field.children);
  if (field.kind === 'rows') return fc.array(row, { minLength: 1, maxLength: 3 });
  return row.filter(group => Object.keys(group).length > 0);
}

/** A row with some of its fields; also one with none. */
function rowOf(fields: readonly Field[]): fc.Arbitrary<Row> {
  const held = heldIn(fields);
  return fc
    .subarray([...held], { maxLength: Math.min(6, held.length) })
    .chain(some =>
      fc.tuple(...some.map(anyValue)).map(values => Object.fromEntries(some.map(({ name }, at) => [name, values[at]]))),
    );
}

/** Any declaration that could be held, right or wrong. */
export const declarations: fc.Arbitrary<Declaration> = fc
  .record({
    direction: fc.constantFrom(...DIRECTIONS),
    head: rowOf([...fieldsOf('declaration'), ...fieldsOf('other')]),
    containers: fc.array(rowOf(fieldsOf('containers')), { maxLength: 3 }),
    goods: fc.array(rowOf(fieldsOf('goods')), { maxLength: 4 }),
  })
  .map(({ head, ...rest }) => ({ ...head, ...rest }) as Declaration);

/** Numbers that choose; each document answers them with an edit of its own. */
export const choices = fc.array(fc.nat({ max: 999_999 }), { minLength: 6, maxLength: 6 });

interface Place {
  readonly at: Steps;
  readonly fields: readonly Field[];
}

interface List extends Place {
  readonly rows: readonly Row[];
}

/** Every list of a document, also those that are still empty, and every row, with the next one that is not there yet. */
function placesOf(document: Declaration): { readonly lists: readonly List[]; readonly rows: readonly Place[] } {
  const lists: List[] = [];
  const rows: Place[] = [];
  const visitList = (list: List) => {
    lists.push(list);
    for (let at = 0; at <= list.rows.length; at++) visitRow(list.rows[at] ?? {}, [...list.at, at], list.fields);
  };
  const visitRow = (row: Row, at: Steps, fields: readonly Field[]) => {
    rows.push({ at, fields });
    for (const { kind, name, children } of fields) {
      const steps = [...at, name];
      if (kind === 'rows') {
        const held = (row[name] ?? []) as readonly Row[];
        if (held.length > 0 || at.length < 2) visitList({ at: steps, fields: children, rows: held });
      }
      if (kind === 'group') visitRow((row[name] ?? {}) as Row, steps, children);
    }
  };
  for (const [section, { rows: list }] of Object.entries(SECTIONS)) {
    const fields = fieldsOf(section as SectionName);
    if (list) visitList({ at: [list], fields, rows: document[list] as readonly Row[] });
    else visitRow(document as Row, [], fields);
  }
  return { lists, rows };
}

/** The edit that the choices mean on this document; it can always be applied. */
export function editFrom(document: Declaration, choices: readonly number[]): Edit {
  const [kind = 0, where = 0, field = 0, value = 0, from = 0, to = 0] = choices;
  const pick = <T>(items: readonly T[], number: number): T => items[number % items.length] as T;
  const { lists, rows } = placesOf(document);
  const list = pick(lists, where);
  const path = pathOf([...list.at, from % Math.max(list.rows.length, 1)]);
  const operation = kind % 8;
  if (operation === 0) {
    const at = from % (list.rows.length + 1);
    const held = heldIn(list.fields).filter(isScalar);
    const filled = held.slice(field % held.length, (field % held.length) + (value % 3));
    const row = Object.fromEntries(filled.map(({ name, kind }) => [name, pick(VALUES[kind], to)]));
    return { op: 'insert', path: pathOf([...list.at, at]), row };
  }
  if (operation === 1 && list.rows.length > 0) return { op: 'remove', path };
  if (operation === 2 && list.rows.length > 0) return { op: 'move', path, to: to % list.rows.length };
  const row = pick(rows, where);
  const settable = row.fields.filter(isScalar);
  const one = pick(operation === 3 ? views(settable) : settable, field);
  return {
    op: 'set',
    path: pathOf([...row.at, one.name]),
    value: value % 3 === 0 ? undefined : pick(VALUES[one.kind as ScalarKind], value),
  };
}

function views(fields: readonly Field[]): readonly Field[] {
  const found = fields.filter(({ extras }) => extras.at);
  return found.length > 0 ? found : fields;
}
