import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, type Field, fieldsOf, isScalar, onForm, sizeOf } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { DIRECTIONS, type Direction } from '../../src/catalogue/row.ts';
import { kindOf } from '../../src/kinds/index.ts';
import { cleanText } from '../../src/text.ts';
import { headLabel } from '../../src/workbook/head-labels.ts';
import { headingOf } from '../../src/workbook/headings.ts';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import { parseWorkbook } from '../../src/workbook/parse-workbook.ts';
import { readDeclaration } from '../../src/workbook/read-declaration.ts';
import { recognise } from '../../src/workbook/recognise.ts';
import { declarationSheets } from '../../src/workbook/write-declaration.ts';
import { type OutSheet, writeXls, writeXlsx } from '../../src/workbook/write-sheets.ts';
import { SOURCE, short } from './source.ts';

const FOLDER = 'fixtures/declarations';

/** What the program or the bureau gives, and what is typed of the papers of one shipment: a new declaration has its own. */
const OWN: ReadonlySet<string> = new Set(['entryNo', 'declarationNo', 'inspectionCategory', 'control']);

/** A document without what it does not take along, and without lists and groups that hold nothing. */
const taken = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(taken);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !OWN.has(name));
  return Object.fromEntries(
    entries.flatMap(([name, held]) => {
      const kept = taken(held);
      const empty = typeof kept === 'object' && kept !== null && Object.keys(kept).length === 0;
      return empty && name !== 'goods' && name !== 'containers' ? [] : [[name, kept]];
    }),
  );
};

async function readBack(document: Declaration, write = writeXlsx) {
  const bytes = await write(declarationSheets(document, ''));
  const answer = await parseWorkbook({ bytes, limits: DEFAULT_LIMITS });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return {
    sheets: answer.sheets,
    ...(await readDeclaration(answer.sheets, { ...SOURCE, book: { ...SOURCE.book, message: () => 'dec' } })),
  };
}

const documents = readdirSync(FOLDER)
  .filter(name => !name.includes('.') && !name.includes('wrong'))
  .map(name => [name, JSON.parse(readFileSync(`${FOLDER}/${name}/declaration.json`, 'utf8')) as Declaration] as const);

describe('a declaration as a workbook', () => {
  it.each(documents)('%s is read again as it was', async (_, document) => {
    const { sheets, document: again, faults, unknown } = await readBack(document);
    expect(recognise(sheets)).toBe('declaration');
    expect([short(faults), unknown]).toEqual([[], []]);
    expect(again).toEqual(taken(document));
  });

  it('as .xls, too', async () => {
    for (const [, document] of documents) {
      expect((await readBack(document, writeXls)).document).toEqual(taken(document));
    }
  });

  it('any declaration with right values is read again as it was, with all its popups', async () => {
    await fc.assert(
      fc.asyncProperty(declarations, async document => {
        const { document: again, faults, unknown } = await readBack(document);
        expect([short(faults), unknown]).toEqual([[], []]);
        expect(again).toEqual(taken(document));
      }),
      { numRuns: 60 },
    );
  });

  it('containers that no form holds have a sheet of their own', async () => {
    const containers = [
      { spec: '211', numbers: ['MRKU6105297'], quantity: '1' },
      { spec: '211', numbers: ['NYKU8527234'], quantity: '1' },
      { spec: '222', quantity: '3' },
    ];
    const document: Declaration = { direction: 'in', containers, goods: [{ name: '货物' }] };
    const { sheets, document: again } = await readBack(document);
    expect(sheets.map(({ name }) => name)).toEqual(['报检单', '集装箱明细', '填写说明']);
    expect(again).toEqual(document);
  });

  it('a long file is in several cells', async () => {
    const content = 'QUJD'.repeat(20_000);
    const markFiles = [
      { name: '唛头.png', content },
      { name: '另一个.png', content: 'QUJD' },
    ];
    const document: Declaration = { direction: 'in', markFiles, containers: [], goods: [{ name: '货物' }] };
    const { sheets, document: again } = await readBack(document);
    expect(sheets.find(({ name }) => name === '标记附件')?.rows[0]).toEqual([
      '附件名称',
      '附件类型',
      '附件内容',
      '附件内容2',
      '附件内容3',
    ]);
    expect(again).toEqual(document);
  });
});

const HEAD = [
  ['单证类型', '入境'],
  ['报检类别', '13', '报检日期', '2017-09-20'],
  ['合同号', 'C1', '联系人', '张三'],
];
const form = (...goods: string[][]): OutSheet => ({
  name: '报检单',
  rows: [...HEAD, ['货物信息'], ['货物中文名', '包装件数'], ...goods],
});

async function reading(...sheets: OutSheet[]) {
  const answer = await parseWorkbook({ bytes: await writeXlsx(sheets), limits: DEFAULT_LIMITS });
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  return await readDeclaration(answer.sheets, SOURCE);
}

describe('sheets with rows of popups, as people change them', () => {
  it('a row of goods that are not there is said with its cell, and is not taken', async () => {
    const { document, faults } = await reading(form(['甲', '1']), {
      name: '产品资质',
      rows: [
        ['货物序号', '产品资质编号'],
        ['2', 'A'],
        ['一', 'B'],
        ['1', 'C'],
        ['', 'D'],
      ],
    });
    expect(faults.map(({ sheet, cell, code, level }) => [sheet, cell, code, level])).toEqual(
      ['A2', 'A3', 'A5'].map(cell => ['产品资质', cell, 'cell.no-row', 'error']),
    );
    expect(document?.goods).toEqual([{ name: '甲', packages: [{ quantity: '1' }], licences: [{ number: 'C' }] }]);
  });

  it('rows inside rows find them whatever the order of the sheets', async () => {
    const { document, faults } = await reading(
      form(['甲', '']),
      {
        name: 'VIN码',
        rows: [
          ['货物序号', '产品资质序号', '车辆识别代码(VIN)'],
          ['1', '2', 'V1'],
          ['1', '2', 'V2'],
        ],
      },
      {
        name: '产品资质',
        rows: [
          ['产品资质编号', '货物序号'],
          ['A', '1'],
          ['B', '1'],
        ],
      },
    );
    expect(faults).toEqual([]);
    expect(document?.goods[0]?.licences).toEqual([
      { number: 'A' },
      { number: 'B', vins: [{ vin: 'V1' }, { vin: 'V2' }] },
    ]);
  });

  it('a value that the form has otherwise is an error, and the form counts', async () => {
    const { document, faults, cellOf } = await reading(form(['甲', '5']), {
      name: '包装信息',
      rows: [
        ['货物序号', '包装件数', '材料种类'],
        ['1', '6', '木'],
        ['1', '7', '纸'],
      ],
    });
    expect(faults.map(({ sheet, cell, code, params }) => [sheet, cell, code, params])).toEqual([
      ['包装信息', 'B2', 'cell.conflict', { cell: '报检单!B6', value: '5' }],
    ]);
    expect(document?.goods[0]?.packages).toEqual([
      { quantity: '5', material: '木' },
      { quantity: '7', material: '纸' },
    ]);
    expect(cellOf({ path: 'goods[0].packages[1].material' })).toEqual({ sheet: '包装信息', cell: 'C3' });
  });

  it('a heading that nobody knows and a wrong value are told with their cells', async () => {
    const { document, faults, unknown } = await reading(form(['甲', '']), {
      name: '随附单据',
      rows: [
        ['单据', '随附单据名称', '核销货物序号', '备注'],
        ['101001', '合同', '很多', 'x'],
      ],
    });
    expect(unknown).toEqual([{ sheet: '随附单据', cell: 'D1', label: '备注' }]);
    expect(short(faults)).toEqual(['C2 number.form']);
    expect(document?.attachedDocuments).toEqual([{ type: '101001', name: '合同', writeOffGoodsNo: '很多' }]);
  });

  it('a sheet that only bears such a name is read as before', async () => {
    const { document } = await reading({
      name: '随附单据',
      rows: [...HEAD, ['货物信息'], ['货物中文名', '数量'], ['甲', '1']],
    });
    expect([document?.contractNo, document?.goods]).toEqual(['C1', [{ name: '甲', quantity: '1' }]]);
  });
});

// Right values of each field, so that what is read again can be compared with what was written.

const letters = fc.constantFrom(...'甲乙丙红葡萄酒𠮷ABcd0123456789 ,，;、/()-.'.split(''), '\n');

function texts(max: number): fc.Arbitrary<string> {
  return fc
    .array(letters, { minLength: 1, maxLength: Math.min(max, 24) })
    .map(parts => cleanText(parts.join('')))
    .filter(text => text !== '' && /\p{L}/u.test(text) && headLabel(headingOf(text).key) === undefined);
}

function scalarOf(field: Field, direction: Direction): fc.Arbitrary<unknown> {
  const size = sizeOf(field, direction);
  const table = codesOf(field, direction, '2017');
  const rows = table === undefined ? [] : SOURCE.rowsOf(table).slice(0, 200);
  const codes = fc.constantFrom(...(rows.length > 0 ? rows.map(({ code }) => code) : ['A1', 'B2']));
  const digits = fc.bigInt({ min: 1n, max: 999_999_999_999n }).map(String);
  switch (field.kind) {
    case 'code':
      return codes;
    case 'codes':
      return fc.uniqueArray(codes, { minLength: 1, maxLength: 3 });
    case 'list':
      return fc.uniqueArray(
        fc.integer({ min: 1_000_000, max: 9_999_999 }).map(number => `MRKU${number}`),
        { minLength: 1, maxLength: 3 },
      );
    case 'integer':
      return digits.map(text => text.slice(0, size.max));
    case 'decimal':
      return fc.tuple(digits, fc.constantFrom('', '.5', '.12345', '.10')).map(([whole, part]) => {
        return String(kindOf('decimal').parse(`${whole}${part}`, size).value);
      });
    case 'date':
      return fc.constantFrom('2017-09-20', '2016-02-29');
    case 'flag':
      return fc.boolean();
    case 'flags':
      return fc
        .array(fc.constantFrom('0', '1'), { minLength: size.max, maxLength: size.max })
        .map(bits => bits.join(''));
    case 'phone':
      return fc.constantFrom('0755-26391234', '13800138000');
    default:
      return texts(size.max);
  }
}

function anyValue(field: Field, direction: Direction): fc.Arbitrary<unknown> {
  if (isScalar(field)) return scalarOf(field, direction);
  const row = rowOf(field.children, direction, 1);
  return field.kind === 'rows' ? fc.array(row, { minLength: 1, maxLength: 3 }) : row;
}

function rowOf(fields: readonly Field[], direction: Direction, least: number): fc.Arbitrary<Record<string, unknown>> {
  const held = fields.filter(
    field => field.kind !== 'computed' && !field.extras.at && onForm(field, direction) && !OWN.has(field.name),
  );
  return fc
    .subarray(held, { minLength: Math.min(least, held.length) })
    .chain(some =>
      fc
        .tuple(...some.map(field => anyValue(field, direction)))
        .map(values => Object.fromEntries(some.map(({ name }, at) => [name, values[at]]))),
    );
}

const declarations: fc.Arbitrary<Declaration> = fc.constantFrom(...DIRECTIONS).chain(direction =>
  fc
    .record({
      head: rowOf([...fieldsOf('declaration'), ...fieldsOf('other')], direction, 6),
      containers:
        direction === 'pack'
          ? fc.constant([])
          : fc.array(rowOf(fieldsOf('containers'), direction, 1), { maxLength: 3 }),
      goods: fc.array(
        fc.tuple(rowOf(fieldsOf('goods'), direction, 1), texts(100)).map(([row, name]) => ({ ...row, name })),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ head, ...rest }) => ({ ...head, direction, ...rest }) as unknown as Declaration),
);
