import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Container, Declaration, Goods } from '../../src/catalogue/document.ts';
import { DEALT_TOTALS } from '../../src/catalogue/split.ts';
import { get, type Row } from '../../src/declaration/path.ts';
import { type Split, type SplitPart, type Splitting, splitOf } from '../../src/declaration/split.ts';
import { totalsOf } from '../../src/declaration/totals.ts';
import { add, compare } from '../../src/kinds/number.ts';
import { declarations } from '../message/any-declaration.ts';

const of = (goods: readonly Goods[], more: Partial<Declaration> = {}): Declaration => ({
  direction: 'in',
  containers: [],
  goods,
  ...more,
});
const lines = (count: number): readonly Goods[] =>
  Array.from({ length: count }, (_, at) => ({ name: `货物${at + 1}` }));

function partsOf(document: Declaration, splitting: Splitting): readonly SplitPart[] {
  const split = splitOf(document, splitting);
  if (split.refused !== undefined) throw new Error(split.refused);
  return split.parts;
}

const notesOf = (split: Split): string => (split.parts ? split.notes.join('\n') : '');

describe('goods lines in parts', () => {
  it('so many each, in their order', () => {
    const parts = partsOf(of(lines(45)), { by: 'lines', lines: 20 });
    expect(parts.map(part => part.lines.length)).toEqual([20, 20, 5]);
    expect(parts.flatMap(part => part.lines)).toEqual([...Array(45).keys()]);
    expect(parts[2]?.document.goods[0]).toEqual({ name: '货物41' });
  });

  it('by inspection category and by package, each group where it first comes, never more than are allowed', () => {
    const goods = ['M.P/Q', 'L/', 'M.P/Q', undefined, 'L/'].map(
      (inspectionCategory, at): Goods => ({
        ...(inspectionCategory !== undefined && { inspectionCategory }),
        packages: [{ type: at < 2 ? '22' : '4M' }],
      }),
    );
    const category = partsOf(of(goods), { by: 'category', lines: 50 });
    expect(category.map(part => [part.group, part.lines])).toEqual([
      ['M.P/Q', [0, 2]],
      ['L/', [1, 4]],
      ['', [3]],
    ]);
    expect(partsOf(of(goods), { by: 'package', lines: 2 }).map(part => part.lines)).toEqual([[0, 1], [2, 3], [4]]);
  });

  // biome-ignore format: table
  it.each<[why: string, goods: readonly Goods[], splitting: Splitting, text: string]>([
    ['no goods',       [],        { by: 'lines', lines: 20 },    '还没有货物'],
    ['one line',       lines(1),  { by: 'lines', lines: 20 },    '只有一项'],
    ['all fit',        lines(20), { by: 'lines', lines: 20 },    '不超过 20 项'],
    ['all alike',      lines(9),  { by: 'category', lines: 50 }, '【检验检疫类别】都一样'],
    ['no number',      lines(9),  { by: 'lines', lines: 0 },     '每份 1 至 50 项'],
    ['half a line',    lines(9),  { by: 'lines', lines: 1.5 },   '每份 1 至 50 项'],
    ['too many a part', lines(90), { by: 'lines', lines: 51 },   '每份 1 至 50 项'],
  ])('%s: refused', (_why, goods, splitting, text) => {
    expect(splitOf(of(goods), splitting).refused).toContain(text);
  });
});

describe('containers and links', () => {
  const link = (...numbers: string[]): Goods => ({ containers: numbers.map(container => ({ container })) });
  const BOXES: readonly Container[] = [
    { spec: '221', numbers: ['A', 'B', 'C'], quantity: '3' },
    { spec: '222', numbers: ['D'], quantity: '1' },
  ];

  it('follow the lines that are in them; what is in two parts stands in both and is told', () => {
    const split = splitOf(of([link('A'), link('B', 'C'), link('C'), link('D')], { containers: BOXES }), {
      by: 'lines',
      lines: 2,
    });
    expect(split.parts?.map(part => part.document.containers)).toEqual([
      [{ spec: '221', numbers: ['A', 'B', 'C'], quantity: '3' }],
      [
        { spec: '221', numbers: ['C'], quantity: '1' },
        { spec: '222', numbers: ['D'], quantity: '1' },
      ],
    ]);
    expect(split.parts?.map(part => part.boxes)).toEqual([3, 2]);
    expect(notesOf(split)).toContain('C 里的货物分在几份');
  });

  it('one that no line names goes where a line does not say where it is, else to the first', () => {
    const some = splitOf(of([link('A'), {}, link('B', 'C')], { containers: BOXES }), { by: 'lines', lines: 1 });
    expect(some.parts?.map(part => part.document.containers.flatMap(row => row.numbers ?? []))).toEqual([
      ['A'],
      ['D'],
      ['B', 'C'],
    ]);
    expect(notesOf(some)).toContain('D 没有箱货对应关系，放在第 2 份');
    const all = splitOf(of([link('B', 'C'), link('A')], { containers: BOXES }), { by: 'lines', lines: 1 });
    expect(all.parts?.[0]?.document.containers.flatMap(row => row.numbers ?? [])).toEqual(['B', 'C', 'D']);
    const none = splitOf(of([{}, {}], { containers: BOXES }), { by: 'lines', lines: 1 });
    expect(none.parts?.map(part => part.document.containers)).toEqual([BOXES, BOXES]);
    expect(notesOf(none)).toContain('等 4 个箱 没有箱货对应关系，放在 2 份里');
  });
});

describe('what names a line by its number', () => {
  it('names it by its number in the part; an attached document is in all, what it writes off where the line is', () => {
    const document = of([{}, {}, { licences: [{ number: 'L', writeOffGoodsNo: '3', writeOffQuantity: '5' }] }], {
      attachedDocuments: [
        { type: '101001', writeOffGoodsNo: '3', writeOffQuantity: '5', left: '1' },
        { type: '101002', writeOffGoodsNo: '9' },
      ],
    });
    const [first, second] = partsOf(document, { by: 'lines', lines: 2 });
    expect(first?.document.attachedDocuments).toEqual([{ type: '101001' }, { type: '101002', writeOffGoodsNo: '9' }]);
    expect(second?.document.attachedDocuments?.[0]).toEqual({
      type: '101001',
      writeOffGoodsNo: '1',
      writeOffQuantity: '5',
      left: '1',
    });
    expect(second?.document.goods[0]?.licences).toEqual([{ number: 'L', writeOffGoodsNo: '1', writeOffQuantity: '5' }]);
  });

  it('of a licence whose line is elsewhere the number goes, and that is told', () => {
    const split = splitOf(of([{ licences: [{ number: 'L', writeOffGoodsNo: '2', writeOffQuantity: '5' }] }, {}]), {
      by: 'lines',
      lines: 1,
    });
    expect(split.parts?.[0]?.document.goods[0]?.licences).toEqual([{ number: 'L', writeOffQuantity: '5' }]);
    expect(notesOf(split)).toContain('1 行产品资质');
  });
});

describe('totals', () => {
  const line = (totalValue: string, weight: string, quantity: string): Goods => ({
    totalValue,
    currency: '840',
    weight,
    weightUnit: '035',
    packages: [{ type: '22', quantity }],
  });
  const GOODS = [line('100', '1.5', '1'), line('200', '2.25', '2'), line('300', '6.25', '4')];
  const control = { value: '600', grossWeight: '11', packages: '7' };

  it('those of the papers go with the lines where the lines come to them, else they go away with a word', () => {
    const split = splitOf(of(GOODS, { control }), { by: 'lines', lines: 2 });
    expect(split.parts?.map(part => part.document.control)).toEqual([
      { value: '300', packages: '3' },
      { value: '300', packages: '4' },
    ]);
    expect(notesOf(split)).toMatch(/【总毛重\(千克\)】与货物不符，分不开，已清空/u);
    expect(notesOf(split)).toContain('【发票总值】随货物分到各份');
  });

  it('those of a customs declaration are exact sums where they are, else in proportion; a rate stays', () => {
    const document = of(GOODS, {
      packageCount: '7',
      grossWeight: '12',
      netWeight: '10',
      freightMark: '3',
      freight: '100',
      insuranceMark: '1',
      insurance: '0.3',
    });
    const split = splitOf(document, { by: 'lines', lines: 2 });
    expect(split.parts?.map(part => part.document.packageCount)).toEqual(['3', '4']);
    expect(split.parts?.map(part => part.document.grossWeight)).toEqual(['4.5', '7.5']);
    expect(split.parts?.map(part => part.document.netWeight)).toEqual(['3.75', '6.25']);
    expect(split.parts?.map(part => part.document.freight)).toEqual(['50', '50']);
    expect(split.parts?.map(part => part.document.insurance)).toEqual(['0.3', '0.3']);
    expect(notesOf(split)).toContain('【件数】7 是各份包装数量之和');
    expect(notesOf(split)).toContain('【毛重】12 按报检重量分到各份');
  });
});

/** Any valid declaration with many lines, links to its containers and to others, and totals. */
const whole: fc.Arbitrary<Declaration> = fc
  .tuple(
    declarations('in'),
    fc.array(declarations('in'), { minLength: 2, maxLength: 6 }),
    fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 30, maxLength: 30 }),
    fc.record(
      { packageCount: fc.nat(9999).map(String), grossWeight: fc.nat(99_999).map(units => add('0', `${units}.25`)) },
      { requiredKeys: [] },
    ),
  )
  .map(([document, others, links, totals]) => {
    const goods = [document, ...others].flatMap(each => each.goods);
    return {
      ...document,
      ...totals,
      containers: [
        { spec: '221', numbers: ['N0', 'N1', 'N2', 'N3'], quantity: '4' },
        { spec: '222', numbers: ['N4', 'N5', 'N6'] },
      ],
      goods: goods.map((line, at) => {
        const own = (links[at % links.length] ?? []).map(number => ({ container: `N${number}`, quantity: '1' }));
        const { containers: _, ...rest } = line;
        return own.length > 0 ? { ...rest, containers: own } : rest;
      }),
    };
  });

describe('any declaration', () => {
  const splittings = fc.record({
    by: fc.constantFrom<Splitting['by']>('lines', 'category', 'package'),
    lines: fc.integer({ min: 1, max: 50 }),
  });

  it('every line is in one part, as it was but for numbers of lines; every sum and total is that of the whole', () => {
    fc.assert(
      fc.property(whole, splittings, (document, splitting) => {
        const split = splitOf(document, splitting);
        if (split.refused !== undefined) return;
        const { parts } = split;
        expect(parts.flatMap(part => part.lines).toSorted((a, b) => a - b)).toEqual([...document.goods.keys()]);
        for (const part of parts) {
          expect(part.lines.length).toBeLessThanOrEqual(splitting.lines);
          expect(part.document.goods.map(bare)).toEqual(part.lines.map(line => bare(document.goods[line] ?? {})));
        }
        const sums = new Map<string, string>();
        for (const { of, unit, sum } of parts.flatMap(part => totalsOf(part.document.goods)))
          sums.set(`${of} ${unit}`, add(sums.get(`${of} ${unit}`) ?? '0', sum));
        expect(sums).toEqual(new Map(totalsOf(document.goods).map(({ of, unit, sum }) => [`${of} ${unit}`, sum])));
        for (const { field, onlyWhere } of DEALT_TOTALS) {
          const total = get(document, field);
          if (typeof total !== 'string' || (onlyWhere && get(document, onlyWhere.field) !== onlyWhere.code)) continue;
          const dealt = parts.map(part => get(part.document, field) as string);
          expect(compare(dealt.reduce(add, '0'), total)).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('what a line is linked to stands in its part, and each container is in one at least, no other than before', () => {
    fc.assert(
      fc.property(whole, splittings, (document, splitting) => {
        const { parts = [] } = splitOf(document, splitting);
        const numbersIn = (held: Declaration) => held.containers.flatMap(({ numbers = [] }) => numbers);
        const all = numbersIn(document);
        for (const { document: part } of parts) {
          const own = numbersIn(part);
          expect(all).toEqual(expect.arrayContaining(own));
          for (const { container = '' } of part.goods.flatMap(({ containers = [] }) => containers))
            if (all.includes(container)) expect(own).toContain(container);
          for (const { numbers = [], quantity } of part.containers)
            if (quantity !== undefined) expect(Number(quantity)).toBe(numbers.length);
        }
        if (parts.length > 0) expect(new Set(parts.flatMap(part => numbersIn(part.document)))).toEqual(new Set(all));
      }),
      { numRuns: 40 },
    );
  });

  it('what has no number of a line stands in every part as it stood', () => {
    fc.assert(
      fc.property(whole, splittings, (document, splitting) => {
        const { parts = [] } = splitOf(document, splitting);
        const dealt = new Set<string>([
          'goods',
          'containers',
          'attachedDocuments',
          'control',
          ...DEALT_TOTALS.map(({ field }) => field),
        ]);
        const head = (held: Declaration) => Object.entries(held).filter(([name]) => !dealt.has(name));
        for (const part of parts) {
          expect(head(part.document)).toEqual(head(document));
          expect(part.document.attachedDocuments?.map(named)).toEqual(document.attachedDocuments?.map(named));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** A line without what its licences say of lines by their numbers. */
const bare = ({ licences, ...line }: Goods): Row => ({
  ...line,
  ...(licences && { licences: licences.map(({ writeOffGoodsNo: _, ...licence }) => licence) }),
});

const named = ({ type, name, number }: NonNullable<Declaration['attachedDocuments']>[number]) => ({
  type,
  name,
  number,
});
