import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../screens/pages/entry/open.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, focusOf, message } from './eyes.ts';
import { goTo } from './hands.ts';
import { DATA, MANUAL_DAY } from './program.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 53 });

/** A page with one change, and a table of codes that loses a code of it after so many looks at the clock. */
async function losingCode(after: number) {
  const home = await stage.folder();
  let looks = Number.POSITIVE_INFINITY;
  const program = await stage.start({
    home,
    now: () => {
      looks -= 1;
      if (looks === 0) lose();
      return MANUAL_DAY;
    },
  });
  const [entryNo = ''] = await importGood(program.office, 1);
  program.program.run(openEntry(entryNo));
  await program.program.idle();
  await goTo(program, 'contactPerson');
  await program.press('甲', '<tab>');
  const { tradeMode } = entryOf(program).drafts.document;
  function lose(): void {
    const shipped = readFileSync(join(DATA, 'codes/trade-modes.tsv'), 'utf8');
    mkdirSync(join(home, 'codes'), { recursive: true });
    const lines = shipped.split('\n').filter(line => !line.startsWith(`${tradeMode}\t`));
    writeFileSync(join(home, 'codes/trade-modes.tsv'), lines.join('\n'));
    program.office.codes.reload();
  }
  looks = after;
  return {
    program,
    entryNo,
    journals: () => readdirSync(join(home, 'journals')).filter(name => name.startsWith(entryNo)),
  };
}

describe.each([
  ['<alt+s>', '已保存'],
  ['<f9>', '已保存'],
] as const)('%s while a table of codes becomes another one', (key, done) => {
  it.each([1, 2, 3, 4])('at look %i: what was not stored is not said to be, and nothing is dropped', async after => {
    const { program, entryNo, journals } = await losingCode(after);
    await program.press(key);
    const { document, status } = await program.office.store.get(entryNo);
    if (document.contactPerson === '甲') {
      expect((await program.frame()).includes(done)).toBe(true);
      return;
    }
    expect(message(program)).toMatch(/^1 处差错，F3 列出全部。【贸易方式】/u);
    expect(focusOf(program)).toBe('tradeMode');
    expect(status).toBe('saved');
    expect(entryOf(program).faults).toMatchObject([{ path: 'tradeMode' }]);
    expect(entryOf(program).drafts.document.contactPerson).toBe('甲');
    expect(journals()).toHaveLength(1);
    expect((await program.frame()).split('\n')[0]).toContain('•');
  });
});
