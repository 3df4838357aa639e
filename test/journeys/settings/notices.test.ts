import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { importGood } from '../../jobs/office.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { frontDialog, lineWith, message } from '../eyes.ts';
import { stepTo } from '../hands.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

it('a program is set, tried, told of a release, and its failure is said', async () => {
  const program = await start();
  await bureau(program);
  const folder = temporaryFolder();
  const file = join(folder, 'notice');
  const writes = (script: string) => {
    writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
    chmodSync(file, 0o755);
  };
  writes(`cat >> '${folder}/told'; echo sent to "$1"`);
  await openSettings(program, 'channel');
  await program.press('app.palette', '>通知的程序', 'palette.run');
  expect(await lineWith(program, '› 通知的程序')).toContain('没有，谁也不通知');
  await program.press('channel.change', 'mail', 'naming.take');
  expect(await program.frame()).toContain('程序要写完整的路径');
  await program.press('<ctrl+u>', `${file} "组 1"`, 'naming.take', 'channel.test');
  expect(message(program)).toBe('通知的程序办好了：sent to 组 1');
  const told = () =>
    readFileSync(join(folder, 'told'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  expect(told()).toMatchObject([{ event: 'released', test: true }]);
  await stepTo(program, 'channel.down', '抽中时通知');
  await program.press('channel.change');
  expect(message(program)).toBe('抽中时通知：关');
  const [first = '', second = ''] = await importGood(program.office, 2);
  const pass = { sure: 'pass' } as const;
  await sendDeclaration(program.office, first, pass);
  await program.press('app.receive');
  expect(message(program)).toContain('1 份已放行');
  expect(told().slice(1)).toMatchObject([{ entryNo: first, event: 'released', status: 'released' }]);
  await program.press('app.receive');
  expect(told()).toHaveLength(2);
  writes('echo no mail >&2; exit 1');
  await sendDeclaration(program.office, second, pass);
  await program.press('app.receive');
  expect(message(program)).toContain(`通知的程序没有办成（${second} 以 1 结束：no mail）`);
  expect((await program.office.store.get(second)).status).toBe('released');
  await stepTo(program, 'channel.up', '通知的程序');
  await program.press('channel.test');
  expect(frontDialog(program)).toBeDefined();
  expect(await program.frame()).toContain('通知的程序没有办成：以 1 结束：no mail');
});
