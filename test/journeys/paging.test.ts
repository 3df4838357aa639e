import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../screens/pages/entry/open.ts';
import { exportList } from '../../src/jobs/export-list.ts';
import { keepParties } from '../../src/jobs/own-lists.ts';
import { good, importGood } from '../jobs/office.ts';
import { entryOf } from './eyes.ts';
import { goTo } from './hands.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 47 });

const SIZES = [
  [60, 16],
  [60, 40],
] as const;

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `Z${String(at + 1).padStart(3, '0')}Q`);

/** Goes a page at a time from the first line to the last one and back: every name is to be seen both ways, in at most so many pages. */
async function expectAllSeen(
  program: TestProgram,
  names: readonly string[],
  most: number,
  ends: { readonly first?: string; readonly last?: string } = { first: '<home>', last: '<end>' },
): Promise<void> {
  for (const [key, end] of [
    ['<pagedown>', ends.first],
    ['<pageup>', ends.last],
  ] as const) {
    if (end !== undefined) await program.press(end);
    const seen = new Set<string>();
    for (let pages = 0; pages <= most; pages += 1) {
      const frame = await program.frame();
      for (const name of names) if (frame.includes(name)) seen.add(name);
      await program.press(key);
    }
    expect(names.filter(name => !seen.has(name))).toEqual([]);
  }
}

describe.each(SIZES)('a page is the rows that are in view, at %dx%d', (columns, rows) => {
  const size = { columns, rows };

  it('goods and containers', async () => {
    const program = await stage.start(size);
    const [line] = good(1).goods;
    const goods = numbered(41).map(name => ({ ...line, name }));
    const containers = numbered(23).map(number => ({ spec: '111', numbers: [number], quantity: '1' }));
    const [entryNo = ''] = await importGood(program.office, 1, { goods });
    await program.office.store.update(entryNo, record => ({
      ...record,
      document: { ...record.document, containers } as typeof record.document,
    }));
    program.program.run(openEntry(entryNo));
    await program.program.idle();
    await goTo(program, 'containers.spec');
    await program.press('<ctrl+q>');
    expect(entryOf(program).focus.list).toBe('containers');
    await expectAllSeen(program, numbered(23), 10);
    await program.press('<tab>');
    await goTo(program, 'goods.currency');
    await program.press('<ctrl+q>');
    expect(entryOf(program).focus.list).toBe('goods');
    await expectAllSeen(program, numbered(41), 12);
  });

  it('the list of a popup', async () => {
    const program = await stage.begin('in', size);
    await goTo(program, 'containers.numbers');
    await program.press(numbered(60).join(','), '<f4>', '<down>');
    await expectAllSeen(program, numbered(60), rows < 20 ? 12 : 3);
  });

  it.each(['certificatesAsked', 'attachedDocuments'] as const)('what is ticked for %s', async id => {
    const program = await stage.begin('in', size);
    await goTo(program, id);
    await program.press('<f4>', '<down>');
    const codes: string[] = [];
    for (;;) {
      const [, code] = /›\[.\] (?:\S )? *(\S{2,})/u.exec(await program.frame()) ?? [];
      if (code === undefined || code === codes.at(-1)) break;
      codes.push(code);
      await program.press('<down>');
    }
    expect(codes.length).toBeGreaterThan(10);
    await expectAllSeen(
      program,
      codes.map(code => ` ${code} `),
      codes.length,
    );
  });

  it('the codes of a field', async () => {
    const program = await stage.begin('in', size);
    await goTo(program, 'tradeCountry');
    await program.press('<f4>', '<down>');
    const codes = entryOf(program).focus.session?.matches?.rows.map(({ code }) => code) ?? [];
    expect(codes.length).toBeGreaterThan(40);
    await expectAllSeen(
      program,
      codes.map(code => `${code} `),
      100,
      {},
    );
  });

  it('a register of the settings', async () => {
    const program = await stage.start(size);
    await keepParties(
      program.office,
      numbered(120).map(code => ({ code, name: `公司${code}`, nameEn: '', address: '', contact: '' })),
    );
    await program.press('<o>', '<5>', '<enter>');
    await expectAllSeen(program, numbered(120), rows < 20 ? 50 : 6);
  });

  it('headings of a workbook', async () => {
    const own = join(await stage.folder(), '自己的.xlsx');
    const headings = numbered(40);
    await exportList(own, { name: '货物', headings, rows: [headings.map(() => '1')], widths: headings.map(() => 12) });
    const program = await stage.start(size);
    await program.press('<o>', '<4>', '<enter>', '<f4>', own, '<enter>');
    expect(program.state().dialogs.at(-1)?.kind).toBe('headings');
    await expectAllSeen(program, headings, 10, {});
  });

  it('two versions side by side, where each difference has a heading of its own', async () => {
    const program = await stage.start(size);
    const [line] = good(1).goods;
    const goods = numbered(30).map(name => ({ ...line, name }));
    const [entryNo = ''] = await importGood(program.office, 1, { goods });
    program.program.run(openEntry(entryNo));
    await program.program.idle();
    await goTo(program, 'contactPerson');
    await program.press('甲', '<tab>');
    await program.office.store.update(entryNo, ({ document, ...record }) => ({
      ...record,
      updatedBy: '小王',
      document: { ...document, goods: document.goods.map(each => ({ ...each, spec: `${each.name}新` })) },
    }));
    await program.press('<alt+s>');
    expect(program.state().dialogs.at(-1)?.kind).toBe('compare');
    await expectAllSeen(
      program,
      numbered(30).map(name => `${name}新`),
      30,
    );
  });

  it('the rows of a workbook before they are taken in', async () => {
    const folder = await stage.folder();
    const program = await stage.begin('in', { ...size, userFolder: folder });
    await exportList(join(folder, '货.xlsx'), {
      name: '货物',
      headings: ['HS编码', '货物名称'],
      rows: numbered(40).map(name => ['2204210000', name]),
      widths: [12, 12],
    });
    await program.press('<alt+r>', '1', ...Array(30).fill('<backspace>'), '~/货.xlsx', '<enter>');
    expect(program.state().dialogs.at(-1)?.kind).toBe('review');
    await expectAllSeen(program, numbered(40), 100);
  });

  it('declarations', async () => {
    const program = await stage.start(size);
    const entryNos = await importGood(program.office, 45);
    await program.press('app.list');
    await expectAllSeen(program, entryNos, 30);
  });
});
