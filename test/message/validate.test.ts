import { describe, expect, test } from 'vitest';
import { withAccount } from '../../src/message/account.ts';
import { breachText } from '../../src/message/breach-text.ts';
import { FORMS } from '../../src/message/forms.ts';
import { validateDeclaration } from '../../src/message/validate.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { CONTEXT, FULL } from './samples.ts';

const XML = writeDeclaration(FULL.in, CONTEXT).xml;

describe('the schema refuses', () => {
  test.each([
    [
      'the wrong order',
      /(\s*<TradeModeCode>[^<]*<\/TradeModeCode>)(\s*<ContractNo>[^<]*<\/ContractNo>)/u,
      '$2$1',
      /贸易方式代码（TradeModeCode）：不是标准报文的元素/u,
    ],
    ['an unknown element', /<MarkNo>/u, '<Foo>1</Foo><MarkNo>', /基本信息 Foo：不是标准报文的元素/u],
    [
      'a date without its time',
      /<GdsArvlDate>[^<]*/u,
      '<GdsArvlDate>2017-10-01',
      /到货日期（GdsArvlDate）：日期时间应为/u,
    ],
    ['an impossible hour', /<GdsArvlDate>[^<]*/u, '<GdsArvlDate>2017-10-01 24:00:00', /日期时间应为/u],
    [
      'too long a text',
      /<GoodsPlace>[^<]*/u,
      `<GoodsPlace>${'长'.repeat(101)}`,
      /存放地点（GoodsPlace）：有 101 个字符，最多 100 个/u,
    ],
    [
      'too many digits behind the point',
      /<PricePerUnit>[^<]*/u,
      '<PricePerUnit>1.123456',
      /货物第1项 单价（PricePerUnit）：小数最多 5 位/u,
    ],
    ['too many digits', /<Weight>[^<]*/u, '<Weight>12345678901234567890', /数字最多 19 位/u],
    ['what is no number', /<Weight>[^<]*/u, '<Weight>heavy', /重量（Weight）：应为数字/u],
    ['less than nothing', /<Weight>[^<]*/u, '<Weight>-1', /不能小于零/u],
    ['a flag that is none', /<NoDangFlag>[^<]*/u, '<NoDangFlag>Y', /非危险化学品（NoDangFlag）：只能是 0, 1/u],
    ['an unknown form', /<AplKind>[^<]*/u, '<AplKind>X', /出入境类别（AplKind）：只能是 I, O, P/u],
    ['no message id', /<EntUuid>[^<]*<\/EntUuid>/u, '', /不是标准报文的元素，或位置、次数不对，或前面缺少必需的元素/u],
    ['an empty message id', /<EntUuid>[^<]*/u, '<EntUuid>', /企业UUID（EntUuid）：不能为空/u],
    ['no goods line', /<ITF_DCL_IO_DECL_GOODS>[\s\S]*<\/ITF_DCL_IO_DECL_GOODS>/u, '', /或前面缺少必需的元素/u],
    ['two head groups', /<ITF_DCL_IO_DECL_ATT>/u, '<ITF_DCL_IO_DECL/><ITF_DCL_IO_DECL_ATT>', /次数不对/u],
    ['text between elements', /<MarkNo>/u, 'x<MarkNo>', /多余的文字/u],
    ['an element in an element', /<MarkNo>[^<]*/u, '<MarkNo><b/>', /里面不能再有元素/u],
    ['an attribute', /<MarkNo>/u, '<MarkNo a="1">', /不能有属性 a/u],
    ['another root', /EEntDeclIo>/gu, 'Other>', /不是报检申报报文的根元素/u],
    ['a truncated message', /<\/EEntDeclIo>\s*$/u, '', /不是完整的 XML/u],
    ['a DOCTYPE', /<EEntDeclIo>/u, '<!DOCTYPE EEntDeclIo [<!ENTITY a "b">]><EEntDeclIo>', /DOCTYPE/u],
  ])('%s', async (_name, from, to, text) => {
    const broken = XML.replace(from, to);
    expect(broken).not.toBe(XML);
    const breaches = await validateDeclaration(broken, 'data');
    expect(breaches.map(breach => breach.text).join('\n')).toMatch(text);
  });
});

test('the second goods line and what is in it are named', async () => {
  const broken = XML.replace(/(<\/ITF_DCL_IO_DECL_GOODS>[\s\S]*<PackQty>)[^<]*/u, '$1many');
  expect(await validateDeclaration(broken, 'data')).toEqual([
    { line: expect.any(Number), text: '货物第2项 包装第1项 包装件数（PackQty）：应为数字' },
  ]);
});

test('the line is that of the message', async () => {
  const lines = XML.split('\n');
  const at = lines.findIndex(line => line.includes('<Purpose>'));
  const broken = lines.with(at, '<Purpose>12345</Purpose>').join('\n');
  expect((await validateDeclaration(broken, 'data'))[0]?.line).toBe(at + 1);
});

test('the account is allowed in its place', async () => {
  expect(await validateDeclaration(withAccount(XML, { user: 'u', password: 'p' }), 'data')).toEqual([]);
});

test('no breach quotes a value', async () => {
  const broken = XML.replace(/<Weight>[^<]*/u, '<Weight>hunter2').replace(/<EntUuid>[^<]*/u, '<EntUuid>');
  expect(JSON.stringify(await validateDeclaration(broken, 'data'))).not.toContain('hunter2');
});

test('what the library says in other words is still a breach', () => {
  expect(
    breachText(FORMS.eciq, '/EEntDeclIo/ITF_DCL_IO_DECL_GOODS[3]/ITF_DCL_IO_DECL_GOODS_LIMIT[2]', 'Something new.'),
  ).toBe('货物第3项 许可证（产品资质）第2项：不符合报文标准');
});

test('a data folder without the schema fails, and does not spoil the next call', async () => {
  await expect(validateDeclaration(XML, 'data/nowhere')).rejects.toThrow(/ENOENT/u);
  expect(await validateDeclaration(XML, 'data')).toEqual([]);
});
