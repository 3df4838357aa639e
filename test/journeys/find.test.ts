import { describe, expect, it } from 'vitest';
import { keepParties } from '../../src/jobs/own-lists.ts';
import { importGood } from '../jobs/office.ts';
import {
  dialogs,
  entryOf,
  focusOf,
  frontDialog,
  inHand,
  lineWith,
  message,
  pageKind,
  popupIn,
  rowsOf,
} from './eyes.ts';
import { openedOn } from './grid/grid-hands.ts';
import { goTo, times, typeInto } from './hands.ts';
import type { TestProgram } from './program.ts';
import { settingsOf } from './settings-hands.ts';
import { openStage } from './stage.ts';
import { FIRST } from './values.ts';

const stage = openStage({ seed: 1 });

/** Types words into the find and stays there. */
const find = async (program: TestProgram, words: string): Promise<void> => program.press('app.palette', words);
/** The lines below the words. */
async function foundLines(program: TestProgram): Promise<readonly string[]> {
  const rows = await rowsOf(program);
  return rows.slice(rows.findIndex(row => /│ ─+ │/u.test(row)) + 1);
}

/** The line that Enter would open. */
const selected = async (program: TestProgram): Promise<string> =>
  (await foundLines(program)).find(row => row.includes('│ ›')) ?? '';

/** The steps down to the line with these words. */
async function downTo(program: TestProgram, words: string): Promise<string[]> {
  return times(
    (await foundLines(program)).findIndex(row => row.includes(words)),
    'palette.down',
  );
}

/** Goes to a field by its name and where it stands. */
async function openField(program: TestProgram, name: string, place: string): Promise<void> {
  await find(program, `/${name}`);
  await program.press(...(await downTo(program, place)), 'palette.run');
}

describe('functions', () => {
  it('are there before anything is typed, and are found by name, initials, full pinyin, a part of it and by key', async () => {
    const program = await stage.begin();
    await find(program, '');
    expect(await lineWith(program, '功能')).toContain('›功能');
    for (const words of ['暂存', 'zc', 'zancun', 'zan cun', 'alt+t']) {
      await program.press('palette.close', 'app.palette', words);
      expect(await selected(program), words).toMatch(/功能 +暂存 +Ctrl\+T/u);
    }
    await program.press('palette.run');
    expect(message(program)).toBe(`${FIRST} 已暂存为草稿`);
  });

  it('Ctrl+F opens the find where it means nothing else; Esc closes it and changes nothing', async () => {
    const program = await stage.begin();
    await goTo(program, 'contractNo');
    await program.press('HT', '<ctrl+f>');
    expect(frontDialog(program)).toBe('palette');
    await program.press('合同', '<escape>');
    expect(dialogs(program)).toEqual([]);
    expect([focusOf(program), entryOf(program).focus.session?.text.text]).toEqual(['contractNo', 'HT']);
    await program.press('app.list', '<ctrl+f>');
    expect(frontDialog(program)).toBe('search');
  });
});

describe('fields and popups of the page in front', () => {
  it.each([['/合同号'], ['/hth'], ['/hetonghao'], ['、合同号'], ['／hetong']])('%s goes to the field', async words => {
    const program = await stage.begin();
    await find(program, words);
    expect(await selected(program)).toMatch(/栏位 +合同号 +其他单证信息/u);
    await program.press('palette.run');
    expect([focusOf(program), dialogs(program)]).toEqual(['contractNo', []]);
  });

  it('what was being typed is taken in, and what cannot be left is said', async () => {
    const program = await stage.begin();
    await typeInto(program, 'contractNo', 'HT-9');
    await find(program, '/hwmc');
    await program.press('palette.close', 'app.palette', '/货物名称', 'palette.run');
    expect(focusOf(program)).toBe('goods.name');
    expect(entryOf(program).drafts.document).toMatchObject({ contractNo: 'HT-9' });
  });

  it('a popup opens by its name, a field inside with the focus on it; the popup in front stays as it is', async () => {
    const program = await stage.begin();
    await find(program, '/shiyongren');
    await program.press(...(await downTo(program, '弹窗')), 'palette.run');
    expect(popupIn(program)?.popup).toBe('P5');
    await program.press('用户');
    await openField(program, '联系电话', '使用人');
    expect([entryOf(program).popups.length, inHand(program)]).toEqual([1, 'users.phone']);
    await openField(program, '合同号', '其他单证信息');
    expect([entryOf(program).popups.length, inHand(program)]).toEqual([0, 'contractNo']);
    expect(entryOf(program).drafts.document).toMatchObject({ users: [{ code: '用户' }] });
    await openField(program, '联系电话', '使用人');
    expect([popupIn(program)?.popup, inHand(program)]).toEqual(['P5', 'users.phone']);
  });
});

describe('codes', () => {
  it('of the field in focus are filled, by name, pinyin or code, and undo takes that back', async () => {
    const program = await stage.begin();
    await goTo(program, 'tradeCountry');
    await find(program, ':deguo');
    expect(await selected(program)).toMatch(/填入 +276 德国 +贸易国别/u);
    await program.press('palette.run');
    expect(entryOf(program).drafts.document).toMatchObject({ tradeCountry: '276' });
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document).not.toHaveProperty('tradeCountry');
  });

  it('of any table are shown with all that the table says', async () => {
    const program = await stage.begin();
    await goTo(program, 'contractNo');
    await find(program, '：0202300090');
    expect(await selected(program)).toMatch(/代码 +0202300090 其他冻藏的去骨牛肉.*HS 编码/u);
    await program.press('palette.run');
    expect(frontDialog(program)).toBe('reading');
    expect(await program.frame()).toMatch(/检验检疫类别/u);
  });

  it('a declaration that can only be read takes none', async () => {
    const program = await openedOn(stage, {}, { status: 'accepted' });
    await goTo(program, 'tradeCountry');
    await find(program, ':deguo');
    expect(await selected(program)).toMatch(/代码 +276 德国/u);
  });
});

describe('declarations', () => {
  const MORE = { contractNo: 'HT-ONE-77', billOfLadingNo: 'BL20171024X', consigneeName: '上海海澜食品进出口有限公司' };

  it.each([['HT-ONE-77'], ['#ht-one'], ['BL20171024X'], ['#hailan'], ['#海澜'], ['#shhl'], ['＃1024x']])(
    '%s finds one by number, contract, bill, party, initials or pinyin and opens it',
    async words => {
      const program = await stage.start();
      await importGood(program.office, 2, { consigneeName: '别的公司' });
      const [entryNo = ''] = await importGood(program.office, 1, MORE);
      await find(program, words);
      expect(await selected(program)).toContain(entryNo);
      await program.press('palette.run');
      expect(entryOf(program).id).toBe(entryNo);
    },
  );

  it('an exact number comes first, then the newest; with # alone the newest are listed', async () => {
    const program = await stage.start();
    const [old = ''] = await importGood(program.office, 1, { contractNo: 'A1' });
    const [newer = ''] = await importGood(program.office, 1, { contractNo: 'A12' });
    await find(program, '#a1');
    expect(await selected(program)).toContain(old);
    await program.press('palette.close', 'app.palette', '#');
    expect(await selected(program)).toContain(newer);
  });
});

describe('open pages, parties, registrations and settings', () => {
  it('an open page comes to the front', async () => {
    const program = await stage.begin();
    await program.press('app.home', 'app.palette', `#${FIRST}`, 'palette.run');
    expect([pageKind(program), entryOf(program).id]).toEqual(['entry', FIRST]);
  });

  it.each([['@hailan'], ['@shhl'], ['海澜食品'], ['@C2']])(
    '%s opens the settings at the row of the party',
    async words => {
      const program = await stage.start();
      await keepParties(
        program.office,
        ['义乌物资', '海澜食品'].map((name, at) => ({
          code: `C${at + 1}`,
          name: `上海${name}`,
          nameEn: '',
          address: '',
          contact: '',
        })),
      );
      await find(program, words);
      expect(await selected(program)).toMatch(/收发货人 +上海海澜食品 +C2/u);
      await program.press('palette.run');
      expect(settingsOf(program)).toMatchObject({ tab: 'parties', inMenu: false });
      expect(await lineWith(program, 'C2')).toContain('›');
    },
  );

  it.each([
    ['>znjy', { tab: 'switches', switches: { index: 0 } }, '智能记忆'],
    ['>price.total', { tab: 'rules' }, 'price.total'],
    ['>货物导入配置', { tab: 'mapping' }, '货物导入配置'],
  ])('%s opens the settings there', async (words, there, text) => {
    const program = await stage.begin();
    await find(program, words);
    await program.press('palette.run');
    expect(settingsOf(program)).toMatchObject({ inMenu: false, ...there });
    expect(await program.frame()).toContain(text);
  });
});

describe('the list', () => {
  it('has what was used last before anything is typed, the last first', async () => {
    const program = await stage.start();
    const [entryNo = ''] = await importGood(program.office, 1);
    await program.press(
      'app.palette',
      '>jcgz',
      'palette.run',
      'app.palette',
      `#${entryNo}`,
      'palette.run',
      'app.palette',
    );
    const rows = (await program.frame()).split('\n');
    const first = rows.findIndex(row => row.includes('最近'));
    expect(rows[first]).toContain(entryNo);
    expect(rows[first + 1]).toContain('检查规则');
    expect(rows[first + 2]).toContain('功能');
    await program.press('palette.down', 'palette.run');
    expect(settingsOf(program)).toMatchObject({ tab: 'rules' });
  });

  it('says when nothing is found', async () => {
    const program = await stage.begin();
    await find(program, '没有这种东西');
    expect(await program.frame()).toContain('没有找到');
    await program.press('palette.run');
    expect(frontDialog(program)).toBe('palette');
  });

  it('shows a few of each group and how many there are; a prefix lists them all', async () => {
    const program = await stage.start();
    const all = await importGood(program.office, 7, { consigneeName: '上海海澜食品进出口有限公司' });
    await find(program, 'hailan');
    expect((await foundLines(program)).filter(row => all.some(entryNo => row.includes(entryNo)))).toHaveLength(4);
    expect(await program.frame()).toContain('共 7');
    await program.press('palette.close', 'app.palette', '#hailan');
    expect((await foundLines(program)).filter(row => all.some(entryNo => row.includes(entryNo)))).toHaveLength(7);
  });
});
