import { describe, expect, it, test } from 'vitest';
import { guessColumns } from '../../src/workbook/guess-columns.ts';
import { joinHeads } from '../../src/workbook/join-heads.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import { SOURCE, sheetOf } from './source.ts';

// Workbooks of senders who write their headings, dates and codes in ways of their own.

type Cells = readonly (readonly string[])[];

async function read(rows: Cells) {
  const sheet = joinHeads(sheetOf(rows));
  const choices = guessColumns(sheet, {}, { ...SOURCE, direction: 'in' });
  return await readGoods(sheet, { ...SOURCE, direction: 'in', choices });
}

const LINE = ['0202300090', '牛肉', '10', 'KG', 'USD', '1000', '巴西'];
const AS_MEANT = {
  hsCode: '0202300090',
  name: '牛肉',
  quantity: '10',
  quantityUnit: '035',
  currency: '840',
  totalValue: '1000',
  originCountry: '076',
};

describe('headings', () => {
  it.each([
    ['of Taiwan', ['商品編號', '貨物名稱', '數量', '單位', '幣種', '總值', '原產國']],
    ['of Japan', ['HSコード', '品名', '数量', '単位', '通貨', '金額', '原産国']],
    ['of Korea', ['HS CODE', '품명', '수량', '단위', '통화', '금액', '원산지']],
    ['of Germany', ['HS-Code', 'Warenbezeichnung', 'Menge', 'ME', 'Währung', 'Betrag', 'Ursprungsland']],
    ['of Russia', ['Код HS', 'Наименование', 'Количество', 'Ед.', 'Валюта', 'Сумма', 'Страна']],
    [
      'with their English behind them',
      ['HS编码 HS Code', '品名 Description', '数量 Qty', '单位 Unit', '币种 Currency', '总值 Amount', '原产国 Origin'],
    ],
    [
      'with their English in brackets',
      ['HS编码(HS Code)', '品名（Description）', '数量(Qty)', '单位(Unit)', '币种/Currency', '总值(Amount)', '原产国'],
    ],
  ])('%s are known', async (_of, head) => {
    const { rows, unknown } = await read([head, LINE]);
    expect(rows).toEqual([AS_MEANT]);
    expect(unknown).toEqual([]);
  });

  it('keep a unit behind them that is one', async () => {
    const { rows } = await read([
      ['品名', '数量PCS', '重量(KG)', '总值USD'],
      ['甲', '3', '7', '9'],
    ]);
    expect(rows).toEqual([
      {
        name: '甲',
        quantity: '3',
        quantityUnit: '011',
        weight: '7',
        weightUnit: '035',
        totalValue: '9',
        currency: '840',
      },
    ]);
  });

  it('may have their units in a line of their own', async () => {
    const { rows, faults } = await read([
      ['HS编码', '货物中文名', '数量', '重量', '总值'],
      ['', '', '(箱)', '(KG)', 'USD'],
      ['0202300090', '牛肉', '10', '100', '1000'],
    ]);
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ quantity: '10', quantityUnit: '120', weightUnit: '035', currency: '840' }]);
  });

  it('of a number may stand above a number and its unit', async () => {
    const { rows } = await read([
      ['HS编码', '货物中文名', '数量', '', '总值', ''],
      ['', '', '数值', '单位', '金额', '币种'],
      ['0202300090', '牛肉', '10', '千克', '1000', '美元'],
    ]);
    const { originCountry: _, ...rest } = AS_MEANT;
    expect(rows).toEqual([rest]);
  });

  test('a line of goods below them is no line of units', async () => {
    const { rows } = await read([
      ['货物中文名', '数量', '重量'],
      ['甲', '1箱', '7KG'],
      ['乙', '2箱', '8KG'],
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['甲', '乙']);
  });
});

test('units are no countries, though KG is one', () => {
  const sheet = sheetOf([
    ['HS', 'Name', 'X', 'Menge'],
    ['0202300090', '牛肉一', 'KG', '10'],
    ['0202300090', '牛肉二', 'KG', '11'],
  ]);
  const choices = guessColumns(sheet, {}, { ...SOURCE, direction: 'in' });
  expect(choices.find(({ at }) => at === 2)?.ids).not.toEqual(['originCountry']);
});

test.each([
  ['31/12/2025', '2025-12-31', 'cell.day-behind'],
  ['31.12.2025', '2025-12-31', 'cell.day-behind'],
  ['31-12-2025 00:00', '2025-12-31', 'cell.day-behind'],
  ['３１／１２／２０２５', '2025-12-31', 'cell.day-behind'],
  ['12/31/2025', '2025-12-31', 'cell.day-behind'],
  ['5/5/2025', '2025-05-05', 'cell.day-behind'],
  ['03/04/2025', '03/04/2025', 'cell.day-or-month'],
  ['32/13/2025', '32/13/2025', 'date.form'],
  ['31-Dec-2025', '31-Dec-2025', 'date.form'],
])('a date written %s', async (text, validUntil, code) => {
  const { rows, faults } = await read([
    ['品名', '数量', '产品有效期'],
    ['甲', '1', text],
  ]);
  expect(rows).toMatchObject([{ validUntil }]);
  expect(faults.map(fault => fault.code)).toEqual([code]);
});

test.each([
  ['035千克', '035'],
  ['千克(035)', '035'],
  ['千克（KGS）', '035'],
  ['035-千克', '035'],
  ['KG 千克', '035'],
])('a unit written %s, code and name together', async (text, quantityUnit) => {
  const { rows, faults } = await read([
    ['品名', '数量', '数量单位'],
    ['甲', '1', text],
  ]);
  expect([rows, faults]).toEqual([[{ name: '甲', quantity: '1', quantityUnit }], []]);
});

test('a code beside a name that means another one is neither', async () => {
  const { faults } = await read([
    ['品名', '数量', '数量单位'],
    ['甲', '1', '035箱'],
  ]);
  expect(faults.map(({ code }) => code)).toEqual(['code.no-name']);
});
