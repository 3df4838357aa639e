import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../src/catalogue/catalogue.ts';
import { elementsOf, GROUP_NAMES, GROUPS, groupsIn, type Hint, isGroupName } from '../../src/message/elements.ts';
import { NAMES, ROWS, WITHOUT_ELEMENT } from '../../src/message/names.ts';
import { PLAN } from '../../src/message/plan.ts';
import type { Source } from '../../src/message/sources.ts';
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

/** A hint as the specification writes it. */
function hintText(hint: Hint | undefined): string {
  if (hint === undefined) return '';
  if (hint === 'date') return 'DATE';
  return typeof hint === 'number' ? `VARCHAR2(${hint})` : `NUMBER(${hint.join(',')})`;
}

describe.skipIf(!existsSync(SPEC))('the specification', () => {
  test('has the same elements in the same order and spelling', () => {
    const written = GROUP_NAMES.flatMap(group =>
      elementsOf(group).map(([element, { title, hint }]) => [group, element, title, hintText(hint)].join()),
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
    for (const group of GROUP_NAMES) {
      const within = (rows: string[]) => rows.filter(row => row.startsWith(`${group},`));
      expect(within(ours)).toEqual(within(theirs));
    }
  });

  test('has the same groups in the same order', () => {
    const ours = GROUP_NAMES.map(name => {
      const { title, parent, least, most } = GROUPS[name];
      return [name, parent ?? 'EEntDeclIo', most === 1 ? '1' : `${least}..n`, title].join();
    });
    const theirs = table('formats/eciq_xml_groups.csv', ',').map(row =>
      [row.element, row.parent, row.occurs, row.meaning_cn].join(),
    );
    expect(ours).toEqual(theirs);
  });

  test.each([
    ['spec/fields.tsv', ''],
    ['spec/popups.tsv', 'popup'],
  ])('names no element in %s that we do not feed', (path, popup) => {
    const fed = new Set(GROUP_NAMES.flatMap(group => [group, ...elementsOf(group).map(([name]) => name)]));
    const missing = table(path, '\t')
      .flatMap(row => (row.element ?? '').split(/[^A-Za-z0-9_]+/u).map(word => [row.id, word] as const))
      .filter(([, word]) => /^(?:ITF_|[A-Z][a-z]+[A-Z]|[A-Z]{2}[a-z])/u.test(word) && !fed.has(word));
    // inspectionPlace is of 2018; EntDealNo is the receipt's.
    const known = popup ? [] : ['EntDealNo', 'InspPlaceCode'];
    const abbreviated = (word: string) => word.startsWith('SpecDecl') || word.startsWith('SpecPass');
    expect(missing.map(([, word]) => word).filter(word => !known.includes(word) && !abbreviated(word))).toEqual([]);
  });
});

test('names.ts has every element and no other, in the order of the standard', () => {
  for (const group of GROUP_NAMES) {
    expect(Object.keys(NAMES[group])).toEqual(elementsOf(group).map(([name]) => name));
  }
});

test('every field of the catalogue has an element of its own, stands for a group, or is listed with a reason', () => {
  const carried = new Set<string>(Object.values(ROWS));
  for (const group of GROUP_NAMES) {
    for (const source of Object.values<Source>(NAMES[group])) {
      if (source.from === 'field') for (const id of Object.values(source.id)) carried.add(id);
      if (source.from === 'unit' || source.from === 'column') carried.add(source.id);
    }
  }
  const left = FIELDS.map(({ id }) => id).filter(id => !carried.has(id));
  expect(left.sort()).toEqual(Object.keys(WITHOUT_ELEMENT).sort());
});

test('every carried field is held by the row that its group stands for, in one place', () => {
  const own = new Map<string, string[]>();
  const visit = (plans: typeof PLAN) => {
    for (const plan of plans) {
      for (const slot of plan.slots) {
        const { target, source } = slot;
        if (source.from !== 'field' || !target.in || target.in.depth !== plan.depth) continue;
        own.set(target.in.field.id, [...(own.get(target.in.field.id) ?? []), `${plan.name}/${slot.name}`]);
      }
      visit(plan.inner);
    }
  };
  visit(PLAN);
  expect([...own].filter(([id, slots]) => slots.length !== 1 && id !== 'entryNo')).toEqual([]);
});

test('the account stands last in the head group, where it is added', () => {
  const [head] = PLAN;
  const parts = head?.slots.map(({ source }) => (source.from === 'account' ? source.part : ''));
  expect(parts?.slice(-4)).toEqual(['user', 'password', 'method', 'certificate']);
  expect(parts?.slice(0, -4).some(Boolean)).toBe(false);
  expect(head?.inner).toEqual([]);
});

test('groups stand where the standard says', () => {
  expect(groupsIn(undefined)).toHaveLength(7);
  expect(groupsIn('ITF_DCL_IO_DECL_GOODS')).toEqual([
    'ITF_DCL_IO_DECL_GOODS_CONT',
    'ITF_DCL_IO_DECL_GOODS_LIMIT',
    'ITF_DCL_IO_DECL_GOODS_PACK',
  ]);
  expect(isGroupName('constructor')).toBe(false);
});

test('data/message/eciq-declaration.xsd is what tools/write-xsd.ts writes', () => {
  expect(readFileSync('data/message/eciq-declaration.xsd', 'utf8')).toBe(schemaText());
});
