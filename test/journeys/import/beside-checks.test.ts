import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countsOf, linesInView } from '../../../screens/dialogs/review/lines.ts';
import type { ReviewDialog } from '../../../screens/dialogs/review/state.ts';
import { entryOf, frontDialog, lineWith } from '../eyes.ts';
import { choose, importFrom } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 41 });

const GOODS = Array.from({ length: 300 }, (_, at) => ({
  hsCode: '2204210000',
  name: `酒${at}`,
  quantity: at === 250 ? '1x' : '1',
}));
/** The 5th and the 240th have the same number; the check digit of none is right. */
const CONTAINERS = Array.from({ length: 300 }, (_, at) => ({
  numbers: [`MRKU${1_000_000 + (at === 239 ? 4 : at)}`],
}));

const frontReview = (program: TestProgram): ReviewDialog => {
  const front = program.state().dialogs.at(-1);
  if (front?.kind !== 'review') throw new Error(`${front?.kind} is in front`);
  return front as ReviewDialog;
};

/** How much was checked at each wait while the review was in front. */
async function countsWhile(
  program: TestProgram,
  act: () => Promise<unknown>,
  look: (dialog: ReviewDialog) => void = () => {},
): Promise<readonly string[]> {
  const seen: string[] = [];
  const { wait } = program.office;
  Object.assign(program.office, {
    wait: async (milliseconds: number) => {
      if (frontDialog(program) === 'review') {
        seen.push(countsOf(frontReview(program)));
        look(frontReview(program));
      }
      await wait(milliseconds);
    },
  });
  await act();
  Object.assign(program.office, { wait });
  return seen;
}

it('a whole declaration stands at once, and its rows and what holds between them are checked beside it', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const whole = { direction: 'in', contractNo: 'HT-1', goods: GOODS, containers: CONTAINERS };
  await writeFile(join(folder, 'a.json'), JSON.stringify(whole));
  const seen = await countsWhile(program, async () => await importFrom(program, '导入整单', '~/a.json'));
  expect(seen[0]).toMatch(/300 项货物，检查中… 100\/300/u);
  const { review } = frontReview(program);
  expect(countsOf(frontReview(program))).not.toContain('检查中');
  expect(review.rows.filter(({ pending }) => pending)).toEqual([]);
  await program.press('2', 'review.next-fault');
  expect(await lineWith(program, '✗ 【')).toContain('【报检数量】');
  await program.press('3', '<end>');
  const { rows } = frontReview(program).review;
  const doubled = [4, 239].map(at => rows[at]?.faults.some(({ code }) => code === 'container.doubled'));
  expect(doubled).toEqual([false, true]);
  // What follows from the values of a row is there, though it was checked late.
  await program.press('2', 'review.take');
  const { goods, containers } = entryOf(program).drafts.document;
  expect([goods[299]?.standardUnit, containers.length]).toEqual(['095', 300]);
});

it('a value that is corrected is checked against the others beside those who go on', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const whole = { direction: 'in', goods: GOODS, containers: CONTAINERS };
  await writeFile(join(folder, 'a.json'), JSON.stringify(whole));
  await importFrom(program, '导入整单', '~/a.json');
  expect(frontReview(program).whole?.pending).toBeUndefined();
  const before = frontReview(program).whole?.between.length ?? 0;
  await program.press('3', '<right>', 'review.toggle');
  expect(frontReview(program).whole?.pending).toBeUndefined();
  expect(frontReview(program).whole?.between.length).toBeLessThan(before);
  await program.press('review.undo');
  expect(frontReview(program).whole?.between.length).toBe(before);
});

it('whenever checked rows are shown, lines and counts are those of the rows as they are', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const text = Array.from({ length: 2000 }, (_, at) => `${at % 7 === 3 ? '' : '2204210000'},酒${at},1`);
  await writeFile(join(folder, '货物.csv'), `HS编码,货物中文名,数量\n${text.join('\n')}\n合计,,2000\n`);
  const kept: string[] = [];
  const anew: string[] = [];
  await countsWhile(
    program,
    async () => await importFrom(program, '导入货物', '~/货物.csv'),
    dialog => {
      const review = { ...dialog.review, rows: [...dialog.review.rows] };
      kept.push(JSON.stringify([dialog.lines, countsOf(dialog)]));
      anew.push(JSON.stringify([linesInView({ ...dialog, review }), countsOf({ ...dialog, review })]));
    },
  );
  expect(new Set(kept).size).toBeGreaterThan(3);
  expect(kept).toEqual(anew);
});

it('containers of a workbook stand at once, too', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const lines = CONTAINERS.map(({ numbers }, at) => `${numbers[0]},,${at % 2}`);
  await writeFile(join(folder, 'a.csv'), `集装箱号,规格,拼箱标识\n${lines.join('\n')}\n`);
  await program.press('entry.import');
  await choose(program, '导入集装箱');
  await program.press('~/a.csv', 'path.take');
  expect(frontDialog(program)).toBe('review');
  expect(countsOf(frontReview(program))).not.toContain('检查中');
});
