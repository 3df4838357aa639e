import { describe, expect, it } from 'vitest';
import type { Declaration, Goods } from '../../src/catalogue/document.ts';
import { keepGoodsMapping } from '../../src/jobs/goods-mapping.ts';
import { readWorkbook } from '../../src/jobs/read-workbooks.ts';
import { checkedReview, judgingOf, reviewRows } from '../../src/jobs/review-rows.ts';
import { besideThose, judgedSome, pendingIn, type ReviewedRow, withValues } from '../../src/jobs/reviewed-rows.ts';
import { writeXlsx } from '../../src/workbook/write-sheets.ts';
import { givenWorkbook } from '../workbooks.ts';
import { openTestOffice, userError } from './office.ts';

const IN = { direction: 'in', containers: [], goods: [] } as const;
const csv = (text: string, name = '货物.csv') => ({ name, bytes: new TextEncoder().encode(text) });

describe('goods', () => {
  it('are shown with their cells, with what follows from them filled in, and judged line by line', async () => {
    const { office } = await openTestOffice();
    const file = csv('HS编码,货物中文名,数量,数量单位\n0202300090,,十,千克\n,好货,5,千克\n2204210000,酒,1.5瓶,\n');
    const review = await reviewRows(office, file, 'goods', IN);
    expect(review).toMatchObject({ name: '货物.csv', list: 'goods', faults: [], unknown: [] });
    expect(review.rows.map(({ at, faults }) => [at?.cell, faults.map(({ code, cell }) => `${cell} ${code}`)])).toEqual([
      ['A2', ['C2 number.form']],
      ['A3', []],
      ['A4', []],
    ]);
    const [first, , third] = review.rows.map(({ row }) => row as Goods);
    expect(first).toMatchObject({ hsCode: '0202300090', standardUnit: '035' });
    expect(first?.name).not.toBe('');
    expect(third).toMatchObject({ quantity: '1.5', name: '酒' });
  });

  it('tells the lines of which nothing came, and gives their faults to no row', async () => {
    const { office } = await openTestOffice();
    const file = csv('HS编码,货物中文名,备注,非危险化学品\n,,,也许\n0202300090,牛肉,,\n,,看这里,\n');
    const review = await reviewRows(office, file, 'goods', IN);
    expect(review.rows.map(({ at, taken, why, text }) => [at?.cell, taken, why, text])).toEqual([
      ['D2', false, 'unread', '也许'],
      ['A3', true, undefined, ''],
      ['C4', false, 'unread', '看这里'],
    ]);
    expect(review.rows.flatMap(({ faults }) => faults)).toEqual([]);
    expect(review.rows[0]?.read.faults.map(({ code, cell }) => [code, cell])).toEqual([['flag.form', 'D2']]);
  });

  it('of a workbook that has containers, too, each list is read where it is asked for, and the other is told', async () => {
    const { office } = await openTestOffice();
    const bytes = await writeXlsx([
      {
        name: '货',
        rows: [
          ['HS编码', '货物中文名'],
          ['0202300090', '牛肉'],
        ],
      },
      { name: '箱', rows: [['集装箱号'], ['MRKU6105297']] },
    ]);
    for (const [list, other] of [
      ['goods', '箱'],
      ['containers', '货'],
    ] as const) {
      const review = await reviewRows(office, { name: 'both.xlsx', bytes }, list, IN);
      expect([review.list, review.rows.length]).toEqual([list, 1]);
      expect(review.faults.map(({ sheet, code }) => [sheet, code])).toEqual([[other, 'sheet.other-list']]);
    }
  });

  it('so it is where one stands below the other', async () => {
    const { office } = await openTestOffice();
    const goods = [
      ['HS编码', '货物中文名'],
      ['0202300090', '牛肉'],
    ];
    const rows = [...goods, [], ['集装箱号', '规格'], ['MRKU6105297', '40尺']];
    const bytes = await writeXlsx([{ name: '货', rows }]);
    for (const [list, lines, what] of [
      ['goods', '4-5', '集装箱的表'],
      ['containers', '1-2', '货物的表'],
    ] as const) {
      const review = await reviewRows(office, { name: 'both.xlsx', bytes }, list, IN);
      expect([review.list, review.rows.length]).toEqual([list, 1]);
      expect(review.faults.map(({ code, params }) => [code, params])).toEqual([['sheet.other-table', { lines, what }]]);
    }
  });

  it('of a whole declaration are not looked for: it says where that is imported', async () => {
    const { office } = await openTestOffice();
    const error = await userError(reviewRows(office, await givenWorkbook('inbound.xlsx'), 'goods', IN));
    expect([error.code, error.next[0]]).toEqual(['import.not-rows', '用数据导入里的导入整单；命令不写 --into']);
  });

  it('of several sheets are counted through, each fault with its own row', async () => {
    const { office } = await openTestOffice();
    const sheet = (name: string, quantity: string) => ({
      name,
      rows: [
        ['HS编码', '货物中文名', '数量'],
        ['0202300090', '牛肉', quantity],
      ],
    });
    const bytes = await writeXlsx([sheet('甲', '1'), sheet('乙', '二')]);
    const { rows } = await reviewRows(office, { name: 'two.xlsx', bytes }, 'goods', IN);
    expect(rows.map(({ at, faults }) => [at, faults.map(({ path, cell, sheet }) => [path, sheet, cell])])).toEqual([
      [{ sheet: '甲', cell: 'A2' }, []],
      [{ sheet: '乙', cell: 'A2' }, [['goods[0].quantity', '乙', 'C2']]],
    ]);
  });

  it('are read by the mapping in force, and a mapped heading that is missing is told', async () => {
    const { office } = await openTestOffice();
    await keepGoodsMapping(office, { hsCode: '税则', quantity: '件数合计' });
    const { rows, faults } = await reviewRows(office, csv('税则,品名\n0202300090,牛肉\n'), 'goods', IN);
    expect(rows[0]?.row).toMatchObject({ hsCode: '0202300090', name: '牛肉' });
    expect(faults.map(({ code }) => code)).toEqual(['sheet.no-heading']);
  });

  it('of ten thousand the first are checked at once, the rest in turns that tell how far they are and can be cancelled', async () => {
    const { office } = await openTestOffice();
    const text = `HS编码,货物中文名,数量\n${'0202300090,牛肉,1\n'.repeat(9_999)}9999999999,牛肉,1\n`;
    const review = await reviewRows(office, csv(text), 'goods', IN);
    expect(review.rows).toHaveLength(10_000);
    expect(review.rows.findIndex(({ pending }) => pending)).toBeGreaterThan(50);
    expect(review.rows.at(-1)).toMatchObject({ pending: true, faults: [] });
    const seen: number[] = [];
    const onProgress = (done: number, total: number) => seen.push(done / total);
    const { rows } = await checkedReview(office, review, { onProgress });
    expect(pendingIn(rows)).toBe(0);
    expect(rows.at(-1)?.faults.map(({ path, cell }) => [path, cell])).toEqual([['goods[0].hsCode', 'A10001']]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(40);
    const stop = new AbortController();
    const stopping = { signal: stop.signal, onProgress: (done: number) => done > 2_000 && stop.abort() };
    expect((await userError(checkedReview(office, review, stopping))).code).toBe('workbook.cancelled');
  });

  it('those that people look at are checked first, and what they change at once', async () => {
    const { office } = await openTestOffice();
    const text = `HS编码,货物中文名,数量\n${'0202300090,牛肉,1\n'.repeat(1_000)}`;
    const review = await reviewRows(office, csv(text), 'goods', IN);
    const judging = judgingOf(review);
    const pendingAt = (rows: readonly ReviewedRow[], at: number) => rows[at]?.pending === true;
    const some = judgedSome(review.rows, 990, 20, judging);
    expect([989, 990, 999, 109, 110].map(at => pendingAt(some, at))).toEqual([true, false, false, false, true]);
    const typed = withValues(review.rows, new Map([[500, new Map([['goods.quantity', '-1']])]]), judging);
    expect([pendingAt(typed, 500), pendingAt(typed, 501)]).toEqual([false, true]);
    expect(typed[500]?.faults.map(({ path }) => path)).toContain('goods[0].quantity');
    expect(judgedSome(judgedSome(some, 0, 1000, judging), 0, 1000, judging).some(({ pending }) => pending)).toBe(false);
  });
});

describe('containers', () => {
  it('name the numbers that ISO 6346 does not know, and those that stand twice', async () => {
    const { office } = await openTestOffice();
    const file = csv('集装箱号,规格\nNYKU8527234,121\nMRKU4795820,121\nNYKU8527234,121\n', '箱.csv');
    const { rows, faults } = await reviewRows(office, file, 'containers', IN);
    const told = [...rows.flatMap(row => row.faults), ...faults].map(({ code, cell, params }) => [
      code,
      cell,
      params?.number,
    ]);
    expect(told).toEqual([
      ['container.check-digit', 'A3', 'MRKU4795820'],
      ['cell.container-doubled', 'A4', 'NYKU8527234'],
    ]);
    expect(rows.map(({ row }) => row)).toMatchObject([{ numbers: ['NYKU8527234', 'MRKU4795820'], quantity: '2' }]);
  });
});

it('containers that the declaration has already are named, as they matter when these are added', async () => {
  const { office } = await openTestOffice();
  const file = csv('集装箱号,规格\nMRKU4795820,121\nNYKU8527234,121\n', '箱.csv');
  const held = { ...IN, containers: [{ spec: '121', numbers: ['NYKU8527234'], quantity: '1' }] };
  const beside = async (document: Declaration) => {
    const { rows, context } = await reviewRows(office, file, 'containers', document);
    return besideThose(document, rows, context).map(({ code, params }) => [code, params]);
  };
  expect(await beside(held)).toEqual([['container.doubled', { number: 'NYKU8527234', row: 1 }]]);
  expect(await beside(IN)).toEqual([]);
});

it.each([
  ['containers.xlsx', 'goods', 'import.other-rows'],
  ['goods.xlsx', 'containers', 'import.other-rows'],
  ['inbound.xlsx', 'goods', 'import.not-rows'],
] as const)('%s as %s is refused', async (name, list, code) => {
  const { office } = await openTestOffice();
  expect((await userError(reviewRows(office, await givenWorkbook(name), list, IN))).code).toBe(code);
});

it('a whole declaration that does not say its kind takes that of the page', async () => {
  const { office } = await openTestOffice();
  const rows = [
    '合同号,HT-1,贸易方式,一般贸易',
    '运输工具,COSCO,号码,V1',
    '特殊要求,无,联系人,甲',
    '联系电话,87654321',
  ];
  const file = csv(rows.join('\n'), '全单.csv');
  expect((await userError(readWorkbook(office, file))).code).toBe('import.no-declaration');
  expect((await readWorkbook(office, file, 'out')).document).toMatchObject({ direction: 'out', contractNo: 'HT-1' });
  expect((await readWorkbook(office, await givenWorkbook('inbound.xlsx'), 'out')).document.direction).toBe('in');
});
