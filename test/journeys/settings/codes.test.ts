import { describe, expect, it } from 'vitest';
import { aliasesOf } from '../../../src/jobs/aliases.ts';
import { searchCodes } from '../../../src/jobs/codes.ts';
import { keepOwnCode, ownCodesOf, removeOwnCodes } from '../../../src/jobs/own-code-entries.ts';
import { addRow, ownRowsOf } from '../../../src/jobs/own-codes.ts';
import { ALIASES } from '../../../src/jobs/settings/aliases.ts';
import { CODE_ROWS } from '../../../src/jobs/settings/code-rows.ts';
import { frontDialog, message } from '../eyes.ts';
import { answer } from '../hands.ts';
import { openSettings, settingsOf, typeIntoForm } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, folder } = openStage({ seed: 20171024 });

const begin = async () => await openSettings(await start({ home: await folder() }), 'codes');
const words = async (office: Parameters<typeof aliasesOf>[0], table: string) =>
  (await aliasesOf(office, table)).filter(({ own }) => own).map(({ word, code }) => [word, code]);

describe('codes of the office', () => {
  it('are added with their words, found, changed, switched off and on, deleted and brought back', async () => {
    const program = await begin();
    const { office } = program;
    expect(await program.frame()).toContain('还没有代码');
    await program.press('register.to-form');
    // The table by its initials, and a code that no table has.
    await typeIntoForm(program, { 代码表: 'jldw', 代码: '996', 名称: '托', 别名: '托盘货；PALLET LOAD' });
    await program.press('register.add');
    expect(message(program)).toBe('已增加 计量单位 996 托');
    expect(await ownRowsOf(office, 'units')).toMatchObject([{ code: '996', name: '托', state: 'added' }]);
    expect(await words(office, 'units')).toEqual([
      ['托盘货', '996'],
      ['PALLET LOAD', '996'],
    ]);
    expect(office.codes.table('units').spoken('pallet load')?.code).toBe('996');
    // A word alone, for a code that is found by its name.
    await typeIntoForm(program, { 代码表: '计量单位', 代码: '千克', 别名: 'KILOS' });
    await program.press('register.add');
    expect(message(program)).toMatch(/^已增加 计量单位 \d+ 千克$/u);
    expect(await ownRowsOf(office, 'units')).toHaveLength(1);
    // Found by a word, by the initials of the table, by what it is.
    await program.press('settings.back');
    for (const [typed, found] of [
      ['kilos', '千克'],
      ['tph', '996'],
      ['本单位的', '996'],
    ] as const) {
      await program.press(typed);
      expect(await program.frame()).toContain('找到 1 个');
      expect(await program.frame()).toContain(found);
      await program.press('settings.back');
    }
    await program.press('996', 'register.take');
    await typeIntoForm(program, { 名称: '托板' });
    await program.press('register.add');
    expect(message(program)).toBe('已修改 计量单位 996 托板');
    expect(await words(office, 'units')).toHaveLength(3);
    await program.press('codes.switch');
    expect(message(program)).toContain('计量单位 996 托板 已停用');
    expect(searchCodes(office, 'units', '托板', 5)).toMatchObject([{ code: '996', stopped: true }]);
    await program.press('codes.switch');
    expect(searchCodes(office, 'units', '托板', 5)).toHaveLength(1);
    await program.press('register.mark-all', 'register.delete');
    await answer(program, '删除');
    expect(message(program)).toBe('已删除 2 个代码；Ctrl+Z 恢复');
    expect([await ownRowsOf(office, 'units'), await words(office, 'units')]).toEqual([[], []]);
    await program.press('codes.undo');
    expect(message(program)).toBe('恢复了 2 个代码');
    expect(await ownRowsOf(office, 'units')).toMatchObject([{ code: '996', name: '托板', state: 'added' }]);
    expect(await words(office, 'units')).toHaveLength(3);
  });

  it('a row of a shared table is switched off from the form, and on again as it was', async () => {
    const program = await begin();
    await program.press('register.to-form');
    await typeIntoForm(program, { 代码表: 'trade-modes', 代码: '12' });
    await program.press('codes.switch');
    expect(message(program)).toContain('已停用');
    expect(settingsOf(program).registers.codes).toMatchObject({ zone: 'list', items: [{ values: { state: '停用' } }] });
    await program.press('codes.switch');
    expect(await ownCodesOf(program.office)).toEqual([]);
    expect(program.office.codes.table('trade-modes').get('12')?.stopped).toBeUndefined();
  });

  it('what is wrong is said as the batch commands say it, and neither document changes', async () => {
    const program = await begin();
    const { office } = program;
    await addRow(office, { table: 'units', code: '995', name: '板', extra: {} });
    await program.press('register.to-form');
    for (const [values, said] of [
      [{ 代码表: 'jldw', 代码: '99X', 名称: '托' }, '应为'],
      [{ 代码表: 'jldw', 代码: '996' }, '没有写明'],
      [{ 代码表: 'jldw', 代码: '035' }, '没有要改的'],
      [{ 代码表: 'jldw', 代码: '995', 名称: '又一个' }, '已经在列表里'],
      // The row would do, its word would not.
      [{ 代码表: 'jldw', 代码: '996', 名称: '托', 别名: '千克' }, '“千克”已经是'],
    ] as const) {
      await typeIntoForm(program, values);
      await program.press('register.add');
      expect([values, frontDialog(program)]).toEqual([values, 'question']);
      expect(await program.frame()).toContain(said);
      await answer(program, '知道了');
      expect(await ownCodesOf(office)).toHaveLength(1);
      await program.press('form.clear');
    }
    await typeIntoForm(program, { 代码表: 'jldw', 代码: '996', 名称: '托', 其他列: '没有等号' });
    await program.press('register.add');
    expect(message(program)).toBe('其他列：应写成 列=值');
  });

  it('of two who keep and remove at once nothing is lost', async () => {
    const program = await begin();
    const { office } = program;
    const entry = { table: 'units', code: '996', name: '托', extra: {}, stopped: false, words: ['托盘货'] };
    expect(await keepOwnCode(office, entry, undefined, () => entry)).toBe('units 996');
    const other = await start({ home: office.home, user: 'b' });
    await openSettings(other, 'codes');
    await other.press('register.take');
    await typeIntoForm(other, { 别名: '托盘货；PLT' });
    expect(await removeOwnCodes(office, ['units 996'])).toMatchObject([entry]);
    await other.press('register.add');
    // Whoever removed it meanwhile did not see the new word: it is kept as new.
    expect((await other.office.store.settings.read(CODE_ROWS)).map(({ code }) => code)).toEqual(['996']);
    expect((await other.office.store.settings.read(ALIASES)).map(({ word }) => word)).toEqual(['托盘货', 'PLT']);
  });
});
