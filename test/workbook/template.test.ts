import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DIRECTIONS, type Direction } from '../../src/catalogue/row.ts';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import { parseWorkbook } from '../../src/workbook/parse-workbook.ts';
import { readContainers } from '../../src/workbook/read-containers.ts';
import { readDeclaration } from '../../src/workbook/read-declaration.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import { recognise, type TemplateName } from '../../src/workbook/recognise.ts';
import type { Sheet } from '../../src/workbook/sheet.ts';
import { type Filling, writeTemplate } from '../../src/workbook/template.ts';
import { writeXlsx } from '../../src/workbook/write-sheets.ts';
import { SOURCE } from './source.ts';

async function sheetsOf(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const answer = await parseWorkbook({ bytes, limits: DEFAULT_LIMITS });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return answer.sheets;
}

const EMPTY = ['goods', 'declaration', 'containers'].flatMap(name =>
  [undefined, ...DIRECTIONS].map(direction => [name as TemplateName, direction] as const),
);

test.each(EMPTY)('the empty template of %s (%s) is recognised and read back as nothing', async (name, direction) => {
  const sheets = await sheetsOf(await writeTemplate(name, direction ? { direction } : {}));
  expect(recognise(sheets)).toBe(name);
  expect(sheets[1]?.rows[0]).toEqual(['填写说明']);
  const options = { ...SOURCE, direction: direction ?? ('in' as const) };
  const [first] = sheets as [Sheet];
  const whole = await readDeclaration(sheets, options);
  const goods = name === 'goods' ? await readGoods(first, options) : undefined;
  const containers = name === 'containers' && direction !== 'pack' ? readContainers(first, options) : undefined;
  expect(whole.document).toEqual({ direction: options.direction, goods: [], containers: [] });
  for (const reading of [whole, goods, containers]) {
    if (reading) expect([reading.faults, reading.unknown]).toEqual([[], []]);
  }
  expect([goods?.rows ?? [], containers?.rows ?? []]).toEqual([[], []]);
});

test('a template for one form has only its fields, the other all of them with prefixes', async () => {
  const labelsOf = async (direction?: Direction) =>
    (await sheetsOf(await writeTemplate('declaration', direction ? { direction } : {})))[0]?.rows.flat() ?? [];
  const [inbound, packaging, all] = [await labelsOf('in'), await labelsOf('pack'), await labelsOf()];
  expect(inbound).toEqual(expect.arrayContaining(['单证类型', '入境', '提货单号', '原产国', '集装箱号']));
  expect(inbound).not.toContain('施检地');
  expect(packaging).not.toContain('集装箱号');
  expect(all).toEqual(expect.arrayContaining(['(入境)提货单号', '(出境)施检地', '口岸机构', '原产国', '原产地']));
});

test('the notes say what is required on which form, in what shape, from which table', async () => {
  const [, notes] = await sheetsOf(await writeTemplate('declaration'));
  const line = (label: string) => notes?.rows.find(row => row[0] === label);
  expect(line('报检类别')).toEqual([
    '报检类别',
    '必填',
    '必填',
    '必填',
    '代码或名称，代码最长 2 位',
    'declaration-categories',
  ]);
  expect(line('施检地')?.slice(1, 4)).toEqual(['无此栏', '必填', '必填']);
  expect(line('数量')?.slice(1, 5)).toEqual([
    '视情况必填',
    '视情况必填',
    '视情况必填',
    '数字，整数最多 14 位，小数最多 5 位',
  ]);
  expect(line('随附单据')?.at(-1)).toBe('attached-documents');
});

test('a filled template gives what was filled in', async () => {
  const filling: Filling = {
    head: {
      contractNo: '=HYPERLINK("x")',
      consignorName: '某公司',
      declarationDate: '2017-10-11',
      specialBusiness: '0100',
    },
    goods: [{ hsCode: '0808100000', name: '鲜苹果', quantity: '1200', quantityUnit: '箱', weight: '12.34567' }],
    containers: [{ number: 'CAIU5612042', spec: '111', shared: '是' }],
  };
  const sheets = await sheetsOf(await writeTemplate('declaration', { direction: 'out', filling }));
  const { document, faults } = await readDeclaration(sheets, SOURCE);
  expect(faults).toEqual([]);
  expect(document).toEqual({
    direction: 'out',
    contractNo: '=HYPERLINK("x")',
    consignorName: '某公司',
    declarationDate: '2017-10-11',
    specialBusiness: '0100',
    goods: [{ hsCode: '0808100000', name: '鲜苹果', quantity: '1200', quantityUnit: '120', weight: '12.34567' }],
    containers: [{ spec: '111', shared: true, numbers: ['CAIU5612042'], quantity: '1' }],
  });
});

test('text is never a formula in a workbook, and the same sheets give the same bytes', async () => {
  const sheets = [
    {
      name: '导出:[1]/2 的名称长得超过了三十一个字所以会被截短到那么多为止',
      rows: [['=1+1', '@SUM(A1)', 5, 'a\u001b[31mb']],
    },
  ];
  const bytes = await writeXlsx(sheets);
  const parts = unzipSync(bytes);
  expect(strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array)).not.toContain('<f>');
  const [sheet] = await sheetsOf(bytes);
  expect(sheet?.rows).toEqual([['=1+1', '@SUM(A1)', '5', 'ab']]);
  expect([...(sheet?.name ?? '')].length).toBeLessThanOrEqual(31);
  expect(await writeXlsx(sheets)).toEqual(bytes);
});

test('a text that no cell can hold is refused with its reason', async () => {
  await expect(writeXlsx([{ name: 'x', rows: [['字'.repeat(40_000)]] }])).rejects.toMatchObject({
    code: 'workbook.cell-too-long',
  });
});
