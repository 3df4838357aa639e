import { describe, expect, test } from 'vitest';
import { ONE_SHIPMENT } from '../../src/catalogue/carry.ts';
import { FIELDS, findField } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { newDeclaration } from '../../src/declaration/create.ts';
import { valuesOf } from '../../src/declaration/derive.ts';
import { applyAll } from '../../src/declaration/edit.ts';
import { type Filled, rememberedText, rememberParty } from '../../src/declaration/remember.ts';
import { inbound, ORANGES } from '../practice/declarations.ts';
import { CASES, documentOf } from './cases.ts';

const TODAY = { entryNo: 'WI15088098517356', today: '2017-10-24' };
const CONTAINERS = [{ spec: '22', shared: true }];
const LAST = inbound('WI150000000000001', [ORANGES, { ...ORANGES, name: '橙汁', batchNo: 'B-7' }], {
  declarationNo: '117000004025958',
  marks: '唛头',
  containers: [
    { spec: '22', numbers: ['MRKU6105297'], quantity: '1', shared: true },
    { numbers: ['MRKU6105298'], quantity: '1' },
  ],
  attachedDocuments: [{ type: '101001', name: '合同', number: 'HT-1', left: '3' }, { number: '7' }],
});
/** A new page whose defaults are of another party. */
const BEGAN = newDeclaration('in', { ...TODAY, last: { ...LAST, contactPerson: '李四', entryPort: '470001' } });
const OPEN: Declaration = { ...BEGAN, consigneeName: '深圳某某进口有限公司' };

function bring(open: Declaration, last: Declaration, filled?: Filled): Declaration {
  return applyAll(open, rememberParty(open, last, filled).edits).document;
}

describe('the last declaration of a party', () => {
  test('comes in place of the defaults, but for what belongs to one shipment', () => {
    const document = bring(OPEN, LAST, { began: BEGAN });
    expect(document).toMatchObject({
      entryNo: TODAY.entryNo,
      declarationDate: TODAY.today,
      contactPerson: '张三',
      entryPort: '440301',
      marks: '唛头',
      consigneeAddress: '深圳市罗湖区',
      conveyanceName: 'EVER GREEN',
      attachedDocuments: [{ type: '101001', name: '合同' }],
      containers: CONTAINERS,
      goods: [ORANGES, { ...ORANGES, name: '橙汁' }],
    });
    for (const name of ['declarationNo', 'contractNo', 'conveyanceNo', 'billOfLadingNo', 'arrivalDate'] as const)
      expect([name, document[name]]).toEqual([name, undefined]);
  });

  test('leaves what the broker has typed: values, goods, containers', () => {
    const typed: Declaration = {
      ...OPEN,
      contractNo: 'HT-9',
      storagePlace: '九号仓',
      goods: [{ name: '苹果' }],
      containers: [{ spec: '42' }],
    };
    const remembered = rememberParty(typed, LAST, { began: BEGAN });
    expect(remembered).toMatchObject({ goods: 0, containers: 0, left: ['containers', 'goods'] });
    const { document } = applyAll(typed, remembered.edits);
    expect(document).toMatchObject({
      contractNo: 'HT-9',
      storagePlace: '九号仓',
      goods: [{ name: '苹果' }],
      containers: [{ spec: '42' }],
      contactPerson: '张三',
    });
  });

  test('of a stored declaration all was meant: only gaps are filled', () => {
    const document = bring(OPEN, LAST);
    expect(document).toMatchObject({
      entryPort: '470001',
      contactPerson: '李四',
      marks: 'N/M',
      storagePlace: '一号仓',
    });
  });

  test('gives way to that of another party, which takes away what it does not have', () => {
    const first = bring(OPEN, { ...LAST, specialRequirements: '冷藏' }, { began: BEGAN });
    const typed: Declaration = { ...first, consigneeName: '乙', storagePlace: '九号仓' };
    const {
      storagePlace: _,
      contactPerson: __,
      ...other
    } = inbound('WI150000000000002', [ORANGES], {
      consigneeName: '乙',
      consigneeCode: 'B',
    });
    const document = bring(typed, other as Declaration, {
      began: BEGAN,
      brought: { ...LAST, specialRequirements: '冷藏' },
    });
    expect(document).toMatchObject({
      consigneeName: '乙',
      consigneeCode: 'B',
      storagePlace: '九号仓',
      contactPerson: '李四',
      containers: [],
      goods: [ORANGES],
    });
    expect(document.specialRequirements).toBeUndefined();
  });

  test('but rows that were changed since stay, also with their numbers', () => {
    const first = bring(OPEN, LAST, { began: BEGAN });
    const typed: Declaration = {
      ...first,
      containers: [{ ...CONTAINERS[0], numbers: ['MRKU6105297'] }],
      attachedDocuments: [{ type: '101001', name: '合同', number: 'HT-9' }],
    };
    const document = bring(typed, { ...LAST, containers: [], attachedDocuments: [] }, { began: BEGAN, brought: LAST });
    expect([document.containers, document.attachedDocuments]).toEqual([typed.containers, typed.attachedDocuments]);
  });

  test('does not come again where it stands already, whatever the order of its names', () => {
    const first = bring(OPEN, LAST, { began: BEGAN });
    const retyped = first.goods.map(({ name = '', ...others }) => ({ ...others, name }));
    const again = rememberParty({ ...first, goods: retyped }, LAST, { began: BEGAN, brought: LAST });
    expect(again).toMatchObject({ edits: [], goods: 0 });
  });

  test('what the program renews by itself is no change of the broker', () => {
    const first = bring(OPEN, LAST, { began: BEGAN });
    const renewed = { ...first, goods: first.goods.map(line => ({ ...line, inspectionCategory: 'P.R/Q.S' })) };
    expect(bring(renewed, { ...LAST, goods: [] }, { began: BEGAN, brought: LAST }).goods).toEqual([]);
  });
});

describe.each(CASES)('%s', name => {
  const last = documentOf(name);
  const began = newDeclaration(last.direction, TODAY);

  test('comes once, whole and without empty rows, and is taken back in one step', () => {
    const { edits } = rememberParty(began, last, { began });
    const { document, inverse } = applyAll(began, edits);
    expect(applyAll(document, inverse).document).toEqual(began);
    expect(rememberParty(document, last, { began, brought: last }).edits).toEqual([]);
    expect(JSON.stringify([document.goods, document.containers])).not.toMatch(/\{\}|\[\]\}|""/u);
    const left = new Set<string>(ONE_SHIPMENT);
    const isLeft = (id: string): boolean =>
      left.has(id) || (id.includes('.') && isLeft(id.slice(0, id.lastIndexOf('.'))));
    for (const field of FIELDS) {
      if (field.kind === 'rows' || field.kind === 'group' || field.kind === 'computed') continue;
      const values = valuesOf(document, field).filter(value => value !== undefined);
      const wanted = valuesOf(last, field).filter(value => value !== undefined && value !== '');
      if (isLeft(field.id)) expect([field.id, values]).toEqual([field.id, []]);
      else if (!field.extras.identity && field.extras.initial === undefined)
        expect([field.id, values]).toEqual([field.id, wanted]);
    }
  });
});

test('only fields that are there are left out', () => {
  expect(ONE_SHIPMENT.filter(id => !findField(id))).toEqual([]);
});

test.each([
  [{ fields: 34, goods: 3, containers: 2, left: [] }, '带出 WI1 的 34 个栏位、3 项货物、2 种集装箱'],
  [{ fields: 2, goods: 0, containers: 0, left: ['goods'] }, '带出 WI1 的 2 个栏位；已录入的货物没有动'],
  [{ fields: 0, goods: 0, containers: 0, left: [] }, 'WI1 没有可带出的内容'],
] as const)('%o is told', (came, text) => {
  expect(rememberedText('WI1', { edits: [], ...came })).toBe(text);
});
