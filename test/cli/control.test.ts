import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('control totals are set, checked at the level of the office, and never sent', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good(1))));
  expect((await run(['edit', entryNo, '--set', 'control.value=1', '--set', 'control.packages=1'])).code).toBe(0);
  const checked = await run(`check ${entryNo}`);
  expect(checked.out).toContain('控制总数');
  expect(checked.out).toContain('（control.value）');
  expect((await run('settings set rules.control.value error')).code).toBe(0);
  expect((await run(`save ${entryNo}`)).code).toBe(1);
  expect((await run(['edit', entryNo, '--set', 'control.value='])).code).toBe(0);
  expect((await run(`save ${entryNo}`)).code).toBe(0);
  const shown = await run(`show ${entryNo} --xml`);
  expect(shown.out).not.toMatch(/control/iu);
});
