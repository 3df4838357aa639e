import { expect, it } from 'vitest';
import { beginWith, saveOrKeep } from '../../src/jobs/keep-declarations.ts';
import { good } from '../jobs/office.ts';
import { lineWith } from './eyes.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';

const { start } = openStage({ seed: 31 });

// Actions by name go past the terminal and past Ink; people do not. A prompt that Ink holds for a page swallows what they type.
// biome-ignore format: table
const PLACES: readonly (readonly [where: string, steps: readonly string[], label: string])[] = [
  ['单证列表',     ['home.list'],                                '查找'],
  ['回收站',       ['app.trash'],                                '查找'],
  ['操作记录',     ['app.audit'],                                '查找'],
  ['统计查询',     ['app.ledger', 'ledger.query', '<tab>', '<tab>', '<tab>', '<tab>', '<tab>'], '收货人'],
  ['收发货人维护', ['app.settings', '5', '<tab>'],               '查找'],
  ['统一查找',     ['app.palette'],                              '│ ›'],
];

async function beginning(): Promise<TestProgram> {
  const program = await start();
  const { office } = program;
  await saveOrKeep(office, await beginWith(office, good(), '2017'));
  return program;
}

it.each(PLACES)(
  '%s: what is typed on a real terminal is searched for, and taken back',
  async (_where, steps, label) => {
    const program = await beginning();
    await program.press(...steps);
    await program.type('qxz');
    expect(await lineWith(program, label)).toContain('qxz');
    await program.type('\x7f\x7f');
    expect(await lineWith(program, label)).toMatch(/q(?![xz])/u);
  },
);
