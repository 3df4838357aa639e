import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showSetting } from '../../../screens/pages/settings/open.ts';
import { printingOf } from '../../../src/jobs/printing.ts';
import { programsOf } from '../../jobs/programs.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { frontDialog, lineWith, message } from '../eyes.ts';
import { choose, stepTo, times } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 5 });

/** The settings of printing, with two queues where there are programs. */
async function settings() {
  const { env } = programsOf({
    lp: 'echo "request id is office-7 (1 file(s))"',
    lpstat:
      'case "$1" in -e) printf "office\\nother\\n";; -p) [ "$2" = office ] || printf "printer office is idle.\\nprinter other is idle.\\n";; esac',
  });
  const folder = temporaryFolder();
  const program = await stage.start({ env, userFolder: folder, begin: [showSetting('printing', '打到')] });
  return { program, folder };
}

describe.skipIf(process.platform === 'win32')('settings of printing', () => {
  it('each is kept at once, for this person alone', async () => {
    const { program } = await settings();
    expect(await lineWith(program, '打到')).toContain('office');
    await program.press(
      'printing.change',
      '<down>',
      'printing.change',
      '<down>',
      'printing.change',
      '<down>',
      '<right>',
    );
    expect(await printingOf(program.office)).toMatchObject({
      printer: 'other',
      toFile: false,
      copies: 2,
      sides: 'two-sided-long-edge',
      valuesOnly: true,
    });
    expect(await printingOf({ store: program.office.store, user: '李四' })).toMatchObject({ copies: 1 });
    await stepTo(program, 'printing.up', '打到');
    await program.press('printing.change');
    expect(message(program)).toBe('打到：文件');
    await program.press('printing.back', 'printing.back');
    expect(message(program)).toBe('打到：office');
  });

  it('a printer is calibrated: page, measured values, a page to see whether it is right, and back', async () => {
    const { program } = await settings();
    await stepTo(program, 'printing.down', '校准 office');
    await program.press('printing.change');
    await choose(program, '打校准页');
    expect(message(program)).toBe('校准页已交给 office');
    await program.press('printing.change');
    await choose(program, '填写量得的值');
    // One and a half to the right, and 1 % too high.
    const measured = ['21.5', '20', '191.5', '20', '21,5', '279.6', '191.5', '279.6', '4', '4', '4', '15'];
    for (const value of measured) await program.press(value, '<tab>');
    await program.press('calibration.keep');
    expect(message(program)).toBe('office 已校准：右移 -1.50，下移 +0.20 毫米；宽 100.00%，高 99.00%');
    expect(await lineWith(program, '校准 office')).toContain('右移 -1.50');
    expect((await printingOf(program.office)).calibrations).toMatchObject({
      office: { dx: -1.5, scaleX: 1, left: 4, bottom: 15 },
    });
    await program.press('printing.change');
    await choose(program, '按校准再打一张');
    await program.press('printing.change');
    await choose(program, '取消校准');
    expect(await lineWith(program, '校准 office')).toContain('没有校准');
  });

  it('values that no printer prints like are refused where they are typed', async () => {
    const { program } = await settings();
    await stepTo(program, 'printing.down', '校准 other');
    await program.press('printing.change');
    await choose(program, '填写量得的值');
    await program.press('二十', 'calibration.keep');
    expect(await program.frame()).toContain('左上 距左边：写毫米数，如 20 或 20.5');
    await program.press('80', 'calibration.keep');
    expect(await program.frame()).toContain('相差 60 毫米');
    await program.press('calibration.close');
    expect([frontDialog(program), (await printingOf(program.office)).calibrations]).toEqual([undefined, {}]);
  });

  it('files are calibrated as well, and the page for that is a file', async () => {
    const { program, folder } = await settings();
    await stepTo(program, 'printing.down', '校准 文件');
    await program.press('printing.change');
    await choose(program, '打校准页');
    await program.press('path.take');
    const file = join(folder, '校准页.pdf');
    expect([message(program)?.startsWith(`校准页已写到 ${file}`), readFileSync(file, 'latin1').slice(0, 5)]).toEqual([
      true,
      '%PDF-',
    ]);
  });

  it('a font for rare characters: one that is there is taken, one that is not is refused, none again', async () => {
    const { program } = await settings();
    await stepTo(program, 'printing.down', '缺字时的字体');
    await program.press('printing.change', ...times(1, '<ctrl+u>'), '/no/such.ttf', 'path.take');
    expect(await program.frame()).toContain('没有这个字体文件：/no/such.ttf');
    const font = join(
      import.meta.dirname,
      '../../../node_modules/@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
    );
    expect(existsSync(font)).toBe(true);
    await program.press('<ctrl+u>', font, 'path.take');
    expect(await lineWith(program, '缺字时的字体')).toContain('NotoSerifSC_700Bold.ttf');
    await program.press('printing.clear');
    expect(await lineWith(program, '缺字时的字体')).toContain('没有');
  });
});
