import { describe, expect, it } from 'vitest';
import { PIECES } from '../../src/catalogue/one-line.ts';
import { fillLine } from '../../src/declaration/fill-line.ts';
import { type LineAround, lineWith, partiesMeant, readLine } from '../../src/declaration/one-line.ts';
import { SHIPPED } from './shipped-book.ts';

const PARTIES = [
  { name: '甲公司', code: '4403000005', initials: 'jgs' },
  { name: '乙公司', code: '', initials: 'ygs' },
  { name: '甲集团', code: '', initials: 'jjt' },
  { name: 'ACME 3 LTD', code: 'A-1', initials: 'acme3ltd' },
];

const AROUND: LineAround = { direction: 'in', parties: () => PARTIES, today: '2017-10-24' };
const read = (text: string) => readLine(text, AROUND);

describe('a line, piece by piece', () => {
  it('is read as the grammar says', () => {
    expect(read('入 甲公司 B123 MRKU6105297 1:500@2.5')).toEqual({
      direction: 'in',
      party: PARTIES[0],
      head: [{ id: 'billOfLadingNo', text: 'B123' }],
      containers: ['MRKU6105297'],
      lines: [{ line: 0, quantity: '500', price: '2.5' }],
      doubts: [],
    });
  });

  // biome-ignore format: table
  it.each<[line: string, what: Partial<ReturnType<typeof readLine>>]>([
    ['出 ygs HT-3',            { direction: 'out', party: PARTIES[1], head: [{ id: 'contractNo', text: 'HT-3' }] }],
    ['ygs',                    { direction: 'in', party: PARTIES[1], doubts: [] }],
    ['乙',                     { party: PARTIES[1] }],
    ['4403000005',             { party: PARTIES[0] }],
    ['acme3ltd',               { party: PARTIES[3] }],
    ['Ａ-1',                   { party: PARTIES[3] }],
    ['合ht-3 提cosu1 航018w',  { head: [{ id: 'contractNo', text: 'HT-3' }, { id: 'billOfLadingNo', text: 'COSU1' }, { id: 'conveyanceNo', text: '018W' }] }],
    ['到22',                   { head: [{ id: 'arrivalDate', text: '2017-10-22' }] }],
    ['出 发1025',              { head: [{ id: 'shipmentDate', text: '2017-10-25' }] }],
    [':500 2@3.1 3：7',        { lines: [{ line: undefined, quantity: '500', price: undefined }, { line: 1, quantity: undefined, price: '3.1' }, { line: 2, quantity: '7', price: undefined }] }],
    ['mrku6105297 MRKU6105297 NYKU8527234', { containers: ['MRKU6105297', 'NYKU8527234'] }],
    ['',                       { party: undefined, head: [], doubts: [] }],
  ])('%s', (line, what) => {
    expect(read(line)).toMatchObject(what);
  });

  // biome-ignore format: table
  it.each<[line: string, piece: string, text: string, choices: readonly string[]]>([
    ['甲 B1',            '甲',          '是哪一个',             ['甲公司', '甲集团']],
    ['丙公司',           '丙公司',      '没有这个收发货人',     []],
    ['ygs 甲公司',       '甲公司',      '已经是 乙公司',        []],
    ['MRKU6105298',      'MRKU6105298', '校验位不符',           []],
    ['B1 B2',            'B2',          '已经有 B1',            []],
    ['出 提B1',          '提B1',        '没有这一栏',           []],
    ['到32',             '到32',        '没有这一天',           []],
    ['0:5',              '0:5',         '从 1 起',              []],
    ['ygs 入',           '入',          '最前',                 []],
  ])('%s leaves %s in doubt', (line, piece, text, choices) => {
    const { doubts } = read(line);
    expect(doubts).toHaveLength(1);
    expect(doubts[0]?.piece).toBe(piece);
    expect(doubts[0]?.text).toContain(text);
    expect(doubts[0]?.choices.map(({ label }) => label)).toEqual(choices);
  });

  it('a choice takes the place of its piece, and is in doubt no more', () => {
    const [doubt] = read('甲 B1').doubts;
    const chosen = lineWith('甲 B1', '甲', doubt?.choices[1]?.piece ?? '');
    expect(read(chosen)).toMatchObject({ party: PARTIES[2], head: [{ text: 'B1' }], doubts: [] });
  });

  it('every example of the grammar is what it says', () => {
    for (const { example, of, form } of PIECES.filter(each => each.form)) {
      const [first] = PIECES.filter(each => each.form?.test(example));
      expect(`${example} ${first?.of}`).toBe(`${example} ${of}`);
      expect(form?.test(example)).toBe(true);
    }
  });

  it('a name is found by all of it, its initials, a piece, the beginning of its initials, in this order', () => {
    expect(partiesMeant('甲公司', PARTIES)).toEqual([PARTIES[0]]);
    expect(partiesMeant('j', PARTIES)).toEqual([PARTIES[0], PARTIES[2]]);
    expect(partiesMeant('公司', PARTIES)).toEqual([PARTIES[0], PARTIES[1]]);
  });
});

describe('a line on the last declaration of its party', () => {
  const begun = { direction: 'in' as const, containers: [], goods: [] };
  const last = {
    direction: 'in' as const,
    contractNo: 'OLD',
    consigneeName: '甲公司',
    tradeMode: '11',
    containers: [{ spec: '211', numbers: ['NYKU8527234'], quantity: '1' }],
    goods: [
      {
        name: '鲜橙',
        hsCode: '0805100000',
        quantity: '100',
        quantityUnit: '035',
        weight: '100',
        weightUnit: '035',
        unitPrice: '2',
        totalValue: '200',
        packages: [{ quantity: '10', type: '4M' }],
      },
      { name: '橙汁', hsCode: '2009120010', quantity: '5', quantityUnit: '035', unitPrice: '1', totalValue: '5' },
    ],
  };
  const fill = (line: string, before: typeof last | null = last) =>
    fillLine(begun, read(line), { last: before ?? undefined, book: SHIPPED });

  it('brings it, puts in what the line says, and what follows from that as it did', () => {
    const { document, doubts } = fill('甲公司 B123 MRKU6105297 1:500@2.5');
    expect(doubts).toEqual([]);
    expect(document).toMatchObject({
      consigneeName: '甲公司',
      consigneeCode: '4403000005',
      billOfLadingNo: 'B123',
      tradeMode: '11',
      containers: [{ spec: '211', numbers: ['MRKU6105297'] }],
      goods: [
        {
          name: '鲜橙',
          quantity: '500',
          unitPrice: '2.5',
          weight: '500',
          totalValue: '1250',
          packages: [{ quantity: '50' }],
        },
        { name: '橙汁', quantity: '5', totalValue: '5' },
      ],
    });
    expect(document.contractNo).toBeUndefined();
  });

  it('a price alone changes the total, a quantity alone keeps the price', () => {
    expect(fill('甲公司 1@3').document.goods[0]).toMatchObject({ quantity: '100', unitPrice: '3', totalValue: '300' });
    expect(fill('甲公司 1:50').document.goods[0]).toMatchObject({ quantity: '50', unitPrice: '2', totalValue: '100' });
  });

  it('says what it does not know', () => {
    expect(fill('甲公司 :5').doubts[0]?.text).toContain('写明是第几项');
    expect(fill('甲公司 4:5').doubts[0]?.text).toContain('只有 2 项');
    expect(fill('甲公司 4:5', null).doubts[0]?.text).toContain('从第 1 项起');
    const sizes = {
      ...last,
      containers: [
        { spec: '211', numbers: [], quantity: '1' },
        { spec: '221', numbers: [], quantity: '1' },
      ],
    };
    expect(fill('甲公司 MRKU6105297', sizes as never).doubts[0]?.text).toContain('2 种规格');
  });

  it('of a party without one begins with the line alone', () => {
    expect(fill('甲公司 :5@2', null).document.goods).toEqual([{ quantity: '5', unitPrice: '2', totalValue: '10' }]);
  });
});
