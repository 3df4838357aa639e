import { expect, it } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { beginWith, saveOrKeep } from '../../../src/jobs/keep-declarations.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { openTestClient } from '../../jobs/test-client.ts';
import { outbound } from '../../practice/declarations.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryOf, frontDialog, message, pageKind } from '../eyes.ts';
import { goTo, openList } from '../hands.ts';
import { MANUAL_DAY } from '../program.ts';
import { openStage } from '../stage.ts';

const { start } = openStage({ seed: 13 });

it('an export application that is released becomes a customs declaration with its 电子底账, from the list and from its page', async () => {
  const program = await start();
  const { office } = program;
  const [root, place] = [temporaryFolder(), temporaryFolder()];
  const { client } = await openTestClient({ office, clock: { now: MANUAL_DAY } }, { root, place });
  await changeChannel(office, { platform: '03', importFolder: root });
  await office.readLevels();
  const { entryNo } = (await saveOrKeep(office, await beginWith(office, outbound(''), '2018'))).record;
  await openList(program, 'out');
  await program.press('list.customs');
  expect(await program.frame()).toContain('还没有电子底账数据号');
  await program.press('<escape>');

  await sendDeclaration(office, entryNo, { sure: 'pass' });
  await client.turn();
  await program.press('app.receive');
  const { ledgerNo = '' } = await office.store.get(entryNo);
  await program.press('list.customs');
  expect([pageKind(program), message(program)]).toEqual([
    'entry',
    expect.stringContaining(`是 ${entryNo} 的报关单，带有电子底账`),
  ]);
  const { document, ...page } = { ...entryOf(program).drafts, id: entryOf(program).id };
  expect(page.id).not.toBe(entryNo);
  expect(document).toMatchObject({ sentAs: 'dec', supervisionDocuments: [{ type: 'B', number: ledgerNo }] });
  // The section of the customs is there, although what goes out is sent as applications.
  await goTo(program, 'grossWeight');
  expect(await program.frame()).toContain('报关信息');
  await program.press('entry.draft');
  expect((await office.store.get(page.id)).document).toMatchObject({ sentAs: 'dec', contractNo: document.contractNo });

  await program.press('entry.customs');
  expect(message(program)).toBe('只有出境报检单可以结转报关单');
});

it('of several that are marked each has its customs declaration kept as a draft, and what cannot be is told', async () => {
  const program = await start();
  const { office } = program;
  const [root, place] = [temporaryFolder(), temporaryFolder()];
  const { client } = await openTestClient({ office, clock: { now: MANUAL_DAY } }, { root, place });
  await changeChannel(office, { platform: '03', importFolder: root });
  await office.readLevels();
  const entryNos: string[] = [];
  for (const contractNo of ['甲-1', '乙-2', '丙-3']) {
    const document = { ...outbound(''), contractNo };
    entryNos.push((await saveOrKeep(office, await beginWith(office, document, '2018'))).record.entryNo);
  }
  for (const entryNo of entryNos.slice(0, 2)) await sendDeclaration(office, entryNo, { sure: 'pass' });
  await client.turn();
  await openList(program, 'out');
  await program.press('app.receive', 'list.mark-all', 'list.customs');
  const frame = await program.frame();
  expect([frontDialog(program), message(program)]).toEqual(['results', '2 份已结转']);
  expect(frame).toContain(`${entryNos[2]} 还没有电子底账数据号`);
  expect(frame).toContain(`${entryNos[0]} 的报关单`);
  await program.press('results.down', 'results.open');
  const { document, id } = { ...entryOf(program).drafts, id: entryOf(program).id };
  expect(document).toMatchObject({ sentAs: 'dec', contractNo: expect.stringMatching(/^[甲乙]/u) });
  expect((await office.store.get(id)).status).toBe('draft');
});
