import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../../screens/contract/ui.ts';
import type { PreviewPage } from '../../../screens/pages/preview/state.ts';
import { programsOf } from '../../jobs/programs.ts';
import { lacks } from '../../need.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { frontDialog, lineWith, message, noteOf, pageKind, rowsOf } from '../eyes.ts';
import { listOf } from '../list/listed.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 4 });

const preview = (program: TestProgram): PreviewPage => frontPage(program.state()) as PreviewPage;
const head = async (program: TestProgram) => (await rowsOf(program))[1];

describe('the preview', () => {
  it('shows the page with its values, from its beginning, readable at 80x24', async () => {
    const { program, entryNos } = await listOf(stage, 1);
    await program.press('list.print', 'print.preview');
    expect(pageKind(program)).toBe('preview');
    expect(await head(program)).toMatch(new RegExp(`^─ 入境货物报检单 ─ ${entryNos[0]} ─ 1/1 页 ─ 缩放 8 ─`, 'u'));
    await program.press('preview.page-down');
    const frame = await program.frame();
    expect(frame).toContain('收货人');
    expect(frame).toMatch(/[┌├┬┼│]/u);
    // Nothing is printed by looking.
    expect((await program.office.store.get(entryNos[0] ?? '')).printedAt).toBeUndefined();
  });

  it('goes along the boxes and tells the whole of each', async () => {
    const { program, entryNos } = await listOf(stage, 1, { consigneeName: '深圳某某进口有限公司'.repeat(3) });
    await program.press('list.print', 'print.preview', 'preview.whole');
    const labels = [];
    for (const _ of preview(program).sheets[0]?.page.boxes ?? []) {
      await program.press('<tab>');
      labels.push(await noteOf(program));
    }
    expect(labels).toContain(`收货人中文：${'深圳某某进口有限公司'.repeat(3)}`);
    await program.press('preview.back');
    expect([preview(program).box, pageKind(program)]).toEqual([-1, 'preview']);
    await program.press('preview.back');
    expect([pageKind(program), entryNos.length]).toEqual(['list', 1]);
  });

  it('whole page, whole width, larger and smaller; the middle stays in view', async () => {
    const { program } = await listOf(stage, 1);
    await program.press('list.print', 'print.preview', 'preview.whole');
    expect(await head(program)).toContain('整页');
    expect((await rowsOf(program)).slice(2, 22).filter(row => row.trim() !== '').length).toBeGreaterThan(10);
    await program.press('preview.whole');
    expect(await head(program)).toContain('缩放 6');
    await program.press('<end>');
    const { row } = preview(program).scroll;
    await program.press('preview.larger');
    expect(await head(program)).toContain('缩放 7');
    expect(preview(program).scroll.row).toBeGreaterThan(row);
    await program.press('preview.smaller', 'preview.smaller');
    expect(await head(program)).toContain('缩放 5');
    await program.press('preview.boxes');
    expect(await program.frame()).toContain('··');
  });

  it('page after page, and behind the last line of one the next', async () => {
    const { program } = await listOf(stage, 2);
    await program.press('list.mark-all', 'list.print', '4', 'print.preview');
    expect(await head(program)).toContain('（1/2 份） ─ 1/2 页');
    for (let presses = 0; preview(program).sheet === 0 && presses < 20; presses += 1) await program.press('<space>');
    expect(await head(program)).toMatch(/^─ 电子报检受理凭条 ─ .*2\/2 页/u);
    await program.press('preview.next-page');
    expect(message(program)).toBe('已到最后一页');
    await program.press('preview.next-entry');
    expect(await head(program)).toContain('（2/2 份） ─ 1/2 页');
    await program.press('preview.next-entry');
    expect(message(program)).toBe('没有别的单证了');
  });

  it('values alone are what pre-printed paper gets', async () => {
    const { program } = await listOf(stage, 1);
    await program.press('list.print', '<end>', '<up>', '<up>', 'print.change', 'print.preview');
    expect(await head(program)).toContain('只有内容');
    await program.press('preview.page-down');
    expect(await program.frame()).not.toMatch(/[┌┬┼]/u);
  });

  it('follows what is saved meanwhile, and prints with what was chosen for it', async () => {
    const { program, entryNos } = await listOf(stage, 1);
    await program.press('list.print', '4', 'print.preview', 'preview.whole');
    await program.office.store.update(entryNos[0] ?? '', record => ({
      ...record,
      document: { ...record.document, consigneeName: '另一家公司' },
    }));
    await program.program.idle();
    expect(preview(program).sheets[0]?.page.boxes.some(({ full }) => full === '另一家公司')).toBe(true);
    await program.press('preview.print');
    expect(frontDialog(program)).toBe('print');
    expect(await lineWith(program, '受理凭条')).toContain('[x]');
  });
});

describe.skipIf(process.platform === 'win32')('the file', () => {
  it('is opened where there is a desktop', async () => {
    const log = join(temporaryFolder(), 'log');
    const { env } = programsOf({ 'xdg-open': `echo "$1" > ${log}.part; mv ${log}.part ${log}`, lpstat: 'exit 0' });
    const { program } = await listOf(stage, 1, {}, { env: { ...env, WAYLAND_DISPLAY: 'wayland-0' } });
    await program.press('list.print', 'print.preview', 'preview.open');
    expect(message(program)).toMatch(/^已打开 .*\.pdf$/u);
    while (!existsSync(log)) await new Promise(setImmediate);
    const file = readFileSync(log, 'utf8').trim();
    expect([message(program), readFileSync(file, 'latin1').slice(0, 5)]).toEqual([`已打开 ${file}`, '%PDF-']);
  });

  it('is said where there is none, or no program for it', async () => {
    const { program } = await listOf(stage, 1);
    await program.press('list.print', 'print.preview', 'preview.open');
    expect(message(program)).toMatch(/^这里没有桌面，文件在 .*\.pdf$/u);
    const { program: other } = await listOf(stage, 1, {}, { env: { PATH: '/no/programs', DISPLAY: ':0' } });
    await other.press('list.print', 'print.preview', 'preview.open');
    expect(message(other)).toMatch(/^这里没有桌面，文件在 .*\.pdf$/u);
  });
});

describe.skipIf(lacks('pdftoppm'))('the real page (needs pdftoppm)', () => {
  const PATH = { PATH: process.env.PATH };
  // The first question of the program was not answered either.
  const ATTRIBUTES = '\x1b[?62;4c\x1b[?62;4c';

  it('is shown in a terminal that says that it shows pictures, and follows what is in view', async () => {
    const answers = `\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t${ATTRIBUTES}`;
    const { program } = await listOf(stage, 1, {}, { answers, env: PATH });
    await program.press('list.print', 'print.preview', 'preview.picture');
    const { shown, ability } = preview(program).pictures ?? {};
    expect(ability?.way).toBe('kitty');
    expect(shown).toMatchObject({ columns: 80, rows: 20 });
    const png = shown && 'png' in shown.image ? Buffer.from(shown.image.png) : Buffer.alloc(24);
    // 800 points across, as many as eighty cells have.
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 800, 400]);
    expect(await program.frame()).not.toMatch(/[┌┬┼]/u);
    await program.press('preview.page-down');
    expect(preview(program).pictures?.shown?.key).not.toBe(shown?.key);
    await program.press('preview.picture', 'preview.page-down');
    expect(await program.frame()).toMatch(/[┌┬┼├]/u);
  });

  it('as sixel, of the whole page', async () => {
    const { program } = await listOf(stage, 1, {}, { answers: ATTRIBUTES, env: PATH });
    await program.press('list.print', 'print.preview', 'preview.whole', 'preview.picture');
    const { shown } = preview(program).pictures ?? {};
    const gray = shown && 'gray' in shown.image ? shown.image.gray : undefined;
    expect([gray?.width, gray?.height, gray?.points.length]).toEqual([210, 297, 210 * 297]);
    expect(gray?.points.some(point => point < 128)).toBe(true);
  });
});

describe('a terminal that shows no pictures', () => {
  it('is told so, as is a machine without the program that draws them', async () => {
    const { program } = await listOf(stage, 1, {}, { answers: '\x1b[?62c\x1b[?62c' });
    await program.press('list.print', 'print.preview', 'preview.picture');
    expect(message(program)).toMatch(/^这个终端没有回答能显示图像/u);
    expect(preview(program).pictures).toBeUndefined();
    const { program: other } = await listOf(stage, 1, {}, { answers: '\x1b[?62;4c\x1b[?62c' });
    await other.press('list.print', 'print.preview', 'preview.picture');
    expect(message(other)).toContain('没有装 pdftoppm');
    expect(preview(other).pictures).toBeUndefined();
  });
});
