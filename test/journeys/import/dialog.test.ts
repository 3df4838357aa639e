import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workbook } from '../../workbooks.ts';
import { dialogs, entryOf, message } from '../eyes.ts';
import { choose, emptyPath, giveFile, importFrom, times } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 11 });

describe('the menu (K8)', () => {
  it.each(['<alt+r>', '<ctrl+v>'])('opens with %s and is gone with Esc', async key => {
    const { program } = await stage.beginWithFolder();
    await program.press(key);
    const frame = await program.frame();
    for (const label of ['导入货物', '导入整单', '导入集装箱', '写出货物模板', '写出整单模板', '写出集装箱模板']) {
      expect(frame).toContain(label);
    }
    await program.press('menu.close');
    expect(dialogs(program)).toEqual([]);
  });

  it('writes the templates, and what they are filled with is read back', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await program.press('entry.import', ...times(4, 'menu.up'), 'menu.choose', 'path.take');
    expect(message(program)).toMatch(/^货物模板已写到 .*货物模板\.xlsx/u);
    await importFrom(program, '写出集装箱模板', '~/箱.csv');
    const file = join(folder, '箱.csv');
    expect(message(program)).toBe(`集装箱模板已写到 ${file}，填好后从这里导入`);
    await importFrom(program, '写出集装箱模板', '~/箱.csv');
    expect(await program.frame()).toContain('文件已经存在，没有覆盖');
    await program.press('path.close');
    await importFrom(program, '写出整单模板', '~/整单.xls');
    await writeFile(file, `${(await readFile(file, 'utf8')).split('\r\n')[0]}\r\nNYKU8527234,121\r\n`);
    await importFrom(program, '导入集装箱', '~/箱.csv');
    await program.press('review.take');
    expect(entryOf(program).drafts.document.containers).toMatchObject([{ numbers: ['NYKU8527234'], spec: '121' }]);
  });
});

describe('the dialog for a file', () => {
  it('completes names with Tab, and lists them when there are several', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await mkdir(join(folder, '进口资料'));
    await copyFile(workbook('goods.xlsx'), join(folder, '进口资料', '货物甲.xlsx'));
    await copyFile(workbook('goods.xlsx'), join(folder, '进口资料', '货物乙.xlsx'));
    await writeFile(join(folder, '进口资料', '货物.txt'), '');
    await program.press('entry.import');
    await choose(program, '导入货物');
    await program.press('进', 'path.complete', 'path.complete');
    let frame = await program.frame();
    expect(frame).toContain('~/进口资料/货物');
    expect(frame).toContain('货物甲.xlsx');
    expect(frame).toContain('货物乙.xlsx');
    expect(frame).not.toContain('货物.txt');
    await program.press('乙', 'path.complete', 'path.take');
    frame = await program.frame();
    expect(frame).toContain('导入前核对  货物乙.xlsx');
  });

  it('says what is wrong, and lets people go on; what was open stays as it was', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'broken.xlsx'), 'PK\u0003\u0004 this is no workbook');
    await writeFile(join(folder, 'big.csv'), Buffer.alloc(21 * 1024 * 1024));
    await writeFile(join(folder, 'secret.csv'), '');
    await chmod(join(folder, 'secret.csv'), 0);
    const before = entryOf(program);
    await program.press('entry.import');
    await choose(program, '导入货物');
    for (const [name, said] of [
      ['none.xlsx', '没有这个文件：~/none.xlsx'],
      ['folder', '是文件夹'],
      ['big.csv', '文件太大：21 MB，最多 20 MB'],
      ['broken.xlsx', '已损坏或不完整'],
      ['none/x', '没有这个文件'],
      ...(process.getuid?.() === 0 ? [] : [['secret.csv', '读不了文件']]),
    ] as const) {
      await emptyPath(program);
      await program.press('path.take');
      expect(await program.frame()).toContain('写上文件名');
      await program.press(`~/${name}`, 'path.take');
      expect(await program.frame()).toContain(said);
      expect(dialogs(program)).toEqual(['path']);
    }
    await emptyPath(program);
    await program.press('~/nowhere/', 'path.complete');
    expect(await program.frame()).toContain('打不开文件夹：~/nowhere/');
    await giveFile(program, workbook('containers.xlsx'));
    expect(await program.frame()).toContain('里是集装箱，不是货物');
    await program.press('path.close');
    expect(entryOf(program).drafts.document).toBe(before.drafts.document);
    expect(dialogs(program)).toEqual([]);
  });
});

describe('the list of files', () => {
  const shown = async (program: TestProgram) =>
    (await program.frame()).split('\n').flatMap(row => /│ ([› ]) (\S.*?) *│/u.exec(row)?.slice(1, 3).join('') ?? []);

  it('browses folders, shows what fits, filters by typing, and takes what is chosen', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await mkdir(join(folder, '进口资料'));
    await copyFile(workbook('goods.xlsx'), join(folder, '进口资料', '货物甲.xlsx'));
    await copyFile(workbook('goods.xlsx'), join(folder, '进口资料', '货物乙.xlsx'));
    await writeFile(join(folder, '进口资料', '说明.txt'), '');
    await program.press('entry.import');
    await choose(program, '导入货物');
    expect(await shown(program)).toContain(' 进口资料/');
    await program.press('path.down', 'path.take');
    expect(await shown(program)).toEqual([' 货物乙.xlsx', ' 货物甲.xlsx', ' ../']);
    await program.press('甲');
    expect(await shown(program)).toEqual([' 货物甲.xlsx']);
    await program.press('path.down');
    expect(await shown(program)).toEqual(['›货物甲.xlsx']);
    await program.press('path.take');
    expect(await program.frame()).toContain('导入前核对  货物甲.xlsx');
  });

  it('leads up again, and up from the first line back to what is typed', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await mkdir(join(folder, '进口资料'));
    await program.press('entry.import');
    await choose(program, '导入货物');
    await program.press('path.down', 'path.take');
    expect(await program.frame()).toContain('~/进口资料/');
    await program.press('path.down', 'path.take');
    expect(await program.frame()).not.toContain('~/进口资料/');
    expect(await shown(program)).toContain(' 进口资料/');
    await program.press('path.down', 'path.up', '没有.xlsx', 'path.take');
    expect(await program.frame()).toContain('没有这个文件');
  });

  it('begins with the files of this sitting', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await mkdir(join(folder, '进口资料'));
    await copyFile(workbook('goods.xlsx'), join(folder, '进口资料', '货物甲.xlsx'));
    await importFrom(program, '导入货物', '~/进口资料/货物甲.xlsx');
    await program.press('review.close', 'entry.import');
    await choose(program, '导入货物');
    expect((await shown(program))[0]).toBe(' 最近 ~/进口资料/货物甲.xlsx');
    await program.press('path.down', 'path.take');
    expect(await program.frame()).toContain('导入前核对  货物甲.xlsx');
  });

  it('a name that is offered gives way to typing, and goes along into a folder', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await mkdir(join(folder, '空表'));
    await program.press('entry.import');
    await choose(program, '写出货物模板');
    await program.press('表.csv', 'path.take');
    expect(message(program)).toBe(`货物模板已写到 ${join(folder, '表.csv')}，填好后从这里导入`);
    await program.press('entry.import');
    await choose(program, '写出货物模板');
    for (let count = 0; !(await shown(program)).includes('›空表/'); count += 1) {
      expect(count).toBeLessThan(5);
      await program.press('path.down');
    }
    await program.press('path.take', 'path.take');
    expect(message(program)).toBe(`货物模板已写到 ${join(folder, '空表', '货物模板.xlsx')}，填好后从这里导入`);
  });

  it.each([
    ['<ctrl+w>', '~/资料 '],
    ['<ctrl+u>', ''],
    ['<alt+b><ctrl+k>', '~/资料 '],
    ['<ctrl+a><alt+f><ctrl+k>', '~/资料'],
  ])('the keys of a command line: %s', async (keys, left) => {
    const { program } = await stage.beginWithFolder();
    await program.press('entry.import');
    await choose(program, '导入货物');
    await program.press('资料 甲', keys);
    expect(program.state().dialogs.at(-1)).toMatchObject({ kind: 'path', file: { text: left } });
  });
});
