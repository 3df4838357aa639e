import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dialectIn, messageIn } from '../../src/catalogue/dialect-in-force.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { check } from '../../src/declaration/check.ts';
import { changeChannel, formOf, openChannel } from '../../src/jobs/channel.ts';
import { composeInForm } from '../../src/jobs/compose-message.ts';
import { declareToCustoms } from '../../src/jobs/declare-to-customs.ts';
import { beginDeclaration, beginWith, saveDeclaration, saveOrKeep } from '../../src/jobs/keep-declarations.ts';
import { checkContext } from '../../src/jobs/office.ts';
import { keepEnterprise } from '../../src/jobs/own-lists.ts';
import { readMessageFile } from '../../src/jobs/read-messages.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { sentForm } from '../../src/jobs/settings/channel.ts';
import { outbound } from '../practice/declarations.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { CUSTOMS, CUSTOMS_LINE } from './customs.ts';
import { good, importGood, openTestOffice } from './office.ts';
import { openTestClient } from './test-client.ts';

/** An office that sends what comes in as customs declarations, what goes out as applications, and the client that takes both. */
async function officeWithCustoms() {
  const at = await openTestOffice({ inMemory: true });
  const root = temporaryFolder({ inMemory: true });
  const place = temporaryFolder({ inMemory: true });
  const { office } = at;
  const { client } = await openTestClient(at, { root, place });
  const box = (name: string, business = 'Deccus001') => join(root, business, name);
  const turnTo = (inboundForm: 'dec' | 'iaq') =>
    changeChannel(office, { platform: '03', importFolder: root, inboundForm });
  const { goods } = good();
  const whole = {
    ...CUSTOMS,
    goods: goods.map(line => ({ ...line, unitPrice: '5', ...CUSTOMS_LINE })),
    transitPort: '036000',
  };
  return { ...at, root, box, client, turnTo, whole };
}

test('an import goes as a customs declaration: its folder, the answers of client and customs', async () => {
  const { office, box, client, turnTo, whole } = await officeWithCustoms();
  await turnTo('dec');
  expect([messageIn(office.book, 'in'), dialectIn(office.book, 'in'), messageIn(office.book, 'out')]).toEqual([
    ...['dec', '2018', undefined],
  ]);
  const [entryNo = ''] = await importGood(office, 1, whole);
  const sent = await sendDeclaration(office, entryNo);
  expect([sent.outcome, sent.text]).toEqual(['taken', '已放进导入目录，等客户端取走']);
  expect(readdirSync(box('OutBox', 'Tecciq'))).toEqual([]);
  const [name = ''] = readdirSync(box('OutBox'));
  const xml = readFileSync(join(box('OutBox'), name), 'utf8');
  expect(xml).toContain('<DecMessage xmlns="http://www.chinaport.gov.cn/dec">');
  expect(xml).toContain('<PromiseItmes>00099</PromiseItmes>');
  await client.turn();
  expect([readdirSync(box('OutBox')), readdirSync(box('SentBox'))]).toEqual([[], [name]]);
  expect(
    readdirSync(box('InBox'))
      .map(each => each.replace(/_.*/u, ''))
      .sort(),
  ).toEqual(['Receipt', 'Receipt', 'Receipt', 'Successed']);
  const { changed, problems } = await receiveReceipts(office);
  expect([problems, changed]).toMatchObject([[], [{ entryNo, from: 'sent', to: 'released' }]]);
  const { receipts } = await office.store.get(entryNo);
  expect(receipts.map(({ code }) => code).sort()).toEqual(['1000', '7', 'L', 'R']);
  expect(readdirSync(box('InBox'))).toEqual([]);
});

test('what only the customs declaration asks for is asked for while it is what is sent, and stays when it is not', async () => {
  const { office, turnTo, whole } = await officeWithCustoms();
  const { grossWeight: _, ...rest } = whole;
  const [entryNo = ''] = await importGood(office, 1, { ...rest, packageKind: 'ZZ' });
  const { document } = await office.store.get(entryNo);
  const faults = () => check(document, checkContext(office)).filter(({ level }) => level === 'error');
  expect(faults()).toEqual([]);
  await turnTo('dec');
  expect(faults().map(({ code, path }) => [code, path])).toEqual([
    ['code.unknown', 'packageKind'],
    ['required', 'grossWeight'],
  ]);
  await turnTo('iaq');
  expect(faults()).toEqual([]);
  expect((await office.store.get(entryNo)).document).toMatchObject({ netWeight: '100', packageKind: 'ZZ' });
  const record = await office.store.get(entryNo);
  await expect(composeInForm(office, record, 'dec')).rejects.toMatchObject({
    code: 'message.invalid',
    next: expect.arrayContaining(['毛重：报关单报文必填，没有填']),
  });
});

test('answers still come from the folder of a form that is no longer sent', async () => {
  const { office, box, client, turnTo, whole } = await officeWithCustoms();
  await turnTo('dec');
  const [entryNo = ''] = await importGood(office, 1, whole);
  await sendDeclaration(office, entryNo);
  await turnTo('iaq');
  await client.turn();
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo, to: 'released' }]);
  const [other = ''] = await importGood(office, 1, { contractNo: 'HT-OTHER', billOfLadingNo: 'BL-OTHER' });
  expect((await sendDeclaration(office, other)).outcome).toBe('taken');
  expect(readdirSync(box('OutBox', 'Tecciq'))).toHaveLength(1);
  // A client of an office that never had the other folder is none that is broken.
  renameSync(box('', 'Deccus001'), `${box('', 'Deccus001')}-away`);
  await client.turn().catch(() => undefined);
  expect(existsSync(box('InBox'))).toBe(false);
  expect((await receiveReceipts(office)).problems).toEqual([]);
});

test('what the office has once comes from its registration, only where it is asked for', async () => {
  const { office, turnTo } = await officeWithCustoms();
  const defaults = {
    all: { agentCode: '4403180123', enteringCard: '893' },
    in: { tradeTerms: '1', borderCustoms: '5316' },
    out: {},
    pack: {},
  };
  await keepEnterprise(office, { number: '4403000005', name: '深圳市某某报关有限公司', defaults }, undefined);
  const begun = async () => (await beginDeclaration(office, 'in')).document;
  expect(await begun()).not.toHaveProperty('agentCode');
  await turnTo('dec');
  expect(await begun()).toMatchObject({
    agentCode: '4403180123',
    enteringCard: '893',
    tradeTerms: '1',
    borderCustoms: '5316',
  });
  expect((await beginDeclaration(office, 'out')).document).not.toHaveProperty('agentCode');
});

test('an application that is released hands its 电子底账 to the customs declaration of the same goods', async () => {
  const { office, box, client, turnTo } = await officeWithCustoms();
  await turnTo('iaq');
  const { entryNo } = (await saveOrKeep(office, await beginWith(office, outbound(''), '2018'))).record;
  await expect(declareToCustoms(office, entryNo)).rejects.toMatchObject({ code: 'customs.no-ledger' });
  const applied = await sendDeclaration(office, entryNo);
  expect(applied.outcome).toBe('taken');
  await client.turn();
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo, to: 'released' }]);
  const { ledgerNo = '', declarationNo } = await office.store.get(entryNo);
  expect(ledgerNo).toMatch(/^217N\d{11}001$/u);
  expect(declarationNo).toBe(ledgerNo.slice(0, -3));

  const defaults = { all: { enteringCard: '893' }, in: {}, out: { tradeTerms: '3' }, pack: {} };
  const { registrationNo = '', enterpriseName = '' } = outbound('');
  await keepEnterprise(office, { number: registrationNo, name: enterpriseName, defaults }, undefined);
  const made = await declareToCustoms(office, entryNo);
  expect(made.entryNo).not.toBe(entryNo);
  expect(made.document).toMatchObject({
    ...{ sentAs: 'dec', enteringCard: '893', tradeTerms: '3', contractNo: outbound('').contractNo },
    supervisionDocuments: [{ type: 'B', number: ledgerNo }],
  });
  expect(made.document.goods[0]?.finalCountry).toBe(outbound('').destinationCountry);
  // It is asked for what customs ask for, although applications go out as before.
  const lacking = check(made.document, checkContext(office)).filter(({ code }) => code === 'required');
  expect(lacking.map(({ path }) => path)).toEqual(expect.arrayContaining(['grossWeight', 'packageKind', 'ownerName']));
  expect(messageIn(office.book, 'out')).toBeUndefined();

  const document = {
    ...made.document,
    ...CUSTOMS,
    ...{ exportTradeCountry: '392', arrivalPort: '036000' },
    goods: made.document.goods.map(line => ({ ...line, unitPrice: '5', ...CUSTOMS_LINE, exportOrigin: '156' })),
  };
  const saved = await saveDeclaration(office, { ...made, document });
  expect([saved.saved, saved.faults.filter(({ level }) => level === 'error'), saved.doubts]).toEqual([true, [], []]);
  const sent = await sendDeclaration(office, made.entryNo);
  expect(sent.outcome).toBe('taken');
  const [name = ''] = readdirSync(box('OutBox'));
  expect(readFileSync(join(box('OutBox'), name), 'utf8')).toMatch(
    new RegExp(`<DocuCode>B</DocuCode>\\s*<CertCode>${ledgerNo}</CertCode>`, 'u'),
  );
  await client.turn();
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo: made.entryNo, to: 'released' }]);
  expect((await office.store.get(made.entryNo)).customsNo).toMatch(/^\d{18}$/u);
});

test('a declaration that is made for customs goes by the client only', async () => {
  const { office, turnTo, whole } = await officeWithCustoms();
  const [entryNo = ''] = await importGood(office, 1, { ...whole, sentAs: 'dec' });
  const { document } = await office.store.get(entryNo);
  expect(document.sentAs).toBe('dec');
  const byBureau = { platform: '09', form: (of: Declaration) => sentForm({ platform: '09' }, of) } as const;
  expect(() => formOf(byBureau, document)).toThrow('09 练习局没有这种报检单的报文');
  await turnTo('iaq');
  expect(formOf(await openChannel(office), document)).toBe('dec');
});

test('a customs declaration that is imported stays one where its kind goes as applications, and nothing is made of it elsewhere', async () => {
  const { office, turnTo } = await officeWithCustoms();
  const bytes = readFileSync('fixtures/message/dec/out.xml');
  const read = async () => (await readMessageFile(office, { name: 'out.xml', bytes })).document?.sentAs;
  expect(await read()).toBeUndefined();
  await turnTo('iaq');
  await office.readLevels();
  expect(await read()).toBe('dec');
  await setSetting(office, 'channel.outboundForm', 'dec');
  expect(await read()).toBeUndefined();
});
