import { expect, it } from 'vitest';
import { editDeclaration } from '../../src/jobs/keep-declarations.ts';
import { changeSwitches } from '../../src/jobs/switches.ts';
import { lineWith, message, pageKind } from './eyes.ts';
import { listOf } from './list/listed.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 17 });

it('the audit tells who did what and when, finds it as it is typed, and shows before and after', async () => {
  const { program, entryNos } = await listOf(stage, 2);
  const [first = '', second = ''] = entryNos;
  await editDeclaration({ ...program.office, user: '别人' }, first, () => [
    { op: 'set', path: 'contractNo', value: '易碎' },
  ]);
  await changeSwitches(program.office, held => ({ ...held, holdSeconds: 30 }));
  await program.press('app.home', 'app.audit');
  expect(pageKind(program)).toBe('audit');
  expect(await lineWith(program, '报检开关')).toContain('推迟发送 0 → 30');
  expect(await lineWith(program, second)).toContain('新建');

  await program.press('易碎');
  expect(await program.frame()).toContain(' 1 条');
  expect(await lineWith(program, first)).toContain('暂存');
  await program.press('audit.detail');
  const detail = await program.frame();
  expect(detail).toContain('◆ 状态');
  expect(detail).toMatch(/原为 已保存\s/u);
  expect(detail).toMatch(/改为 易碎/u);
  await program.press('reading.close', 'audit.only');
  expect(await program.frame()).toContain(' 2 条');
  await program.press('audit.close', '没有这样的');
  expect(await program.frame()).toContain('没有找到；Esc 清除查找');
  await program.press('audit.close', 'audit.close');
  expect(pageKind(program)).not.toBe('audit');
});

it('from the list and from the entry page it is that of the declaration, which it opens again', async () => {
  const { program, entryNos } = await listOf(stage, 2);
  const shown = async () =>
    (await program.frame()).split('\n').filter(row => /\d\d-\d\d \d\d:\d\d .*W[IEP]\d{15} /u.test(row));
  await program.press('list.audit');
  expect(pageKind(program)).toBe('audit');
  expect((await shown()).length).toBe(1);
  await program.press('audit.open');
  expect(pageKind(program)).toBe('entry');
  await program.press('entry.audit');
  expect(pageKind(program)).toBe('audit');
  expect(entryNos.some(entryNo => (message(program) ?? '').includes(entryNo))).toBe(false);
  expect((await shown()).length).toBe(1);
});

it('a declaration that is not stored has no audit, and says so', async () => {
  const program = await stage.start();
  await program.press('home.new', '1', 'entry.audit');
  expect(message(program)).toContain('还没有保存');
});
