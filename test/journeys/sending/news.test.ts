import { expect, it } from 'vitest';
import { type Quiet, receiveQuietly } from '../../../screens/exchange/receive.ts';
import { newsTold } from '../../../screens/news-told.ts';
import { receivingRhythm } from '../../../src/jobs/receiving-rhythm.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { changeSwitches } from '../../../src/jobs/switches.ts';
import { importGood } from '../../jobs/office.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

/** A program with declarations that are sent, and what its window is called from then on. */
async function sentFrom(count: number) {
  const program = await start();
  await bureau(program);
  for (const entryNo of await importGood(program.office, count)) await sendDeclaration(program.office, entryNo);
  const titles: string[] = [];
  (await program.screen()).onTitleChange(title => titles.push(title));
  return { program, titles };
}

/** What comes round by the clock. */
async function receive({ program, office, frame }: TestProgram): Promise<void> {
  const quiet: Quiet = {
    signal: new AbortController().signal,
    failed: undefined,
    underway: false,
    rhythm: receivingRhythm(office),
  };
  program.run(receiveQuietly(quiet));
  await program.idle();
  await frame();
}

it('what comes by itself is counted in the title until somebody presses a key', async () => {
  const { program, titles } = await sentFrom(2);
  await receive(program);
  expect(titles).toEqual([expect.stringMatching(/^\(\d+\) 报检台$/u)]);
  await program.press('<down>');
  await program.frame();
  expect(titles.slice(1)).toEqual(['']);
});

it('the title is left alone where people ask themselves, and where nothing comes', async () => {
  const { program, titles } = await sentFrom(1);
  await program.press('app.receive');
  await receive(program);
  expect(titles).toEqual([]);
});

it('the title is left alone with its switch off', async () => {
  const { program, titles } = await sentFrom(1);
  await changeSwitches(program.office, held => ({ ...held, titleNews: false }));
  await receive(program);
  expect(await program.frame()).toContain('收到');
  expect(titles).toEqual([]);
});

it('all is counted that came since somebody was here', () => {
  const told: unknown[] = [];
  const telling = newsTold({ tell: news => told.push(news), seen: () => told.push('seen') });
  telling.tell({ count: 2, inTitle: true });
  telling.tell({ count: 3, inTitle: true, text: '收到 3 条回执' });
  telling.seen();
  telling.tell({ count: 1, inTitle: false, text: '收到 1 条回执' });
  expect(told).toEqual([
    { title: '(2) 报检台' },
    { title: '(5) 报检台', text: '收到 3 条回执' },
    'seen',
    { text: '收到 1 条回执' },
  ]);
});
