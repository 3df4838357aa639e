import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../screens/contract/change.ts';
import { receiptLines } from '../../screens/dialogs/receipts/lines.ts';
import { lineWidth, toText } from '../../screens/draw/line.ts';
import { STATUS_LOOKS } from '../../screens/draw/status.ts';
import { LIST_COLUMNS, namedColumn, usualColumns } from '../../screens/pages/list/columns.ts';
import { cellOf, codeColumns, tableOfColumn } from '../../screens/pages/list/names.ts';
import { beginOf, PERIODS, type Period } from '../../screens/pages/list/periods.ts';
import {
  advanceScan,
  beginScan,
  type Found,
  isWhole,
  NEWEST_FIRST,
  sorted,
  type Wanted,
} from '../../screens/pages/list/scan.ts';
import { listPage } from '../../screens/pages/list/state.ts';
import { drawList, rowsShown } from '../../screens/pages/list/view.ts';
import { placedIn } from '../../screens/widgets/table.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { STATUS_MARKS } from '../../src/declaration/life-cycle.ts';
import { matcherOf, QUEUES } from '../../src/declaration/query.ts';
import type { Receipt } from '../../src/declaration/receipt.ts';
import type { Summary } from '../../src/declaration/summary.ts';
import { noRows } from '../../src/store/rows/rows.ts';

const world = { codes: openCodes({ shipped: join(import.meta.dirname, '../../data/codes') }) };

const BLANK: Summary = {
  inspected: 'N',
  registration: '',
  seqNo: '',
  taskFor: '',
  taskWord: '',
  taskBy: '',
  review: '',
  reviewBy: '',
  office: '',
  stage: 'saved',
  sent: '',
  released: '',
  reasons: '',
  shares: '',
  date: '2017-10-01',
  party: '',
  enterprise: '',
  declarant: '',
  contract: '',
  bill: '',
  destination: '',
  containers: '',
  goods: '',
  entryNo: '',
  direction: 'in',
  status: 'saved',
  revision: 1,
  declarationNo: '',
  clearanceNo: '',
  paperless: '',
  goodsCount: 1,
  receipts: 0,
  printed: false,
  awaiting: false,
  source: '',
  updated: '',
  initials: '',
  marks: '',
};

const entryNo = (serial: number): string => `WI${1508810400000 + serial}00`;
const rowsOf = (rows: readonly Partial<Summary>[]) =>
  noRows<Summary>().with(
    rows.map((row, at) => ({ entryNo: entryNo(at), row: { ...BLANK, entryNo: entryNo(at), ...row } })),
  );
const WANTED: Wanted = { direction: 'in', queue: 'all', words: '', fields: {}, withdrawn: false };

// Oldest first, as they were made; the index gives them newest first.
const SAMPLE = rowsOf([
  { party: '上海海澜食品', goods: '冷冻去骨牛肉', initials: 'shhlsp ldqgnr shhd', contract: 'B-2', status: 'draft' },
  {
    party: '宁波北仑港务',
    goods: '瓶装葡萄酒',
    initials: 'nbblgw pzptj shhd',
    contract: 'A-1',
    receipts: 2,
    status: 'released',
  },
  { party: '安徽海螺', goods: '水泥', initials: 'ahhl sn shhd', contract: '', status: 'withdrawn', date: '' },
  { party: '义乌物资', goods: '玩具', initials: 'ywwz wj shhd', contract: 'A-10', direction: 'out' },
  {
    party: '深圳前海',
    goods: '加工中心',
    initials: 'szqh jgzx shhd',
    contract: 'a-2',
    status: 'sent',
    date: '2017-09-30',
  },
]);

const scanned = (wanted: Partial<Wanted>, steps = 1000) => {
  let scan = beginScan(SAMPLE, { ...WANTED, ...wanted });
  while (!isWhole(scan)) scan = advanceScan(scan, steps);
  return scan;
};
const contracts = (order: readonly number[]) => order.map(place => SAMPLE.at(place)?.contract);

/** Whether `a` comes before `b` when a column ascends. */
const comes = (a: string | number, b: string | number): boolean => {
  const plain = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text);
  if (typeof a === 'number' || typeof b === 'number' || (plain(a) && plain(b))) return a < b;
  return new Intl.Collator('zh').compare(a, b) < 0;
};

describe('what a scan finds', () => {
  // biome-ignore format: table
  it.each<[what: string, wanted: Partial<Wanted>, found: readonly string[]]>([
    ['all of the direction but the withdrawn, newest first', {},                                   ['a-2', 'A-1', 'B-2']],
    ['the withdrawn too',                                    { withdrawn: true },                  ['a-2', '', 'A-1', 'B-2']],
    ['one status',                                           { status: 'released' },               ['A-1']],
    ['a queue',                                              { queue: 'draft' },                   ['B-2']],
    ['sent without receipts',                                { queue: 'without-receipts' },        ['a-2']],
    ['a name by its characters',                             { words: '海澜' },                    ['B-2']],
    ['a name by its initials, any case',                     { words: 'SZQH' },                    ['a-2']],
    ['several words, all of them',                           { words: 'shhd ptj' },                ['A-1']],
    ['full-width letters',                                   { words: 'ｂ－2' },                   ['B-2']],
    ['a field by its characters',                            { fields: { goods: '葡萄' } },        ['A-1']],
    ['a field by its own initials alone',                    { fields: { goods: 'sh' } },          []],
    ['a party by its initials',                              { fields: { party: 'nbbl' } },        ['A-1']],
    ['a number in its field',                                { fields: { contract: 'a-' } },       ['a-2', 'A-1']],
    ['days, both counted in',                                { from: '2017-10-01', until: '2017-10-01' }, ['A-1', 'B-2']],
    ['a row without a day not by days',                      { from: '2000-01-01', withdrawn: true }, ['a-2', 'A-1', 'B-2']],
  ])('%s', (_what, wanted, found) => {
    expect(contracts(scanned(wanted).order)).toEqual(found);
  });

  it('is the same in whatever steps, and counts as the query itself does', () => {
    const word = fc.constantFrom('', 'sh', '海', 'a-', 'zz', '2017', 'nb pz');
    const queue = fc.constantFrom(...(Object.keys(QUEUES) as (keyof typeof QUEUES)[]));
    fc.assert(
      fc.property(word, queue, fc.boolean(), fc.integer({ min: 1, max: 7 }), (words, queue, withdrawn, steps) => {
        const wanted = { words, queue, withdrawn };
        const { order, counts } = scanned(wanted, steps);
        const query = { ...WANTED, ...wanted };
        const all = [...SAMPLE];
        expect(order).toEqual(all.flatMap((row, at) => (matcherOf(query)(row) ? [at] : [])));
        const names = Object.keys(QUEUES) as (keyof typeof QUEUES)[];
        const held = names.map(name => [name, all.filter(matcherOf({ ...query, queue: name })).length]);
        expect(counts).toEqual(Object.fromEntries(held));
      }),
    );
  });

  it('is sorted as comparing each with each would, again and in another order too', () => {
    const text = fc.constantFrom('', 'A-1', 'A-10', 'a', 'B', '安徽', '上海', '上海A', '义乌', '𠮷');
    const row = fc.record({ contract: text, party: text, goodsCount: fc.integer({ min: 0, max: 3 }) });
    const sort = fc.record({
      column: fc.constantFrom('contract' as const, 'party' as const, 'goodsCount' as const),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.array(sort, { maxLength: 4 }),
        fc.nat(3),
        (rows, sorts, left) => {
          const all = rowsOf(rows);
          const order = Array.from({ length: all.length }, (_, index) => index).filter(index => index % 4 !== left);
          for (const by of sorts) {
            const found = sorted(all, order, by);
            expect(found.toSorted((a, b) => a - b)).toEqual(order);
            const values = found.map(index => all.at(index)?.[by.column]);
            values.forEach((value, at) => {
              const before = values[at - 1];
              if (at === 0 || before === undefined || value === undefined) return;
              // What is empty comes last, equals in the order of the index.
              if (before === value) expect(found[at - 1]).toBeLessThan(found[at] ?? 0);
              else if (before === '') expect.fail('something behind nothing');
              else if (value !== '') expect(comes(before, value) === by.descending).toBe(false);
            });
          }
        },
      ),
    );
  });

  it('is sorted by any column: Chinese by pinyin, what is empty last, newest first among equals', () => {
    const all = scanned({ withdrawn: true }).order;
    const by = (column: keyof typeof LIST_COLUMNS, descending: boolean) =>
      contracts(sorted(SAMPLE, all, { column, descending }));
    expect(by('party', false)).toEqual(['', 'A-1', 'B-2', 'a-2']);
    expect(by('contract', false)).toEqual(['A-1', 'B-2', 'a-2', '']);
    expect(by('contract', true)).toEqual(['a-2', 'B-2', 'A-1', '']);
    expect(by('receipts', true)).toEqual(['A-1', 'a-2', '', 'B-2']);
    expect(by('date', false)).toEqual(['a-2', 'A-1', 'B-2', '']);
  });
});

it.each<[Period, string | undefined]>([
  ['all', undefined],
  ['today', '2017-03-31'],
  ['week', '2017-03-25'],
  ['month', '2017-02-28'],
  ['quarter', '2016-12-31'],
  ['half', '2016-09-30'],
  ['range', undefined],
])('the period %s begins on %s', (period, day) => {
  expect(beginOf(period, '2017-03-31')).toBe(day);
  expect(Object.keys(PERIODS)).toHaveLength(7);
});

describe('columns that hold codes', () => {
  const abroad = rowsOf([
    { contract: 'none', direction: 'out' },
    { contract: 'brazil', direction: 'out', destination: '076' },
    { contract: 'america', direction: 'out', destination: '840' },
    { contract: 'unknown', direction: 'out', destination: '007' },
    { contract: 'brazil again', direction: 'out', destination: '076' },
    { contract: 'home', direction: 'in', destination: '310115' },
  ]);
  const found = (wanted: Partial<Wanted>) => {
    const named = codeColumns('out', world.codes);
    const { order } = advanceScan(beginScan(abroad, { ...WANTED, direction: 'out', named, ...wanted }), 100);
    return order.map(place => abroad.at(place)?.contract);
  };

  it('show the name of the code, of the table of the form; a code that the table does not know is shown itself', () => {
    const cells = [...abroad].map(row => cellOf('destination', row, world.codes));
    expect(cells).toEqual(['浦东新区', '巴西', '007', '美国', '巴西', '']);
    expect(cellOf('contract', abroad.at(1) as Summary, world.codes)).toBe('brazil again');
    const page = { ...listPage('out', abroad), columns: ['destination'] as const };
    const shown = {
      ...page,
      found: { rows: abroad, order: [1], counts: { ...page.found.counts, all: 1 }, complete: true },
    };
    const { lines } = drawList(shown, { columns: 80, rows: 20 }, {
      ui: { dialogs: [] },
      world,
    } as unknown as ActionContext);
    expect(toText(lines[3] ?? [])).toContain('巴西');
  });

  it('are found by name among all words, by its initials too in their own field, and by code as ever', () => {
    expect(found({ words: '巴西' })).toEqual(['brazil again', 'brazil']);
    expect(found({ words: 'again 巴西' })).toEqual(['brazil again']);
    expect(found({ words: '076' })).toEqual(['brazil again', 'brazil']);
    expect(found({ words: 'bx' })).toEqual([]);
    expect(found({ fields: { destination: 'bx' } })).toEqual(['brazil again', 'brazil']);
    expect(found({ fields: { destination: '美国' } })).toEqual(['america']);
    expect(found({ fields: { destination: '84' } })).toEqual(['america']);
  });

  it('are sorted by the name that is shown', () => {
    const rows = rowsOf(['156', '', '840', '076', '156'].map(destination => ({ destination, direction: 'out' })));
    const by = (descending: boolean) =>
      sorted(
        rows,
        [0, 1, 2, 3, 4],
        { column: 'destination', descending },
        tableOfColumn('destination', 'out', world.codes),
      ).map(place => cellOf('destination', rows.at(place) as Summary, world.codes));
    expect(by(false)).toEqual(['巴西', '美国', '中国', '中国', '']);
    expect(by(true)).toEqual(['中国', '中国', '美国', '巴西', '']);
  });
});

describe('columns', () => {
  it('never take more room than there is, and use all of it when one of them can', () => {
    const names = fc.shuffledSubarray(Object.keys(LIST_COLUMNS) as (keyof typeof LIST_COLUMNS)[], { minLength: 1 });
    fc.assert(
      fc.property(names, fc.integer({ min: 20, max: 300 }), (names, room) => {
        const columns = placedIn(names.map(namedColumn), room, { overflow: 'stop' });
        const width = columns.reduce((sum, column) => sum + column.width + 1, 0);
        expect(width).toBeLessThanOrEqual(room);
        const flexible = columns.some(({ column }) => 'grows' in column);
        if (flexible) expect(width).toBe(room);
        for (const { column, width } of columns) expect(width).toBeGreaterThanOrEqual(column.columns);
      }),
    );
  });

  it('that a form cannot fill are not offered', () => {
    expect(usualColumns('in', noRows<Summary>())).toContain('bill');
    expect(usualColumns('out', noRows<Summary>())).not.toContain('bill');
  });
});

describe('the picture', () => {
  const draw = (found: Partial<Found>, columns: number, rows: number) => {
    const page = { ...listPage('in', SAMPLE), found: { ...listPage('in', SAMPLE).found, complete: true, ...found } };
    return drawList(page, { columns, rows }, { ui: { dialogs: [] }, world } as unknown as ActionContext).lines;
  };

  it.each([
    [60, 13],
    [80, 21],
    [120, 37],
    [200, 57],
  ])('of %d columns and %d rows is no wider, with wide characters cut cleanly', (columns, rows) => {
    const { order, counts } = scanned({ withdrawn: true });
    const lines = draw({ order, counts, rows: SAMPLE }, columns, rows);
    for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThanOrEqual(rows);
    expect(toText(lines[3] ?? [])).toMatch(/发 +WI150881040000400/u);
  });

  it('keeps every count whole, however long', () => {
    const counts = Object.fromEntries(Object.keys(QUEUES).map(queue => [queue, 200000])) as Found['counts'];
    expect(toText(draw({ counts }, 80, 21)[0] ?? []).match(/200000/gu)).toHaveLength(6);
  });

  it('tells each status by its character', () => {
    expect(Object.keys(STATUS_LOOKS)).toEqual(Object.keys(STATUS_MARKS));
    expect(new Set(Object.values(STATUS_MARKS).map(({ mark }) => mark)).size).toBe(8);
  });

  it('has as many rows as its size leaves', () => {
    expect([13, 21, 37, 57].map(rows => rowsShown({ columns: 80, rows }))).toEqual([6, 13, 26, 43]);
    expect(NEWEST_FIRST).toEqual({ column: 'entryNo', descending: true });
  });
});

describe('what does not fit', () => {
  const rows = rowsOf([{ declarationNo: '126000000000001', clearanceNo: '311000126000001' }]);
  const found = { rows, order: [0], counts: { ...listPage('in', rows).found.counts, all: 1 }, complete: true };
  const page = { ...listPage('in', rows), found, at: { entryNo: entryNo(0), index: 0 } };
  const textOf = (columns: number) =>
    drawList(page, { columns, rows: 13 }, { ui: { dialogs: [] }, world } as unknown as ActionContext).lines.map(toText);

  it.each([
    [60, false],
    [80, true],
  ])('in %i columns a number above the receipts is whole or left out', (columns, whole) => {
    const rule = textOf(columns).find(text => text.startsWith('─ 回执'));
    expect(rule).toContain('报检号 126000000000001');
    expect([rule?.includes('通关单号'), rule?.includes('311000126000001')]).toEqual([whole, whole]);
  });

  it('the search line says what fits', () => {
    for (const columns of [60, 80, 120]) expect(textOf(columns)[1]).not.toContain('…');
  });
});

describe('receipts', () => {
  const receipt = (text: string): Receipt => ({
    identity: text,
    source: 'declaration',
    entryNo: entryNo(1),
    code: '1000',
    time: '2017-10-24 10:00:00',
    text,
  });

  it('are whole at any width: no character of the text is lost, no line too long', () => {
    const text = fc.string({
      unit: fc.constantFrom('报', '检', '成', '功', '。', '，', 'A', '1', '-', ' '),
      maxLength: 120,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 160 }), (text, columns) => {
        const lines = receiptLines([receipt(text)], columns);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(columns + 2);
        const bare = (whole: string) => whole.replace(/\s/gu, '');
        expect(bare(lines.map(toText).join(''))).toContain(bare(text));
      }),
    );
  });
});
