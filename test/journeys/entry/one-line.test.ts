import { expect, it } from 'vitest';
import { keepParties } from '../../../src/jobs/own-lists.ts';
import { dialogs, entryOf, frontDialog, message, pageKind } from '../eyes.ts';
import { openList } from '../hands.ts';
import { openStage } from '../stage.ts';
import { KNOWN, pastOf } from '../tasks/past.ts';

const { start, bureau } = openStage({ seed: 43 });

async function office() {
  const program = await start({ columns: 120, rows: 40 });
  await bureau(program);
  await keepParties(program.office, [
    { ...KNOWN, nameEn: '', contact: '' },
    { code: 'J1', name: '广州甲公司', nameEn: '', address: '', contact: '' },
    { code: 'J2', name: '广州甲集团', nameEn: '', address: '', contact: '' },
  ]);
  await pastOf(program.office);
  return program;
}

it('a known repeat is a page by one line, with at most 1.25 keys a character of its data', async () => {
  const program = await office();
  await openList(program);
  program.keys();
  const [bill, box, quantity] = ['COSU6201', 'MRKU6105297', '16000'];
  await program.press('app.one-line', `jk ${bill} ${box} 2:${quantity}`);
  expect(await program.frame()).toMatch(new RegExp(`${KNOWN.name}（上次 WI`, 'u'));
  expect(await program.frame()).toContain('第2项货物');
  await program.press('<enter>');
  const keys = program.keys();
  expect([pageKind(program), message(program)]).toEqual(['entry', expect.stringContaining('，从 WI')]);
  const { document } = entryOf(program).drafts;
  expect(document).toMatchObject({ consigneeName: KNOWN.name, consigneeCode: KNOWN.code, billOfLadingNo: bill });
  expect(document.containers[0]?.numbers).toEqual([box]);
  expect(document.goods[1]).toMatchObject({ quantity, weight: quantity });
  const data = [KNOWN.name, KNOWN.code, bill, box, quantity].join('').length;
  expect(keys / data).toBeLessThanOrEqual(1.25);
  // Against the keys of the pieces alone, the party by its initials.
  expect(keys).toBe(2 + `jk ${bill} ${box} 2:${quantity}`.length);
});

it('nothing is saved, and one undo takes it back', async () => {
  const program = await office();
  await program.press('app.one-line', '入 jk B123', '<enter>');
  expect(entryOf(program).sync.record.revision).toBe(0);
  await program.press('entry.undo');
  expect(message(program)).toContain('已撤销：一行录入');
  expect(entryOf(program).drafts.document).not.toHaveProperty('billOfLadingNo');
});

it('what may be several is chosen by digit; what nobody understands stays in the line', async () => {
  const program = await office();
  await program.press('app.one-line', '广州甲 B123');
  expect(await program.frame()).toContain('? 广州甲：是哪一个，1 广州甲公司  2 广州甲集团');
  await program.press('<enter>', '2');
  expect(await program.frame()).toContain('广州甲集团（没有以前的单证）');
  await program.press(' 丙丙', '<enter>');
  expect(frontDialog(program)).toBe('oneLine');
  expect(await program.frame()).toContain('丙丙：看不懂');
  await program.press('text.delete-word', '<enter>');
  expect(dialogs(program)).toEqual([]);
  expect(entryOf(program).drafts.document.consigneeName).toBe('广州甲集团');
});

it('an empty line shows the grammar; Esc leaves all as it was', async () => {
  const program = await office();
  await program.press('app.one-line');
  expect(await program.frame()).toContain('1:500@2.5');
  await program.press('<escape>');
  expect(pageKind(program)).toBe('home');
});
