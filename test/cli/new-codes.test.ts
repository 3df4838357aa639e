import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeReceipt, writeReceipt } from '../../src/message/receipt.ts';
import { good } from '../jobs/office.ts';
import { openTestClient } from '../jobs/test-client.ts';
import { ownExchange } from '../practice/own-exchange.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { stopServers } from '../transport/servers.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

afterEach(stopServers);

const NEW = { time: '2017-10-24 11:00:00', code: '7777', text: '等待风险布控指令' };
const SAID = '7777  [新代码] 等待风险布控指令';

test('a code that a server has and the program has not changes nothing, keeps its text, and is shown as new', async () => {
  const { run, office } = await openCommandRoom();
  const server = await ownExchange();
  await run(['channel', 'set', 'sendUrl', server.url]);
  await run('channel use 01');
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`send ${entryNo}`);
  server.say({ entryNo, ...NEW });
  const { status } = await office.store.get(entryNo);
  const received = await run('receive');
  expect([received.code, received.out]).toEqual([0, expect.stringContaining(SAID)]);
  expect((await office.store.get(entryNo)).status).toBe(status);
  expect((await run(`show ${entryNo}`)).out).toContain(SAID);
  // It has been taken: nothing comes again.
  expect((await run('receive --json')).json).toMatchObject({ arrived: 0 });
});

test('so it is with what a client writes into the folder', async () => {
  const { run, office, clock } = await openCommandRoom();
  const [root, place] = [temporaryFolder(), temporaryFolder()];
  const { client } = await openTestClient({ office, clock }, { root, place });
  await run(['channel', 'set', 'importFolder', root]);
  await run('channel set inboundForm iaq');
  await run('channel use 03');
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  expect((await run(`send ${entryNo}`)).code).toBe(0);
  await client.turn();
  await run('receive');
  const { status } = await office.store.get(entryNo);
  const receipt = writeReceipt(makeReceipt({ entryNo, ...NEW }));
  writeFileSync(join(root, 'Tecciq', 'InBox', `Receipt_${entryNo}_20171024110000.xml`), receipt);
  expect((await run('receive')).out).toContain(SAID);
  expect((await office.store.get(entryNo)).status).toBe(status);
});
