import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import { beginPractice, wakePractice } from '../../screens/start/begin.ts';
import { stopPracticeBureau } from '../../src/jobs/practice.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import { ourselves } from '../cli/command.ts';
import { importGood } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { message } from './eyes.ts';
import { stepTo } from './hands.ts';
import { openStage } from './stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

describe('a key without meaning on the first page', () => {
  it.each(['z', '7', 'Z', '?', '牛'])('%s says so quietly, with the keys that lead on', async typed => {
    const program = await start();
    const before = await program.frame();
    await program.press(typed);
    const { message, dialogs, pages } = program.state();
    expect(message).toEqual({ tone: 'quiet', text: `首页没有用到“${typed}”；F1 列出能用的键，F2 按名称找功能` });
    expect([dialogs.length, pages.length]).toEqual([0, 1]);
    expect(await program.frame()).toContain('F2 按名称找功能');
    await program.press('home.down', 'home.up');
    expect(await program.frame()).toBe(before);
  });

  it('but the keys that mean something do it', async () => {
    const program = await start();
    await program.press('2');
    expect(frontPage(program.state())).toMatchObject({ kind: 'list', direction: 'out' });
    await program.press('app.home', 'home.new');
    expect(program.state().dialogs.at(-1)?.kind).toBe('question');
    expect(program.state().message).toBeUndefined();
  });
});

describe('code tables of which only a part is here', () => {
  it('are told once, with how the whole comes here, until people have seen it', async () => {
    const program = await start();
    // Until the first declaration they are one of the things that stand before it.
    await program.press('home.put-away');
    await stepTo(program, 'home.down', 'CIQ 代码');
    await program.press('home.open');
    expect(await program.frame()).toContain('codes import 文件 --table hs');
    await program.press('question.choose');
    expect(await program.frame()).toContain('只有起步的一部分');
    await program.press('home.open', '2');
    expect(message(program)).toContain('不再提示');
    expect(await program.frame()).not.toContain('只有起步的一部分');
    expect((await switchesOf(program.office)).starterNotice).toBe(false);
  });
});

describe('a practice bureau that was stopped while the program is open', () => {
  it('receiving and sending say what to do, and home shows it at once', async () => {
    const program = await start();
    const running = await bureau(program);
    const [sent = ''] = await importGood(program.office, 2);
    await sendDeclaration(program.office, sent);
    await program.press('app.receive');
    expect(await program.frame()).toContain('运行中，收过 1 份报文');
    await running.stop();
    for (const keys of [['app.receive'], ['home.send-saved', 'question.choose']]) {
      await program.press(...keys);
      expect(await program.frame()).toMatch(/练习局没有运行[\s\S]*→ 先启动练习局：界面首页“申报通讯”一行回车/u);
      await program.press('question.cancel');
      expect(await program.frame()).toContain('没有运行，回车启动');
    }
  });

  it('its line on the first page starts it again with Enter, also while that still says that it runs', async () => {
    const program = await start({ self: await ourselves() });
    const running = await bureau(program);
    await program.press('app.receive');
    await stepTo(program, 'home.up', '练习局');
    expect(await program.frame()).toContain('› 练习局  运行中');
    await program.press('home.open');
    expect(await program.frame()).toContain('只供练习，不会上报任何数据');
    await program.press('practice.close');
    await running.stop();
    try {
      await program.press('home.open');
      expect(message(program)).toBe('练习局已启动');
      expect(await program.frame()).toContain('› 练习局  运行中，收过 0 份报文');
    } finally {
      await stopPracticeBureau(program.office);
    }
  });
});

describe('a practice bureau that cannot have its folder', () => {
  it('ends nothing: what there is to practise on is there, the reason is said, and the first page can try again', async () => {
    const home = temporaryFolder();
    await writeFile(join(home, 'practice'), '');
    const program = await start({ home, practice: true, begin: [beginPractice] });
    expect(message(program)).toMatch(/^\d 份示例单证准备好了，但练习局的文件夹不能使用：/u);
    expect(await program.frame()).toContain('没有运行，回车启动');
    await stepTo(program, 'home.up', '练习局');
    await program.press('home.open');
    expect(await program.frame()).toContain('练习局的文件夹不能使用');
    const again = await start({ home, practice: true, begin: [wakePractice] });
    expect(message(again)).toContain('练习局的文件夹不能使用');
  });
});
