import { expect, it } from 'vitest';
import { lineWith, rowsOf } from './eyes.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 1 });

it('help leads to the section of the guide about what is in front, and from there to those beside it', async () => {
  const { program } = await stage.beginWithFolder();
  await program.press('app.help');
  expect(await lineWith(program, '手册')).toContain('F1 手册');
  await program.press('<f1>');
  expect(await lineWith(program, '◆ ')).toContain('3.4.3 新建单证');
  await program.press('guide.next');
  expect(await lineWith(program, '◆ ')).toContain('3.4.4 页面弹窗');
  await program.press('guide.previous', '<left>');
  expect(await lineWith(program, '◆ ')).toContain('3.4.2 单证列表');
  await program.press('<f1>');
  expect((await rowsOf(program)).join('\n')).not.toContain('◆');

  await program.press('app.ledger', 'app.help', 'guide.open');
  expect(await lineWith(program, '◆ ')).toContain('3.8 企业数据');
});

it('the guide ends where it ends', async () => {
  const { program } = await stage.beginWithFolder();
  await program.press('app.help', 'guide.open', ...Array.from({ length: 40 }, () => 'guide.next'));
  expect(await lineWith(program, '◆ ')).toContain('4 批处理');
  expect(await lineWith(program, '手册到这里为止')).toBeDefined();
});
