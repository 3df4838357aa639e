import { expect, it } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { beginWith, saveOrKeep } from '../../../src/jobs/keep-declarations.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { openTestClient } from '../../jobs/test-client.ts';
import { outbound } from '../../practice/declarations.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryOf, message, pageKind } from '../eyes.ts';
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
