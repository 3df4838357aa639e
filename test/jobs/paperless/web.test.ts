import { expect, test } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { paperlessAddress } from '../../../src/jobs/paperless/open-line.ts';
import { sendPaperless } from '../../../src/jobs/paperless/send.ts';
import { PAPERLESS } from '../../../src/jobs/paperless/settings.ts';
import { receiveReceipts } from '../../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { NOTICE } from '../../../src/practice/door.ts';
import { openPlainDoor } from '../../practice/plain-door.ts';
import { importGood, openTestOffice, startTestBureau, userError } from '../office.ts';

const said = async (address: string, method = 'GET') => await (await fetch(address, { method })).text();

test('the page of the bureau opens once with a ticket, and tells those without one no more than before', async () => {
  const at = await openTestOffice();
  const { office, clock } = at;
  await startTestBureau(at, { faults: { papers: 'none' } });
  const [entryNo = ''] = await importGood(office, 1);
  expect((await userError(paperlessAddress(office, entryNo))).code).toBe('paperless.no-number');
  await sendDeclaration(office, entryNo);
  await receiveReceipts(office);
  const { declarationNo = '?' } = await office.store.get(entryNo);
  const address = await paperlessAddress(office, entryNo);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]{16}$/u);
  // A look at the head alone uses nothing up.
  await said(address, 'HEAD');
  expect(await said(address)).toContain(declarationNo);
  const second = await said(address);
  expect([second.includes('这张票已经用过'), second.includes(declarationNo)]).toEqual([true, false]);
  expect(await said(new URL('/', address).href)).toBe(NOTICE);
  expect(await said(new URL('/?ticket=', address).href)).toBe(NOTICE);
  const late = await paperlessAddress(office, entryNo);
  clock.now += 11 * 60_000;
  expect(await said(late)).toContain('已过期');
});

test('a real bureau is asked at the address of the embedded way, without an account', async () => {
  const at = await openTestOffice();
  const { office } = at;
  const bureau = await startTestBureau(at, { faults: { papers: 'none' } });
  const { url } = await openPlainDoor(bureau);
  await changeChannel(office, { platform: '02', sendUrl: url });
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  await receiveReceipts(office);
  expect((await userError(paperlessAddress(office, entryNo))).message).toBe('无纸化通讯没有填写 无纸化URL');
  await office.store.settings.update(PAPERLESS, () => ({ way: 'embed' as const, embedUrl: `${url}docs?from=1` }));
  const address = new URL(await paperlessAddress(office, entryNo));
  expect([address.pathname, address.searchParams.get('from')]).toEqual(['/docs', '1']);
  expect(address.searchParams.get('ticket')).toMatch(/^[\w-]{16}$/u);
});

test('where papers are handed over on the page of the bureau nothing is uploaded from here, and the page is named', async () => {
  const at = await openTestOffice({ inMemory: true });
  const [entryNo = ''] = await importGood(at.office, 1);
  await at.office.store.settings.update(PAPERLESS, () => ({ way: 'embed' as const }));
  const { code, message, next } = await userError(sendPaperless(at.office, entryNo));
  expect([code, message, next]).toEqual([
    'paperless.on-page',
    `通讯方式是 web 嵌入，${entryNo} 的单据在局端的网页上交`,
    [`网页的地址和二维码：paperless web ${entryNo}`, '改为从这里上传：settings set paperless.way service'],
  ]);
  await at.office.store.update(entryNo, record => ({ ...record, paperless: 'sending', paperlessId: 'P-1' }));
  expect((await userError(sendPaperless(at.office, entryNo))).code).not.toBe('paperless.on-page');
});
