import { afterEach, expect, it } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { beginWith, saveOrKeep } from '../../../src/jobs/keep-declarations.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { good } from '../../jobs/office.ts';
import { ownExchange } from '../../practice/own-exchange.ts';
import { stopServers } from '../../transport/servers.ts';
import { lineWith } from '../eyes.ts';
import { openList } from '../hands.ts';
import { openStage } from '../stage.ts';

const { start } = openStage({ seed: 29 });
afterEach(stopServers);

it('a receipt of a server with a code that is new is told as new, in the list of receipts and where they come in', async () => {
  const program = await start();
  const { office } = program;
  const server = await ownExchange();
  await changeChannel(office, { platform: '01', sendUrl: server.url });
  const { entryNo } = (await saveOrKeep(office, await beginWith(office, good(), '2017'))).record;
  await sendDeclaration(office, entryNo, { sure: 'pass' });
  server.say({ entryNo, time: '2017-10-24 11:00:00', code: '7777', text: '等待风险布控指令' });
  await openList(program, 'in');
  await program.press('app.receive');
  expect((await office.store.get(entryNo)).status).toBe('sent');
  await program.press('list.receipts');
  expect(await lineWith(program, '7777')).toContain('[新代码] 等待风险布控指令');
});
