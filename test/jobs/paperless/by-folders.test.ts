import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { addDocument, chooseWay } from '../../../src/jobs/paperless/documents.ts';
import { paperlessAddress } from '../../../src/jobs/paperless/open-line.ts';
import { sendPaperless } from '../../../src/jobs/paperless/send.ts';
import { receiveReceipts } from '../../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { importGood, openTestOffice, startTestBureau, userError } from '../office.ts';
import { fileOf, filesAt, pdf, sumOf } from './files.ts';

const CONTRACT = pdf('合同');
const BOXES = ['FailBox', 'InBox', 'OutBox', 'SentBox'];

test('the import client is given no documents: all is refused, nothing is written or marked, and they can go another way later', async () => {
  const at = await openTestOffice();
  const { office, home } = at;
  await startTestBureau(at, { faults: { papers: 'none' } });
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  await receiveReceipts(office);
  await addDocument(office, entryNo, { kind: '合同' }, [fileOf('合同.pdf', CONTRACT)]);

  const root = temporaryFolder();
  const businesses = ['Decedoc001', 'Tecciq'];
  for (const business of businesses) for (const box of BOXES) mkdirSync(join(root, business, box), { recursive: true });
  await changeChannel(office, { platform: '03', importFolder: root });
  for (const way of ['electronic', 'archive'] as const) {
    await chooseWay(office, entryNo, way);
    const before = await office.store.get(entryNo);
    for (const work of [sendPaperless, paperlessAddress]) {
      const { code, exit, message, next } = await userError(work(office, entryNo));
      expect([code, exit, message, next]).toEqual([
        'paperless.not-here',
        'transport',
        '单一窗口收附件的报文格式没有公开，不能从这里无纸化申报',
        ['在单一窗口网页上上传随附单据'],
      ]);
    }
    expect(await office.store.get(entryNo)).toEqual(before);
  }
  expect(readdirSync(root, { recursive: true }).map(String).sort()).toEqual(
    businesses.flatMap(business => [business, ...BOXES.map(box => join(business, box))]).sort(),
  );

  await changeChannel(office, { platform: '09' });
  await chooseWay(office, entryNo, 'electronic');
  await sendPaperless(office, entryNo);
  expect(filesAt(home)).toEqual([sumOf(CONTRACT)]);
});
