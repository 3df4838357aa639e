import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS, isScalar, isWanted } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import { get, pathTo } from '../../src/declaration/path.ts';
import { FORMS } from '../../src/message/forms.ts';
import { planOf } from '../../src/message/plan.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { validateDeclaration } from '../../src/message/validate.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { declarations, leaves } from './any-declaration.ts';
import { BOOK, CONTEXT, FULL, MINIMAL, RARE } from './samples.ts';

const WITHOUT_ELEMENT: Readonly<Partial<Record<string, string>>> = FORMS.eciq.without;

const SAMPLES: readonly (readonly [name: string, document: Declaration])[] = [
  ...DIRECTIONS.map(direction => [`${direction}-minimal`, MINIMAL[direction]] as const),
  ...DIRECTIONS.map(direction => [`${direction}-full`, FULL[direction]] as const),
  ['in-rare', RARE],
];

describe.each(SAMPLES)('%s', (name, document) => {
  const { xml, unsent } = writeDeclaration(document, CONTEXT);

  test('is written as the golden file', async () => {
    await expect(xml).toMatchFileSnapshot(`../../fixtures/message/${name}.xml`);
  });

  test('keeps the schema', async () => {
    expect(await validateDeclaration(xml, 'data')).toEqual([]);
  });

  test('comes back, but for what is said to be unsent', () => {
    const back = readDeclaration(Buffer.from(xml));
    expect(back.problems).toEqual([]);
    expect(back.messageId).toBe(CONTEXT.messageId);
    const missing = new Set(unsent.map(({ path }) => path));
    for (const path of leaves(document)) {
      if (missing.has(path)) expect(get(back.document, path)).not.toEqual(get(document, path));
      else expect([path, get(back.document, path)]).toEqual([path, get(document, path)]);
    }
    expect(leaves(back.document).filter(path => get(document, path) === undefined)).toEqual([]);
  });
});

test.each(DIRECTIONS)('the full %s document has a value in every field of its form', direction => {
  const empty = FIELDS.filter(field => isScalar(field) && isWanted(field, direction, undefined) && !field.extras.at)
    .map(field => pathTo(field.id, 0, 0, 0))
    .filter(path => get(FULL[direction], path) === undefined);
  expect(empty).toEqual([]);
});

test('what has no element is listed with its reason', () => {
  expect(writeDeclaration(FULL.in, CONTEXT).unsent).toEqual([
    { path: 'control.value', reason: WITHOUT_ELEMENT['control.value'] },
    { path: 'control.grossWeight', reason: WITHOUT_ELEMENT['control.grossWeight'] },
    { path: 'control.packages', reason: WITHOUT_ELEMENT['control.packages'] },
    { path: 'declarationNo', reason: WITHOUT_ELEMENT.declarationNo },
    { path: 'goods[0].licences[0].validFrom', reason: WITHOUT_ELEMENT['goods.licences.validFrom'] },
    { path: 'goods[0].licences[0].validUntil', reason: WITHOUT_ELEMENT['goods.licences.validUntil'] },
    { path: 'goods[0].licences[1].validFrom', reason: WITHOUT_ELEMENT['goods.licences.validFrom'] },
    { path: 'goods[0].licences[1].validUntil', reason: WITHOUT_ELEMENT['goods.licences.validUntil'] },
  ]);
});

test('values of another form and values that had to be cleaned are listed too', () => {
  const document: Declaration = {
    ...MINIMAL.in,
    inspectionPlace: '470100',
    shipmentDate: '2017-01-01',
    contractNo: 'a\u0001b',
  };
  const { xml, unsent } = writeDeclaration(document, CONTEXT);
  expect(unsent.map(({ path }) => path).sort()).toEqual(['contractNo', 'inspectionPlace', 'shipmentDate']);
  expect(xml).not.toContain('2017-01-01');
});

describe('elements that differ by direction or follow from other values', () => {
  const textIn = (document: Declaration, element: string, context = CONTEXT) =>
    [...writeDeclaration(document, context).xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'gu'))].map(
      ([, text]) => text,
    );

  test.each([
    ['in', 'AplKind', ['I']],
    ['out', 'AplKind', ['O']],
    ['pack', 'AplKind', ['P']],
    ['in', 'TradeCountryCode', ['840']],
    ['out', 'TradeCountryCode', ['840']],
    ['in', 'DespDate', ['2017-09-01 00:00:00']],
    ['out', 'DespDate', ['2017-10-12 00:00:00']],
    ['in', 'DespPortCode', ['840432']],
    ['out', 'DespPortCode', ['470100']],
    ['in', 'OrigBoxFlag', ['0']],
    ['in', 'LclFlag', ['0', '0', '0', '1', '1']],
    ['in', 'TotalValUs', ['40100.2469']],
    ['in', 'TotalValCn', []],
    ['out', 'TotalValCn', []],
    ['pack', 'TotalValUs', ['40000.2469']],
    ['in', 'AttaCollectName', ['合同,发票']],
    ['in', 'AppCertCode', ['11,16']],
    ['in', 'AppCertName', ['品质证书,卫生证书']],
    ['in', 'ApplOri', ['1,']],
    ['in', 'ApplCopyQuan', ['2,1']],
    ['in', 'StdQty', ['2']],
    ['in', 'StdWeight', ['1200.5']],
    ['in', 'StdQtyUnitCode', ['007']],
    ['in', 'StdWeightUnitCode', ['035']],
    ['in', 'GoodsAttr', ['11,18']],
    ['in', 'HsCodeDesc', ['仅装有点燃往复式活塞内燃发动机小轿车', '鲜或干的橙']],
    ['in', 'CiqName', ['小轿车', '橙'.repeat(50)]],
    ['in', 'PackCatgName', ['木箱', '其他桶', '木箱']],
    ['in', 'IsMainPack', ['1', '0', '1']],
    ['in', 'SeqNo', ['1', '1', '2', '2', '1']],
    ['in', 'techRegCode', ['123456785']],
    ['in', 'LimitVinId', ['WI15076271585562-1-1-1', 'WI15076271585562-1-1-2']],
    ['pack', 'ContNo', []],
  ] as const)('%s %s', (direction, element, texts) => {
    expect(textIn(FULL[direction], element)).toEqual(texts);
  });
});

test('what is always said is there without a value, and is no value when it is read', () => {
  const { xml } = writeDeclaration(MINIMAL.in, CONTEXT);
  expect(xml).toContain('<SpecPassFlag>0000</SpecPassFlag>');
  expect(xml).toContain('<SpecDeclFlag>0000</SpecDeclFlag>');
  expect(xml).toContain('<ConsigneeEname>***</ConsigneeEname>');
  expect(writeDeclaration(MINIMAL.pack, CONTEXT).xml).not.toContain('ConsigneeEname');
  const { document, problems } = readDeclaration(writeDeclaration(MINIMAL.out, CONTEXT).xml);
  expect([document.specialClearance, document.specialBusiness, problems]).toEqual([undefined, undefined, []]);
});

test('an inspection place is sent', () => {
  const document: Declaration = { ...MINIMAL.out, inspectionPlace: '470000' };
  const { xml, unsent } = writeDeclaration(document, CONTEXT);
  expect(xml).toContain('<ExcInspDeptCode>470000</ExcInspDeptCode>');
  expect(unsent.map(({ path }) => path)).not.toContain('inspectionPlace');
  expect(readDeclaration(xml).document.inspectionPlace).toBe('470000');
});

test('account elements are never written', () => {
  for (const [, document] of SAMPLES) expect(writeDeclaration(document, CONTEXT).xml).not.toMatch(/<spare/u);
});

test('any document of valid values comes back, but for what is said to be unsent', () => {
  fc.assert(
    fc.property(fc.oneof(...DIRECTIONS.map(direction => declarations(direction))), document => {
      const { xml, unsent } = writeDeclaration(document, CONTEXT);
      const back = readDeclaration(xml);
      expect(back.problems).toEqual([]);
      expect(unsent.filter(({ path }) => !(path.replace(/\[\d+\]/gu, '') in WITHOUT_ELEMENT))).toEqual([]);
      const missing = unsent.map(({ path }) => path);
      const said = leaves(document).filter(path => !saysNothing(path, get(document, path)));
      expect(leaves(back.document)).toEqual(said.filter(path => !missing.includes(path)));
      for (const path of leaves(back.document)) expect(get(back.document, path)).toEqual(get(document, path));
    }),
    { numRuns: 60 },
  );
});

test('any document of valid values keeps the schema, once it is known who it is about', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(...DIRECTIONS.map(direction => declarations(direction))), async document => {
      const goods = document.goods.length > 0 ? document.goods : [{}];
      const { xml } = writeDeclaration({ ...document, goods, entryNo: 'WI1507627158556' }, CONTEXT);
      expect(await validateDeclaration(xml, 'data')).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('whatever strings a document holds, what is written can be read and nothing is lost in silence', () => {
  const name = fc.string({ unit: 'binary', maxLength: 30 });
  fc.assert(
    fc.property(name, name, fc.array(name, { maxLength: 3 }), (text, code, numbers) => {
      const document: Declaration = { ...MINIMAL.in, marks: text, tradeMode: code, containers: [{ numbers }] };
      const { xml, unsent } = writeDeclaration(document, CONTEXT);
      const back = readDeclaration(xml).document;
      const missing = new Set(unsent.map(({ path }) => path));
      for (const path of ['marks', 'tradeMode', 'containers[0].numbers']) {
        const held = get(document, path) as string | string[];
        const same = JSON.stringify(get(back, path) ?? (held.length === 0 ? held : undefined)) === JSON.stringify(held);
        expect(missing.has(path)).toBe(!same);
      }
    }),
  );
});

/** Whether the element would say the same without a value. */
function saysNothing(path: string, value: unknown): boolean {
  const slot = planOf(FORMS.eciq).head.slots.find(({ target }) => target.in?.field.id === path);
  return slot?.source.from === 'field' && slot.source.empty?.in === value;
}

test('reading takes what other programs write', () => {
  const xml = writeDeclaration(FULL.in, CONTEXT).xml;
  const of = (from: string, to: string) => readDeclaration(xml.replace(from, to));

  const time = of('<GdsArvlDate>2017-10-01 00:00:00', '<GdsArvlDate>2017-10-01T08:30:00');
  expect(time.document.arrivalDate).toBe('2017-10-01');
  expect(time.problems).toMatchObject([{ code: 'message.time-dropped', path: 'arrivalDate' }]);

  const wrong = of('<GdsArvlDate>2017-10-01 00:00:00', '<GdsArvlDate>2017-13-41');
  expect(wrong.document.arrivalDate).toBe('2017-13-41');

  const main = of('<IsMainPack>1</IsMainPack>', '<IsMainPack>0</IsMainPack>').document;
  expect(main.goods[0]?.packages?.map(({ type }) => type)).toEqual(['4M', '190']);
  const swapped = readDeclaration(
    xml
      .replace('<IsMainPack>1<', '<IsMainPack>9<')
      .replace('<IsMainPack>0<', '<IsMainPack>1<')
      .replace('<IsMainPack>9<', '<IsMainPack>0<'),
  ).document;
  expect(swapped.goods[0]?.packages?.map(({ type }) => type)).toEqual(['190', '4M']);

  const bare = of('<ContNo>CSQU3054383,MSKU1234565</ContNo>', '').document;
  expect(bare.containers[0]?.numbers).toEqual(['CSQU3054383', 'MSKU1234565']);

  const cdata = of('<ContractNo>HT-2017/001', '<ContractNo><![CDATA[A<B]]>').document;
  expect(cdata.contractNo).toBe('A<B');
});

test.each([
  ['an element of no standard', '<ContractNo>', '<Foo>secret</Foo><ContractNo>', 'message.unknown-element', ''],
  ['a group of no standard', '<ITF_DCL_IO_DECL_USER>', '<X/><ITF_DCL_IO_DECL_USER>', 'message.unknown-element', ''],
  ['an element twice', '<ContractNo>', '<ContractNo>other</ContractNo><ContractNo>', 'message.repeated', ''],
  ['a field of another form', '<MnufctrRegNo/>', '', '', ''],
  ['a flag that is none', '<OrigBoxFlag>0', '<OrigBoxFlag>Y', 'message.value', 'originalContainer'],
  [
    'a bureau element',
    '<SpeclInspQuraRe>',
    '<SituationCode>1</SituationCode><SpeclInspQuraRe>',
    'message.not-kept',
    '',
  ],
  ['another number of the line', '<GoodsNo>1</GoodsNo>', '<GoodsNo>7</GoodsNo>', 'message.number', 'goods[0]'],
  [
    'another entry number in a row',
    '<EntDeclNo>WI15076271585562</EntDeclNo>\n    <AttId>',
    '<EntDeclNo>WI9</EntDeclNo>\n    <AttId>',
    'message.disagrees',
    'attachedDocuments[0]',
  ],
  [
    'other container numbers',
    '<ContNo>MSKU1234565</ContNo>',
    '<ContNo>MSKU7654321</ContNo>',
    'message.disagrees',
    'containers[0]',
  ],
] as const)('reading reports %s', (_name, from, to, code, path) => {
  const xml = writeDeclaration(FULL.in, CONTEXT).xml;
  if (code === '') {
    const problems = readDeclaration(xml.replace('<By1>', '<MnufctrRegNo>1</MnufctrRegNo><By1>')).problems;
    expect(problems).toMatchObject([{ code: 'message.not-on-form', path: 'goods[0]' }]);
    return;
  }
  expect(xml).toContain(from);
  const { problems } = readDeclaration(xml.replace(from, to));
  expect(problems).toMatchObject([{ code, path }]);
  expect(JSON.stringify(problems)).not.toContain('secret');
});

test('a unit that no table knows keeps its quantity', () => {
  const document: Declaration = {
    ...MINIMAL.in,
    goods: [{ standardQuantity: '5', standardUnit: '999' }, { standardQuantity: '6' }],
  };
  const { xml, unsent } = writeDeclaration(document, { messageId: '1', book: { ...BOOK, find: () => undefined } });
  expect(unsent).toEqual([]);
  expect(readDeclaration(xml).document.goods).toEqual(document.goods);
});

test('the same document and context give the same bytes', () => {
  expect(writeDeclaration(FULL.out, CONTEXT).xml).toBe(writeDeclaration(structuredClone(FULL.out), CONTEXT).xml);
});
