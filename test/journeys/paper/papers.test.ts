import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepPrintTemplate, printTemplatesOf } from '../../../src/jobs/print-templates.ts';
import { example, stored } from '../../frames/beginnings.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { dialogs, message, noteOf, pageKind } from '../eyes.ts';
import { answer, giveFile, stepTo } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 7 });

const namesOf = async (program: TestProgram): Promise<readonly string[]> =>
  (await printTemplatesOf(program.office)).map(({ name }) => name);

async function withTemplates(options: { readonly userFolder?: string } = {}): Promise<TestProgram> {
  const program = await stage.start(options);
  await keepPrintTemplate(program.office, { name: '箱单', paper: 'container', boxes: {} });
  await keepPrintTemplate(program.office, { name: '套打', paper: 'inbound', boxes: { consigneeName: { dx: 1 } } });
  await program.press('app.papers');
  return program;
}

/** To the line of a template. */
const toTemplate = async (program: TestProgram, name: string): Promise<void> =>
  await stepTo(program, 'papers.down', `    ${name}`);

describe('the list of print templates (打印模板管理)', () => {
  it('has every paper with how sure its form is, and below it its templates', async () => {
    const program = await withTemplates();
    const frame = await program.frame();
    expect(frame).toMatch(/入境货物报检单 +推测 \d+%，见于手册 \d+%/u);
    expect(frame).toMatch(/ {4}套打 +1 处改动 +test +10-24 10:00/u);
    expect(await noteOf(program)).toMatch(/版式有 \d+% 是推测的/u);
  });

  it.each(['<alt+y>', 'm'])('%s opens it from the first page', async key => {
    const program = await stage.start();
    await program.press(key);
    expect(pageKind(program)).toBe('papers');
    await program.press('papers.close');
    expect(pageKind(program)).toBe('home');
  });

  it('is found by its name', async () => {
    const program = await stage.start();
    await program.press('app.palette', '打印模板', 'palette.run');
    expect(pageKind(program)).toBe('papers');
  });

  it('copies, renames, restores and deletes', async () => {
    const program = await withTemplates();
    await program.press('papers.copy');
    expect(message(program)).toContain('这一行是单据本身');
    await toTemplate(program, '套打');
    await program.press('papers.copy', 'naming.take');
    expect(message(program)).toBe('已复制为“套打 副本”');
    await program.press('papers.rename', '箱单', 'naming.take');
    expect(await program.frame()).toContain('已经有名为“箱单”的打印模板');
    await program.press('naming.cancel', 'papers.rename', '二号机', 'naming.take');
    expect(await namesOf(program)).toEqual(['二号机', '套打', '箱单']);
    await program.press('papers.reset');
    await answer(program, '恢复');
    expect((await printTemplatesOf(program.office))[0]).toMatchObject({ name: '二号机', boxes: {} });
    await program.press('papers.delete');
    await answer(program, '回去');
    expect(await namesOf(program)).toHaveLength(3);
    await program.press('papers.delete');
    await answer(program, '删除');
    expect(await namesOf(program)).toEqual(['套打', '箱单']);
    expect(message(program)).toBe('打印模板“二号机”已删除');
  });

  it('exports one or all, and imports; what is there already is asked about', async () => {
    const folder = temporaryFolder();
    const program = await withTemplates({ userFolder: folder });
    const all = join(folder, '全部.json');
    await program.press('papers.export');
    await giveFile(program, all);
    expect(message(program)).toContain('2 个打印模板');
    expect(JSON.parse(readFileSync(all, 'utf8')).templates).toHaveLength(2);
    await toTemplate(program, '箱单');
    await program.press('papers.export', '<enter>');
    expect(JSON.parse(readFileSync(join(folder, '箱单.json'), 'utf8')).templates).toMatchObject([{ name: '箱单' }]);
    await program.press('papers.delete');
    await answer(program, '删除');
    await program.press('papers.import');
    await giveFile(program, join(folder, '箱单.json'));
    expect(message(program)).toBe('已导入 1 个打印模板：箱单');
    await program.press('papers.import');
    await giveFile(program, all);
    expect(await program.frame()).toContain('已经有这些名称的打印模板');
    await answer(program, '替换原来的');
    expect(message(program)).toContain('已导入 2 个打印模板');
    writeFileSync(join(folder, '坏.json'), '{');
    await program.press('papers.import');
    await giveFile(program, join(folder, '坏.json'));
    expect(dialogs(program)).toEqual(['path']);
    expect(await program.frame()).toContain('不是完整的 JSON 文件');
  });
});

describe('printing with a print template', () => {
  it('is chosen in the dialog, shown in the preview, and taken again the next time', async () => {
    const folder = temporaryFolder();
    const program = await stage.start({ userFolder: folder });
    const entryNo = await stored(program.office, example('in-full'));
    await keepPrintTemplate(program.office, {
      name: '藏',
      paper: 'inbound',
      boxes: { consigneeName: { hidden: true } },
    });
    await program.press('<1>', 'list.print');
    expect(await program.frame()).toMatch(/模板 +‹不用› +入境货物报检单/u);
    await stepTo(program, 'print.down', '模板');
    await program.press('print.change');
    expect(await program.frame()).toContain('‹藏›');
    await program.press('print.preview');
    expect(await program.frame()).not.toContain('深圳市五洲商贸有限公司');
    await program.press('preview.print', 'print.go');
    expect(message(program)).toContain(`${entryNo} 已写到`);
    await program.press('<escape>', 'list.print');
    expect(await program.frame()).toContain('‹藏›');
    await stepTo(program, 'print.down', '模板');
    await program.press('print.back', 'print.preview');
    expect(await program.frame()).toContain('深圳市五洲商贸有限公司');
  });
});
