import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeSwitches } from '../../src/jobs/switches.ts';
import { entryOf, message, textInHand } from './eyes.ts';
import { answer, beginNew, fill, fillPage, goTo, importFrom, typeInto } from './hands.ts';
import type { TestProgram, TestProgramOptions } from './program.ts';
import { openStage } from './stage.ts';
import { INBOUND, WINE } from './values.ts';

const stage = openStage({ seed: 4 });

/** An office in which an inbound declaration of the party of values.ts has been saved. */
async function withSaved(options: TestProgramOptions = {}): Promise<TestProgram> {
  const program = await stage.start(options);
  await beginNew(program);
  await fillPage(program, INBOUND, WINE);
  await program.press('entry.save');
  expect(await program.frame()).toContain('已保存');
  await program.press('app.close-page');
  return program;
}

/** On a new inbound declaration with the focus on the consignee's Chinese name. */
async function onConsignee(program: TestProgram): Promise<void> {
  await beginNew(program);
  await goTo(program, 'consigneeName');
}

describe('smart memory (E9)', () => {
  it('brings the last declaration of the consignee, says what it brought, and takes it back with one key', async () => {
    const program = await withSaved();
    await onConsignee(program);
    await program.press(INBOUND.consigneeName ?? '', '<enter>');
    const page = entryOf(program);
    expect(page.drafts.document.goods).toHaveLength(1);
    expect(page.drafts.document.goods[0]).toMatchObject({ hsCode: '2204210000', quantity: '1200' });
    expect(page.drafts.document).toMatchObject({
      consignorNameEn: INBOUND.consignorNameEn,
      loadingPort: INBOUND.loadingPort,
    });
    // Numbers and dates belong to one shipment.
    for (const name of ['contractNo', 'billOfLadingNo', 'arrivalDate', 'conveyanceNo'] as const)
      expect(page.drafts.document[name]).toBeUndefined();
    expect(page.drafts.document.entryNo).not.toBe(undefined);
    expect(await program.frame()).toMatch(/带出 WI\d+ 的 \d+ 个栏位、1 项货物.*Ctrl\+Z 取消带出/u);
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.goods).toHaveLength(0);
    expect(entryOf(program).drafts.document.consigneeName).toBe(INBOUND.consigneeName);
    expect(await program.frame()).toContain('已撤销：带出 WI');
    await program.press('entry.redo');
    expect(entryOf(program).drafts.document.goods).toHaveLength(1);
  });

  it('leaves alone what a workbook says as a whole, empty fields included', async () => {
    const folder = await stage.folder();
    const program = await withSaved({ userFolder: folder });
    await beginNew(program);
    await writeFile(join(folder, '整单.csv'), `单证类型,入境\n合同号,HT-1\n收货人中文,${INBOUND.consigneeName}\n`);
    await importFrom(program, '导入整单', '~/整单.csv');
    await program.press('review.take');
    const { document } = entryOf(program).drafts;
    expect(document).toMatchObject({ contractNo: 'HT-1', consigneeName: INBOUND.consigneeName, goods: [] });
    expect(document.consignorNameEn).toBeUndefined();
    expect(message(program)).toContain('已读入');
  });

  it('leaves what the broker has typed himself', async () => {
    const program = await withSaved();
    await beginNew(program);
    await fill(program, { contactPerson: '李四', consigneeName: INBOUND.consigneeName ?? '' });
    expect(entryOf(program).drafts.document).toMatchObject({
      contactPerson: '李四',
      consignorNameEn: INBOUND.consignorNameEn,
    });
  });

  it('brings nothing when the switch is off, and nothing for a party that is new', async () => {
    const program = await withSaved();
    await onConsignee(program);
    await program.press('没有来过的公司', '<enter>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(0);
    await changeSwitches(program.office, held => ({ ...held, smartMemory: false }));
    await program.press('app.close-page');
    await answer(program, '不保存');
    await onConsignee(program);
    await program.press(INBOUND.consigneeName ?? '', '<enter>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(0);
    expect(await program.frame()).not.toContain('带出');
  });
});

describe('classification memory', () => {
  it('offers goods that were declared before first, by initials of their name, and fills all that is known of them', async () => {
    const program = await withSaved();
    await beginNew(program);
    await goTo(program, 'goods.hsCode');
    const [{ name = '' } = {}] = (await program.office.store.get(program.office.store.rows().at(0)?.entryNo ?? ''))
      .document.goods;
    expect(name).not.toBe('');
    await program.press('2204');
    expect(await program.frame()).toContain(`★ ${name}`);
    await program.press('matches.enter', 'matches.choose');
    const [row] = entryOf(program).drafts.form.goods;
    expect(row).toMatchObject({ hsCode: '2204210000', name, quantityUnit: '095', attributes: ['16'] });
  });

  it('knows a name that is typed into the field of the name', async () => {
    const program = await withSaved();
    const [{ name = '' } = {}] = (await program.office.store.get(program.office.store.rows().at(0)?.entryNo ?? ''))
      .document.goods;
    await beginNew(program);
    await typeInto(program, 'goods.name', name);
    await program.press('<enter>');
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ hsCode: '2204210000', name });
  });
});

describe('the switch for a single HS code', () => {
  /** On the HS code of a new goods line, with so much of a code typed that only one fits. */
  async function typed(program: TestProgram): Promise<string | undefined> {
    await beginNew(program);
    await typeInto(program, 'goods.hsCode', '22042100');
    return textInHand(program);
  }

  it('fills a code that alone is left by itself, and only on Enter when it is off', async () => {
    const program = await stage.start();
    expect(await typed(program)).toBe('2204210000');
    await changeSwitches(program.office, held => ({ ...held, uniqueHs: false }));
    // Coming back to the page is enough.
    await program.press('app.next-page', 'app.next-page', 'matches.close', 'field.restore', '22042100');
    expect(textInHand(program)).toBe('22042100');
    await program.press('<enter>');
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ hsCode: '2204210000' });
  });
});
