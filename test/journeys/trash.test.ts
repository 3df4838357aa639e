import { expect, it } from 'vitest';
import { removeDeclaration } from '../../src/jobs/keep-declarations.ts';
import { undelete } from '../../src/jobs/keep-store.ts';
import { importGood } from '../jobs/office.ts';
import { lineWith, message, pageKind, rowsOf } from './eyes.ts';
import { listOf } from './list/listed.ts';
import { MANUAL_DAY } from './program.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 13 });

it('the trash tells who deleted what and when, finds it, and brings it back', async () => {
  const { program, entryNos } = await listOf(stage, 3);
  const [first = '', second = ''] = entryNos;
  await removeDeclaration(program.office, first);
  await removeDeclaration({ ...program.office, user: '别人' }, second);
  await program.press('app.trash');
  expect(pageKind(program)).toBe('trash');
  expect(await lineWith(program, first)).toContain(`2017-10-24 10:00 ${program.office.user}`);
  expect(await lineWith(program, second)).toContain('别人');
  expect(await program.frame()).toContain('2 份');

  await program.press('别人');
  expect((await rowsOf(program)).filter(row => /W[IEP]\d{15}/u.test(row))).toHaveLength(1);
  expect(await program.frame()).toContain('1 / 2 份');
  await program.press('trash.restore');
  expect(message(program)).toBe(`${second} 已回到列表`);
  expect(await program.frame()).toContain('没有找到');
  await program.press('trash.close');
  expect(await program.frame()).toContain(first);
  await program.press('trash.open');
  expect(pageKind(program)).toBe('entry');
  expect((await program.office.store.get(first)).removed).toBeUndefined();
  expect(program.office.store.rows().length).toBe(3);
});

it('is reached from the first page, says that it is empty, and closes by Esc', async () => {
  const program = await stage.start();
  await program.press('d');
  expect(await program.frame()).toContain('回收站是空的');
  await program.press('trash.close');
  expect(pageKind(program)).toBe('home');
});

it('follows what others delete, restore and delete again', async () => {
  const home = await stage.folder();
  let now = MANUAL_DAY;
  const mine = await stage.start({ home, user: '我' });
  const other = await stage.start({ home, user: '小王', now: () => now });
  const [first = ''] = await importGood(mine.office, 1);
  await mine.press('app.trash');
  const seen = async (program: typeof mine) => {
    await program.office.store.refresh();
    await program.program.idle();
  };
  await other.office.store.refresh();
  await removeDeclaration(other.office, first);
  await seen(mine);
  expect(await lineWith(mine, first)).toContain('2017-10-24 10:00 小王');
  await undelete(other.office, first);
  now += 60_000;
  await removeDeclaration({ ...other.office, user: '老李' }, first);
  await seen(mine);
  expect(await lineWith(mine, first)).toContain('2017-10-24 10:01 老李');
});
