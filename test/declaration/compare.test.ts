import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { aligned, formOf } from '../../src/declaration/align.ts';
import { type Choices, compare, type Difference, presetsOf, type Side } from '../../src/declaration/compare.ts';
import { applyAll, type Edit } from '../../src/declaration/edit.ts';
import { merged } from '../../src/declaration/merge.ts';
import { get, type Row } from '../../src/declaration/path.ts';
import { declarations, editFrom, choices as numbers } from './random-documents.ts';

const EMPTY: Declaration = { direction: 'in', containers: [], goods: [] };
const line = (name: string, more: Row = {}): Row => ({
  hsCode: '2204210000',
  purpose: '12',
  originCountry: '036',
  name,
  model: `${name}型`,
  brand: `${name}牌`,
  batchNo: `${name}批`,
  ...more,
});
const A = line('甲');
const B = line('乙');
const C = line('丙');
const N = line('新', { hsCode: '0805100000', purpose: '99', originCountry: '392' });
const M = line('另', { hsCode: '0101210010', purpose: '98', originCountry: '826' });
const of = (...goods: readonly Row[]): Declaration => ({ ...EMPTY, goods }) as Declaration;
const with_ = (head: Row): Declaration => ({ ...EMPTY, ...head }) as Declaration;
const all = ({ differences }: { readonly differences: readonly Difference[] }, side: Side): Choices =>
  differences.map(() => side);
/** `path of by preset`, one a difference; `*` marks theirs numbers, `?` what must be chosen. */
const told = (base: Declaration, mine: Declaration, theirs: Declaration): readonly string[] =>
  compare(base, mine, theirs).differences.map(
    ({ path, of, by, preset, numbers }) => `${path}${numbers === 'theirs' ? '*' : ''} ${of} ${by} ${preset ?? '?'}`,
  );

// biome-ignore format: table
const FIELDS: readonly [what: string, base: Row, mine: Row, theirs: Row, told: readonly string[], result: Row | undefined][] = [
  ['nothing changed',              { contractNo: 'A' },   { contractNo: 'A' },   { contractNo: 'A' },   [],                               { contractNo: 'A' }],
  ['mine changed',                 { contractNo: 'A' },   { contractNo: 'B' },   { contractNo: 'A' },   ['contractNo field mine mine'],   { contractNo: 'B' }],
  ['theirs changed',               { contractNo: 'A' },   { contractNo: 'A' },   { contractNo: 'B' },   ['contractNo field theirs theirs'], { contractNo: 'B' }],
  ['both to the same',             { contractNo: 'A' },   { contractNo: 'B' },   { contractNo: 'B' },   [],                               { contractNo: 'B' }],
  ['both, differently',            { contractNo: 'A' },   { contractNo: 'B' },   { contractNo: 'C' },   ['contractNo field both ?'],      undefined],
  ['mine took it away',            { contractNo: 'A' },   {},                    { contractNo: 'A' },   ['contractNo field mine mine'],   {}],
  ['one took away, one changed',   { contractNo: 'A' },   {},                    { contractNo: 'B' },   ['contractNo field both ?'],      undefined],
  ['an empty text is no value',    {},                    { contractNo: '' },    {},                    [],                               { contractNo: '' }],
  ['each another field',            { users: [] },         { contractNo: 'A' },   { contactPerson: 'B' }, ['contactPerson field theirs theirs', 'contractNo field mine mine'], { contractNo: 'A', contactPerson: 'B' }],
  ['what the system fills is never asked', {},            { declarationNo: '1' }, { declarationNo: '2' }, ['declarationNo field both theirs'], { declarationNo: '2' }],
  ['an unknown name is kept',      {},                    { later: 'A' },        { more: 'B' },         ['later field mine mine', 'more field theirs theirs'], { later: 'A', more: 'B' }],
];

describe('fields', () => {
  test.each(FIELDS)('%s', (_, base, mine, theirs, expected, result) => {
    const comparison = compare(with_(base), with_(mine), with_(theirs));
    expect(told(with_(base), with_(mine), with_(theirs))).toEqual(expected);
    if (result) expect(merged(comparison, presetsOf(comparison))).toEqual(with_(result));
    else expect(() => merged(comparison, [...presetsOf(comparison).slice(1), undefined, 'mine'])).toThrow();
  });

  test('a clash gives what is chosen, beside what the other one changed', () => {
    const comparison = compare(
      with_({ contactPerson: '陈' }),
      with_({ contactPerson: '李', contractNo: 'A' }),
      with_({ contactPerson: '王', contactPhone: '1' }),
    );
    const pick = (side: Side) =>
      merged(
        comparison,
        presetsOf(comparison).map(preset => preset ?? side),
      );
    expect(pick('mine')).toEqual(with_({ contactPerson: '李', contactPhone: '1', contractNo: 'A' }));
    expect(pick('theirs')).toEqual(with_({ contactPerson: '王', contactPhone: '1', contractNo: 'A' }));
  });
});

// biome-ignore format: table
const ROWS: readonly [what: string, base: Declaration, mine: Declaration, theirs: Declaration, told: readonly string[], result: readonly Row[] | undefined][] = [
  ['one removes a row, the other edits the next',   of(A, B, C), of(B, C),        of(A, { ...B, brand: 'X' }, C), ['goods[0]* row mine mine', 'goods[0].brand field theirs theirs'], [{ ...B, brand: 'X' }, C]],
  ['one inserts in front, the other edits the last', of(A, B),   of(N, A, B),     of(A, { ...B, brand: 'X' }),    ['goods[0] row mine mine', 'goods[2].brand field theirs theirs'], [N, A, { ...B, brand: 'X' }]],
  ['one removes what the other edits',              of(A, B),    of(A),           of(A, { ...B, brand: 'X' }),    ['goods[1]* row both ?'], undefined],
  ['one edits what the other removes',              of(A, B),    of(A, { ...B, brand: 'X' }), of(A),              ['goods[1] row both ?'], undefined],
  ['both add the same',                             of(A),       of(A, N),        of(A, N),                       [], [A, N]],
  ['each adds one',                                 of(A),       of(A, N),        of(A, M),                       ['goods[1]* row theirs theirs', 'goods[1] row mine mine'], [A, M, N]],
  ['both remove the same',                          of(A, B),    of(B),           of(B),                          [], [B]],
  ['both put another in place of one',              of(A),       of(N),           of(M),                          ['goods[0]* row theirs ?', 'goods[0] row mine ?'], undefined],
  ['one moves, the other edits',                    of(A, B, C), of(C, A, B),     of(A, B, { ...C, brand: 'X' }), ['goods order mine mine', 'goods[0].brand field theirs theirs'], [{ ...C, brand: 'X' }, A, B]],
  ['theirs moves, mine adds at the end',            of(A, B),    of(A, B, N),     of(B, A),                       ['goods order theirs theirs', 'goods[2] row mine mine'], [B, N, A]],
  ['both move, differently',                        of(A, B, C), of(C, A, B),     of(B, A, C),                    ['goods order both ?'], undefined],
  ['both move alike',                               of(A, B),    of(B, A),        of(B, A),                       [], [B, A]],
  ['one of two equal rows is edited',               of(A, A),    of({ ...A, brand: 'X' }, A), of(A, A),           ['goods[0].brand field mine mine'], [{ ...A, brand: 'X' }, A]],
  ['a copy in front is no move',                    of(A, B),    of(A, A, B),     of(A, B),                       ['goods[1] row mine mine'], [A, A, B]],
  ['all rows gone on one side',                     of(A, B),    of(),            of(A, B),                       ['goods[0]* row mine mine', 'goods[1]* row mine mine'], []],
];

describe('rows', () => {
  test.each(ROWS)('%s', (_, base, mine, theirs, expected, result) => {
    expect(told(base, mine, theirs)).toEqual(expected);
    const comparison = compare(base, mine, theirs);
    if (result) expect(merged(comparison, presetsOf(comparison)).goods).toEqual(result);
    else expect(presetsOf(comparison)).toContain(undefined);
  });

  test('rows that were removed and edited come back whole or go', () => {
    const comparison = compare(of(A, B), of(A), of(A, { ...B, brand: 'X' }));
    expect(merged(comparison, ['theirs']).goods).toEqual([A, { ...B, brand: 'X' }]);
    expect(merged(comparison, ['mine']).goods).toEqual([A]);
  });
});

describe('rows inside rows', () => {
  const L = { type: '411', typeName: '甲证', number: '1' };
  const K = { type: '412', typeName: '乙证', number: '2' };
  const goods = (...licences: readonly Row[]) => of({ ...A, ...(licences.length > 0 && { licences }) });

  // biome-ignore format: table
  const CASES: readonly [what: string, base: Declaration, mine: Declaration, theirs: Declaration, told: readonly string[], result: Declaration | undefined][] = [
    ['a row each',                     goods(),                          goods(L),                        goods(K),                         ['goods[0].licences[0]* row theirs theirs', 'goods[0].licences[0] row mine mine'], goods(K, L)],
    ['a field of one',                 goods(L),                         goods({ ...L, number: '9' }),    goods(L, K),                      ['goods[0].licences[0].number field mine mine', 'goods[0].licences[1]* row theirs theirs'], goods({ ...L, number: '9' }, K)],
    ['the last row goes, and the list', goods(L),                        goods(),                         of({ ...A, licences: [L], brand: 'X' }), ['goods[0].brand field theirs theirs', 'goods[0].licences[0]* row mine mine'], of({ ...A, brand: 'X' })],
    ['a group',                        of({ ...A, danger: { unNo: '1' } }), of({ ...A, danger: { unNo: '2' } }), of({ ...A, danger: { unNo: '1', name: 'X' } }), ['goods[0].danger.unNo field mine mine', 'goods[0].danger.name field theirs theirs'].toSorted(), of({ ...A, danger: { unNo: '2', name: 'X' } })],
    ['the main package is one, whoever filled it', of(A),                of({ ...A, packages: [{ quantity: '1' }] }), of({ ...A, packages: [{ quantity: '2', type: '4M' }] }), ['goods[0].packages[0].type field theirs theirs', 'goods[0].packages[0].quantity field both ?'], undefined],
  ];
  test.each(CASES)('%s', (_, base, mine, theirs, expected, result) => {
    expect(told(base, mine, theirs).toSorted()).toEqual(expected.toSorted());
    const comparison = compare(base, mine, theirs);
    if (result) expect(merged(comparison, presetsOf(comparison))).toEqual(result);
    else expect(presetsOf(comparison)).toContain(undefined);
  });
});

describe('three versions of any declaration', () => {
  /** A declaration and what two people made of it. */
  const three = fc
    .tuple(declarations, fc.array(numbers, { maxLength: 6 }), fc.array(numbers, { maxLength: 6 }))
    .map(([base, mine, theirs]) => ({ base, mine: edited(base, mine), theirs: edited(base, theirs) }));

  function edited(base: Declaration, list: readonly (readonly number[])[]): Declaration {
    return list.reduce((at, each) => applyAll(at, [editFrom(at, each)]).document, base);
  }

  test('all mine give mine, all theirs give theirs', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const comparison = compare(base, mine, theirs);
        expect(merged(comparison, all(comparison, 'mine'))).toEqual(mine);
        expect(merged(comparison, all(comparison, 'theirs'))).toEqual(theirs);
      }),
      { numRuns: 1000 },
    );
  });

  test('also list by list and row by row, not by taking the whole', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        // One more difference in the head, chosen the other way, takes the declaration apart; one more row each, its lists.
        const apart = (document: Declaration, mark: string): Declaration =>
          ({ ...document, apart: mark, goods: [...document.goods, { ...A, brand: mark }] }) as Declaration;
        const comparison = compare(apart(base, '0'), apart(mine, '1'), apart(theirs, '2'));
        const { differences } = comparison;
        const isMark = ({ mine, theirs }: Difference) => mine === '1' && theirs === '2';
        fc.pre(differences.filter(isMark).length === 2);
        for (const [side, other, own] of [
          ['mine', 'theirs', apart(mine, '2')],
          ['theirs', 'mine', apart(theirs, '1')],
        ] as const) {
          const result = merged(
            comparison,
            differences.map(difference => (isMark(difference) ? other : side)),
          );
          expect(formOf(result)).toBe(formOf(own));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('equal ones have no difference', () => {
    fc.assert(
      fc.property(three, ({ base, mine }) => {
        expect(compare(base, mine, mine).differences).toEqual([]);
        expect(compare(base, mine, structuredClone(mine)).differences).toEqual([]);
      }),
    );
  });

  test('one who changed nothing gets what the other made, unasked', () => {
    fc.assert(
      fc.property(three, ({ base, mine }) => {
        for (const [comparison, by] of [
          [compare(base, mine, base), 'mine'],
          [compare(base, base, mine), 'theirs'],
        ] as const) {
          expect(comparison.differences.every(difference => difference.by === by && difference.preset === by)).toBe(
            true,
          );
          expect(formOf(merged(comparison, presetsOf(comparison)))).toBe(formOf(mine));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('any choices: each field of the head holds what was chosen for it', () => {
    fc.assert(
      fc.property(
        three,
        fc.infiniteStream(fc.constantFrom<Side>('mine', 'theirs')),
        ({ base, mine, theirs }, sides) => {
          const comparison = compare(base, mine, theirs);
          const choices = comparison.differences.map(() => sides.next().value as Side);
          const result = merged(comparison, choices);
          comparison.differences.forEach(({ of, path, ...difference }, index) => {
            if (of !== 'field' || path.includes('[')) return;
            expect(formOf(get(result, path))).toBe(formOf(difference[choices[index] ?? 'mine']));
          });
          const names = (from: Declaration) => Object.keys(from).length;
          expect(names(result)).toBeLessThanOrEqual(names({ ...mine, ...theirs }));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('presets without clashes hold the changes of both: comparing again with either finds only those of the other', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const comparison = compare(base, mine, theirs);
        const presets = presetsOf(comparison);
        fc.pre(!presets.includes(undefined));
        const result = merged(comparison, presets);
        // On top of theirs, the merged version is what this page has made: it stands as it is.
        const again = compare(theirs, result, theirs);
        expect(formOf(merged(again, presetsOf(again)))).toBe(formOf(result));
        // What only one has changed is there, whoever it was.
        for (const { of, path, preset, numbers, ...difference } of comparison.differences) {
          if (of !== 'field' || path.includes('[')) continue;
          expect([path, formOf(get(result, path))]).toEqual([path, formOf(difference[preset ?? 'mine'])]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('two people on different things', () => {
  const HEAD = ['contractNo', 'contactPerson', 'contactPhone', 'storagePlace', 'conveyanceNo', 'marks'];
  const INSIDE = ['brand', 'model', 'batchNo'];
  const base: Declaration = { ...with_({ contractNo: 'A', marks: 'N/M' }), goods: [A, B, C, N, M] as never };
  const fields = [...HEAD, ...[0, 1, 2, 3, 4].flatMap(at => INSIDE.map(name => `goods[${at}].${name}`))];
  const values = fc.constantFrom('X', 'Y', 'Z', undefined);
  const edits = (paths: readonly string[]) =>
    fc
      .tuple(...paths.map(() => values))
      .map(all => all.map((value, at): Edit => ({ op: 'set', path: paths[at] ?? '', value })));
  const split = fc
    .shuffledSubarray(fields, { minLength: fields.length })
    .chain(paths =>
      fc.nat({ max: 3 }).chain(cut => fc.tuple(edits(paths.slice(0, 4 + cut)), edits(paths.slice(8, 12 + cut)))),
    );
  const rowEdit = fc.oneof(
    fc.constant<readonly Edit[]>([]),
    fc.nat({ max: 4 }).map((at): readonly Edit[] => [{ op: 'remove', path: `goods[${at}]` }]),
    fc
      .nat({ max: 5 })
      .map((at): readonly Edit[] => [{ op: 'insert', path: `goods[${at}]`, row: { name: '添', hsCode: '1' } }]),
    fc
      .tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))
      .map(([at, to]): readonly Edit[] => [{ op: 'move', path: `goods[${at}]`, to }]),
  );

  test('get what both did one after the other, rows moved or not', () => {
    fc.assert(
      fc.property(split, rowEdit, fc.boolean(), ([ours, others], rows, minesRows) => {
        // A row that one removes is edited by nobody: that would be a clash.
        const gone = rows[0]?.op === 'remove' ? `${rows[0].path}.` : undefined;
        const kept = (list: readonly Edit[]) =>
          list.filter(edit => gone === undefined || !('path' in edit) || !edit.path.startsWith(gone));
        const mine = applyAll(base, [...kept(ours), ...(minesRows ? rows : [])]).document;
        const theirs = applyAll(base, [...kept(others), ...(minesRows ? [] : rows)]).document;
        const comparison = compare(base, mine, theirs);
        expect(comparison.differences.filter(({ preset }) => preset === undefined)).toEqual([]);
        const expected = applyAll(base, [...kept(ours), ...kept(others), ...rows]).document;
        expect(merged(comparison, presetsOf(comparison))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

// biome-ignore format: table
const ALIGNED: readonly [what: string, base: readonly Row[], rows: readonly Row[], from: readonly (number | undefined)[]][] = [
  ['the same',                 [A, B, C], [A, B, C],                                [0, 1, 2]],
  ['one in front',             [A, B],    [N, A, B],                                [undefined, 0, 1]],
  ['one gone',                 [A, B, C], [A, C],                                   [0, 2]],
  ['moved and edited',         [A, B, C], [{ ...C, brand: 'X' }, A, B],             [2, 0, 1]],
  ['nothing in common',        [A],       [N],                                      [undefined]],
  ['equal ones keep order',    [A, A, B], [N, A, A, B],                             [undefined, 0, 1, 2]],
  ['one of two equal edited',  [A, A],    [{ ...A, brand: 'X' }, A],                [0, 1]],
  ['the nearest of the likest', [A, N, M, { ...A, batchNo: '2' }], [N, M, { ...A, batchNo: '3' }], [1, 2, 3]],
  ['a container more',         [{ spec: '111', numbers: ['A'], quantity: '1' }], [{ spec: '111', numbers: ['A', 'B'], quantity: '2' }], [0]],
];

describe('rows of one list and their beginnings', () => {
  test.each(ALIGNED)('%s', (_, base, rows, from) => {
    expect(aligned(base, rows)).toEqual(from);
  });

  test('a thousand edited rows on both sides', () => {
    const many = Array.from({ length: 1000 }, (_, at) => line(`${at}`));
    const changed = many.map(row => ({ ...row, brand: 'X' })).toSpliced(500, 1);
    expect(aligned(many, changed)).toEqual(many.map((_, at) => at).toSpliced(500, 1));
  });
});
