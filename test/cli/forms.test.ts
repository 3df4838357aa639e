import { expect, test } from 'vitest';
import { good, jsonFile } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

const stored = async (more: Parameters<typeof good>[1] = {}) => {
  const room = await openCommandRoom();
  const said = await room.run('import -', jsonFile(good(1, more)).bytes);
  return { ...room, entryNo: entryNoIn(said) };
};

test('show gives the message in either form', async () => {
  const { run, entryNo } = await stored();
  const eciq = await run(`show ${entryNo} --xml`);
  expect(eciq.out).toContain(`<EntDeclNo>${entryNo}</EntDeclNo>`);
  expect((await run(`show ${entryNo} --xml --form eciq`)).out).toBe(eciq.out);
  const iaq = await run(`show ${entryNo} --xml --form iaq`);
  expect([iaq.code, iaq.out]).toEqual([0, expect.stringContaining(`<CusCiqNo>${entryNo}</CusCiqNo>`)]);
  expect(iaq.out).toMatch(/^<\?xml [^\n]*\n<EEntDeclIo xmlns="http:\/\/www\.chinaport\.gov\.cn\/ciq">/u);
  expect(iaq.out).toMatch(/<CiqTradeCountryCode>[A-Z]{3}</u);
  // The form means the message.
  expect((await run(`show ${entryNo} --form iaq`)).out).toBe(iaq.out);
  expect((await run(`show ${entryNo} --form iaq --json`)).json).toMatchObject({ entryNo, xml: iaq.out });
});

test('what a form cannot hold is told by name, and no half message leaves', async () => {
  const { run, entryNo } = await stored({ tradeCountry: '000' });
  const { code, out, err } = await run(`show ${entryNo} --xml --form iaq`);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`${entryNo} 写不成检验检疫申请报文`);
  expect(err).toContain('贸易国别：000 没有对应的代码');
  const { json } = await run(`show ${entryNo} --form iaq --json`);
  expect(json).toMatchObject({ error: { code: 'message.invalid' } });
  expect((await run(`show ${entryNo} --xml`)).code).toBe(0);
});

test('a form that there is not is told with those that there are', async () => {
  const { run, entryNo } = await stored();
  const { code, err } = await run(`show ${entryNo} --xml --form dec`);
  expect(code).toBe(2);
  expect(err).toMatch(/eciq.*iaq/su);
});
