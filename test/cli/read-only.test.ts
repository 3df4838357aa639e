import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { cannotMount } from '../need.ts';
import { mountReadOnly } from '../run/small-disk.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test.skipIf(cannotMount())(
  'in a data folder that can only be read what reads works, all else says so and ends with 4',
  async () => {
    const { home, run } = await openCommandRoom();
    const entryNo = entryNoIn(await run('import fixtures/workbooks/inbound.xlsx'));
    const there = ['--home', mountReadOnly(home)];
    const pdf = join(temporaryFolder(), 'p.pdf');
    for (const words of [
      ['list'],
      ['show', entryNo],
      ['check', entryNo],
      ['print', entryNo, '--file', pdf],
      ['store', 'check'],
    ])
      expect([words[0], (await run([...words, ...there])).code]).toEqual([words[0], EXIT.done]);
    expect(existsSync(pdf)).toBe(true);
    for (const words of [
      ['edit', entryNo, '--set', 'contractNo=甲'],
      ['save', entryNo],
      ['import', 'fixtures/workbooks/outbound.xlsx'],
      ['send', entryNo],
      ['receive'],
      ['settings', 'set', 'switches.sound', 'true'],
      ['codes', 'import', 'data/codes/countries.tsv', '--table', 'countries'],
      ['store', 'check', '--repair'],
    ]) {
      const { code, err, out } = await run([...words, ...there]);
      expect([words[0], code]).toEqual([words[0], EXIT.store]);
      expect(`${out}${err}`).toContain('数据目录只能读');
    }
  },
);
