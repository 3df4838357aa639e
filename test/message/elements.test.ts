import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIELDS, findField } from '../../src/catalogue/catalogue.ts';
import { type Form, group, type Hint, of } from '../../src/message/form.ts';
import { FORMS } from '../../src/message/forms.ts';
import { type GroupPlan, planOf } from '../../src/message/plan.ts';
import { schemaText } from '../../tools/write-xsd.ts';

const SPEC = new URL('../../../shared/', import.meta.url);

function table(path: string, separator: string): Record<string, string>[] {
  const cells = (line: string) =>
    separator === '\t'
      ? line.split('\t')
      : [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/gu)].map(([, cell = '']) => cell.replace(/"/gu, ''));
  const [head = '', ...lines] = readFileSync(new URL(path, SPEC), 'utf8').replace(/\r/gu, '').trimEnd().split('\n');
  const names = cells(head);
  return lines.map(line => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell])));
}

const { eciq, iaq, dec } = FORMS;
const elementsIn = (form: Form, group: string) => Object.entries(form.groups[group]?.elements ?? {});

/** A hint as the specification writes it. */
function hintText(hint: Hint | undefined): string {
  if (hint === undefined) return '';
  if (hint === 'date') return 'DATE';
  return typeof hint === 'number' ? `VARCHAR2(${hint})` : `NUMBER(${hint.join(',')})`;
}

/** The size of an element, as text. */
function sizeText(hint: Hint | undefined): string {
  return typeof hint === 'object' ? hint.join(',') : String(hint ?? '');
}

/** The same of the ways in which the sheet of the application says it. */
function sizeOf(length: string): string {
  if (length === 'DATE') return 'date';
  const [, size = ''] = /^(?:VARCHAR2|NUMBER)?\(?(\d+(?:,\d+)?)\)?$/u.exec(length) ?? [];
  return size;
}

describe.skipIf(!existsSync(SPEC))('the specification', () => {
  test('has the same elements in the same order and spelling', () => {
    const written = Object.keys(eciq.groups).flatMap(group =>
      elementsIn(eciq, group).map(([element, { title, hint }]) => [group, element, title, hintText(hint)].join()),
    );
    // The sheet of elements lacks 施检地, which integrators of 2017 send.
    const ours = written.filter(row => !row.includes(',ExcInspDeptCode,'));
    const theirs = table('formats/eciq_xml_fields.csv', ',').map(row =>
      [
        row.group,
        row.element,
        row.meaning_cn,
        (row.length_hint_from_2018_DEC_spec ?? '').replace('（', '(').replace('）', ')').replace('BLOB', ''),
      ].join(),
    );
    expect(ours.filter(row => !theirs.includes(row))).toEqual([]);
    expect(theirs.filter(row => !ours.includes(row))).toEqual([]);
    for (const group of Object.keys(eciq.groups)) {
      const within = (rows: string[]) => rows.filter(row => row.startsWith(`${group},`));
      expect(within(ours)).toEqual(within(theirs));
    }
  });

  test('has the same groups in the same order', () => {
    const ours = Object.entries(eciq.groups).map(([name, { title, parent, least, most }]) => {
      return [name, parent ?? 'EEntDeclIo', most === 1 ? '1' : `${least}..n`, title].join();
    });
    const theirs = table('formats/eciq_xml_groups.csv', ',').map(row =>
      [row.element, row.parent, row.occurs, row.meaning_cn].join(),
    );
    expect(ours).toEqual(theirs);
  });

  test('has the same elements of the application in the same order and spelling', () => {
    const ours = Object.keys(iaq.groups).flatMap(group =>
      elementsIn(iaq, group).map(([element, { hint }]) => [group, element, sizeText(hint)].join()),
    );
    const theirs = table('formats/today/iaq_fields.csv', ',').flatMap(({ path = '', length = '' }) => {
      const [element, group, ...around] = path.split('/').reverse();
      return around.length > 0 ? [[group, element, sizeOf(length)].join()] : [];
    });
    expect(ours).toEqual(theirs);
  });

  test('has the same elements of the customs declaration in the same order and spelling, and knows all its groups', () => {
    const theirs = table('formats/today/dec_fields_2026.csv', ',').flatMap(({ path = '', length = '' }) => {
      const [element = '', group = '', ...around] = path.split('/').reverse();
      return element.startsWith('@') ? [] : [{ group, element, length, outermost: around.at(-2) ?? group }];
    });
    for (const group of Object.keys(dec.groups)) {
      const elements = theirs.filter(row => row.group === group);
      expect(elementsIn(dec, group).map(([element]) => element)).toEqual(elements.map(({ element }) => element));
      const sized = elementsIn(dec, group).filter(([, { hint }]) => hint !== undefined);
      expect(sized.map(([element, { hint }]) => [element, sizeText(hint)])).toEqual(
        sized.map(([element]) => [element, elements.find(row => row.element === element)?.length]),
      );
    }
    const known = new Set([
      ...Object.entries(dec.groups).flatMap(([name, { within }]) => [name, within]),
      ...Object.keys(dec.apart ?? {}),
    ]);
    expect([...new Set(theirs.map(({ outermost }) => outermost))].filter(name => !known.has(name))).toEqual([]);
    const order = table('formats/today/dec_group_order.csv', ',').map(({ name = '' }) => name);
    expect(Object.keys(dec.groups)).toEqual(order.filter(name => name in dec.groups));
  });

  test('gives the elements of the application the meaning that those of e-CIQ had', () => {
    const sourceOf = (form: Form, group = '', element = '') => form.groups[group]?.elements[element]?.source;
    const others = table('formats/eciq_vs_iaq_elements.csv', ',').filter(row => {
      if (!row.eciq_element || !row.iaq_element) return false;
      const before = sourceOf(eciq, row.eciq_group, row.eciq_element);
      const after = sourceOf(iaq, row.iaq_group, row.iaq_element);
      const meaning = (source: typeof before) =>
        JSON.stringify(source && { ...source, today: undefined, empty: undefined, codes: undefined, also: undefined });
      return meaning(before) !== meaning(after);
    });
    // The standard unit has one element for weights and all else, and the place of origin has moved.
    expect(others.map(({ iaq_element }) => iaq_element).sort()).toEqual(['OrigPlaceCode', 'Qty1', 'Unit1']);
  });

  test.each([
    ['spec/fields.tsv', ''],
    ['spec/popups.tsv', 'popup'],
  ])('names no element in %s that we do not feed', (path, popup) => {
    const fed = new Set(
      Object.entries(eciq.groups).flatMap(([group, { elements }]) => [group, ...Object.keys(elements)]),
    );
    const missing = table(path, '\t')
      .flatMap(row => (row.element ?? '').split(/[^A-Za-z0-9_]+/u).map(word => [row.id, word] as const))
      .filter(([, word]) => /^(?:ITF_|[A-Z][a-z]+[A-Z]|[A-Z]{2}[a-z])/u.test(word) && !fed.has(word));
    // inspectionPlace is of 2018; EntDealNo is the receipt's.
    const known = popup ? [] : ['EntDealNo', 'InspPlaceCode'];
    const abbreviated = (word: string) => word.startsWith('SpecDecl') || word.startsWith('SpecPass');
    expect(missing.map(([, word]) => word).filter(word => !known.includes(word) && !abbreviated(word))).toEqual([]);
  });
});

describe.each(Object.entries<Form>(FORMS))('%s', (_name, form) => {
  test('has an element of its own or a group for every field of the catalogue, or a reason', () => {
    const carried = new Set<string>();
    for (const { rows, elements } of Object.values(form.groups)) {
      carried.add(rows);
      for (const { source } of Object.values(elements)) {
        if (source.from === 'field') for (const id of Object.values(source.id)) carried.add(id);
        if (source.from === 'unit' || source.from === 'column') carried.add(source.id);
        if (source.from === 'joined') for (const id of source.ids) carried.add(id);
      }
    }
    const left = FIELDS.map(({ id }) => id).filter(id => !carried.has(id));
    expect(left.sort()).toEqual(
      Object.keys(form.without)
        .filter(id => findField(id))
        .sort(),
    );
  });

  test('holds every carried field by the row that its group stands for, in one place', () => {
    const own = new Map<string, string[]>();
    const visit = (groups: readonly GroupPlan[]) => {
      for (const group of groups) {
        for (const slot of group.slots) {
          const { target, source } = slot;
          if (source.from !== 'field' || !target.in || target.in.depth !== group.depth) continue;
          own.set(target.in.field.id, [...(own.get(target.in.field.id) ?? []), `${group.name}/${slot.name}`]);
        }
        visit(group.inner);
      }
    };
    visit(planOf(form).groups);
    expect([...own].filter(([id, slots]) => slots.length !== 1 && id !== 'entryNo')).toEqual([]);
  });

  test('has the schema that tools/write-xsd.ts writes', () => {
    expect(readFileSync(`data/message/${form.schema}`, 'utf8')).toBe(schemaText(form));
  });
});

test('the account stands last in the head group, where it is added', () => {
  const { head } = planOf(eciq);
  const parts = head.slots.map(({ source }) => (source.from === 'account' ? source.part : ''));
  expect(parts.slice(-4)).toEqual(['user', 'password', 'method', 'certificate']);
  expect(parts.slice(0, -4).some(Boolean)).toBe(false);
  expect(head.inner).toEqual([]);
});

test('groups stand where the standard says', () => {
  const { groups } = planOf(eciq);
  expect(groups).toHaveLength(7);
  expect(groups.find(({ rows }) => rows === 'goods')?.inner.map(({ name }) => name)).toEqual([
    'ITF_DCL_IO_DECL_GOODS_CONT',
    'ITF_DCL_IO_DECL_GOODS_LIMIT',
    'ITF_DCL_IO_DECL_GOODS_PACK',
  ]);
});

test('a table that speaks of a group or element that it has not is no form', () => {
  const head = group('', 'document', '1', undefined, { Id: of('', { from: 'key', of: 'NOWHERE' }) });
  expect(() => planOf({ ...eciq, groups: { HEAD: head } })).toThrow(/no group NOWHERE/u);
  expect(() => planOf({ ...eciq, groups: {} })).toThrow(/no head group/u);
});
