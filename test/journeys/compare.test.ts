import { describe, expect, it } from 'vitest';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { copyDeclaration, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import { undelete } from '../../src/jobs/keep-store.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { together } from './together.ts';
import { entryOf, focusOf } from './values.ts';

const stage = openStage({ seed: 2 });

const message = (program: TestProgram) => program.state().message?.text;
const rowsOf = async (program: TestProgram) => (await program.frame()).split('\n');
const title = async (program: TestProgram) => (await rowsOf(program))[0];
const noteOf = async (program: TestProgram) => (await rowsOf(program)).at(-2)?.trim();
const lineWith = async (program: TestProgram, text: string) => (await rowsOf(program)).find(row => row.includes(text));
const layerOf = (program: TestProgram) => program.state().dialogs.at(-1)?.kind;
const stored = async (program: TestProgram, entryNo: string) => await program.office.store.get(entryNo);
const edit = async (program: TestProgram, field: string, text: string, onward = '<tab>') => {
  while (focusOf(program) !== field) await program.press('<tab>');
  await program.press(text, onward);
};

async function two() {
  const { people, ...rest } = await together(stage, ['我', '小王']);
  const [mine, other] = people as [TestProgram, TestProgram];
  return { mine, other, ...rest };
}

/** Edits a goods line of a page: the first (`<home>`) or the last (`<end>`). */
async function editLine(program: TestProgram, which: string, field: string, text: string): Promise<void> {
  while (focusOf(program) !== 'goods.hsCode') await program.press('<pagedown>');
  await program.press('<ctrl+q>', which, '<enter>');
  await edit(program, field, text);
  await program.press('<f5>');
}

async function addCopy(program: TestProgram): Promise<void> {
  while (focusOf(program) !== 'goods.hsCode') await program.press('<pagedown>');
  await program.press('<ctrl+q>', '<home>', '<ctrl+c>');
}

describe('two people on one declaration: the second to save', () => {
  it('who changed other fields sees both, and has both by two keys', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await edit(mine, 'contractNo', 'HT-MINE');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await seen(mine);
    expect(await title(mine)).toContain(`入境存! ${entryNo}`);
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await mine.frame()).toContain('别人也改了这份单证：2 处不同，都已选好');
    expect(await lineWith(mine, '○')).toMatch(/联系人 +○ .+● 王一/u);
    expect(await lineWith(mine, 'HT-MINE')).toMatch(/合同号 +● HT-MINE +○ /u);
    await writes(mine, mine.press('<f10>'));
    expect(message(mine)).toBe(`${entryNo} 已保存`);
    expect(await stored(mine, entryNo)).toMatchObject({
      revision: 3,
      updatedBy: '我',
      document: { contactPerson: '王一', contractNo: 'HT-MINE' },
    });
    expect(entryOf(mine)).toMatchObject({
      sync: { staleReason: undefined },
      drafts: { document: { contactPerson: '王一' } },
    });
    expect(await title(mine)).toContain(`入境存 ${entryNo}`);
    // One step of undo, and what was done before it is still there to be taken back.
    await mine.press('<ctrl+z>');
    expect(message(mine)).toContain('已撤销：合并小王的修改');
    expect(entryOf(mine).drafts.document.contactPerson).not.toBe('王一');
    expect(entryOf(mine).drafts.document.contractNo).toBe('HT-MINE');
    await mine.press('<ctrl+z>');
    expect(entryOf(mine).drafts.document.contractNo).not.toBe('HT-MINE');
    await mine.press('<ctrl+y>', '<ctrl+y>');
    expect(entryOf(mine).drafts.document).toEqual((await stored(mine, entryNo)).document);
    await seen(other);
    expect(entryOf(other).drafts.document.contractNo).toBe('HT-MINE');
  });

  it('who changed the same field must choose; nothing is stored before', async () => {
    const { mine, other, entryNo, writes } = await two();
    await edit(mine, 'contactPerson', '李一');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await mine.frame()).toContain('1 处不同，1 处要选择（!）');
    expect(await lineWith(mine, '李一')).toMatch(/! 联系人 +○ 李一 +○ 王一/u);
    expect(await lineWith(mine, '改得不同')).toContain('您和小王改得不同：← 用我的，→ 用对方的');
    await mine.press('<f10>');
    expect(message(mine)).toBe('还有 1 处两人改得不同，请先选择用哪一个');
    expect(layerOf(mine)).toBe('compare');
    await mine.press('<right>');
    expect(await lineWith(mine, '李一')).toMatch(/✓ 联系人 +○ 李一 +● 王一/u);
    await mine.press('<space>');
    expect(await lineWith(mine, '李一')).toMatch(/● 李一 +○ 王一/u);
    await mine.press('<tab>');
    expect(message(mine)).toBe('没有要选择的了，可以确认');
    expect((await stored(mine, entryNo)).document.contactPerson).toBe('王一');
    await writes(mine, mine.press('<f10>'));
    expect((await stored(mine, entryNo)).document.contactPerson).toBe('李一');
    expect(mine.office.store.journals.list()).toEqual([]);
  });

  it('may go back with nothing lost, and save later', async () => {
    const { mine, other, entryNo, writes } = await two();
    await edit(mine, 'contactPerson', '李一');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>', '<left>', '<escape>'));
    expect(entryOf(mine).drafts.document.contactPerson).toBe('李一');
    expect(await title(mine)).toContain(`入境存! ${entryNo}•`);
    expect(mine.office.store.journals.list()).toHaveLength(1);
    expect((await stored(mine, entryNo)).document.contactPerson).toBe('王一');
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await mine.frame()).toContain('1 处要选择（!）');
    await writes(mine, mine.press('<f5>', '<f10>'));
    expect((await stored(mine, entryNo)).document.contactPerson).toBe('李一');
  });

  it('may take all of the other: nothing is stored again, and one undo has the own version back', async () => {
    const { mine, other, entryNo, writes } = await two();
    await edit(mine, 'contactPerson', '李一');
    await edit(mine, 'contractNo', 'HT-MINE');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>', '<f6>', '<f10>'));
    expect(message(mine)).toBe('已换成小王保存的内容');
    expect(await title(mine)).toMatch(new RegExp(`入境存 ${entryNo} `, 'u'));
    expect(await stored(mine, entryNo)).toMatchObject({ revision: 2, updatedBy: '小王' });
    await mine.press('<ctrl+z>');
    expect(entryOf(mine).drafts.document).toMatchObject({ contactPerson: '李一', contractNo: 'HT-MINE' });
    expect(await title(mine)).toContain(`入境存 ${entryNo}•`);
  });

  it('may keep the own version as a new declaration', async () => {
    const { mine, other, entryNo, writes } = await two();
    await edit(mine, 'contactPerson', '李一');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>', '<f8>'));
    expect(entryOf(mine).id).not.toBe(entryNo);
    expect(entryOf(mine)).toMatchObject({
      drafts: { document: { contactPerson: '李一' } },
      sync: { record: { status: 'draft' } },
    });
    expect((await stored(mine, entryNo)).document.contactPerson).toBe('王一');
  });

  it('who made the same change is not asked', async () => {
    const { mine, other, entryNo, writes } = await two();
    // Not left yet, so that it stands against the other's also where that has been seen.
    await edit(mine, 'contactPerson', '王一', '');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>'));
    expect(layerOf(mine)).toBeUndefined();
    expect(message(mine)).toBe('已换成小王保存的内容');
    expect((await stored(mine, entryNo)).revision).toBe(2);
  });

  it('who is filling in a row of a popup keeps it', async () => {
    const { mine, entryNo, seen } = await two();
    while (focusOf(mine) !== 'users') await mine.press('<tab>');
    await mine.press('<f4>', '甲', '<tab>');
    await mine.office.store.update(entryNo, ({ document, ...record }) => ({
      ...record,
      updatedBy: '小王',
      document: { ...document, contactPerson: '王' },
    }));
    await seen(mine);
    expect(message(mine)).toBe('小王 已保存别的内容，这里的修改还没有保存；保存时可以比较、选择');
    await mine.press('<alt+o>');
    expect(entryOf(mine).drafts.document.users).toEqual([{ code: '甲' }]);
  });

  it('is checked again: faults of the two together are shown on the page, stored is nothing', async () => {
    const { mine, other, entryNo, writes } = await two();
    await edit(mine, 'contractNo', 'HT-2');
    while (focusOf(other) !== 'contactPerson') await other.press('<tab>');
    await other.press('<backspace>', '<tab>');
    await writes(other, other.press('<ctrl+t>'));
    expect(message(other)).toBe(`${entryNo} 已暂存为草稿`);
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await lineWith(mine, '联系人')).toMatch(/联系人 +○ .+● （空）/u);
    await writes(mine, mine.press('<f10>'));
    expect(layerOf(mine)).toBeUndefined();
    expect(message(mine)).toContain('处差错，F3 列出全部');
    expect(focusOf(mine)).toBe('contactPerson');
    expect(entryOf(mine)).toMatchObject({
      sync: { staleReason: undefined },
      drafts: { document: { contractNo: 'HT-2' } },
    });
    expect((await stored(mine, entryNo)).document.contractNo).not.toBe('HT-2');
    await mine.press('王二', '<tab>');
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await stored(mine, entryNo)).toMatchObject({
      status: 'saved',
      document: { contractNo: 'HT-2', contactPerson: '王二' },
    });
  });

  it('gets the party that the other one named, and nothing of its last declaration beside', async () => {
    const { mine, other, entryNo, writes } = await two();
    const named = (record: DeclarationRecord): DeclarationRecord => ({
      ...record,
      updatedBy: '小王',
      document: { ...record.document, consigneeName: '乙公司', consignorName: '乙公司' },
    });
    const last = named(await copyDeclaration(other.office, entryNo));
    const { saved } = await saveDeclaration(other.office, {
      ...last,
      document: { ...last.document, customsRegistrationNo: '4403123456' },
    });
    expect(saved).toBe(true);
    await edit(mine, 'contractNo', 'HT-MINE');
    await writes(other, other.office.store.update(entryNo, named));
    await writes(mine, mine.press('<ctrl+s>', '<f10>'));
    expect(message(mine)).toBe(`${entryNo} 已保存`);
    expect(await title(mine)).not.toContain('•');
    expect(entryOf(mine).history.undo.at(-1)?.name).toBe('合并小王的修改');
    expect(entryOf(mine).drafts.document.customsRegistrationNo).toBeUndefined();
  });

  it('reads long values and whole rows', async () => {
    const { mine, other, writes } = await two();
    const long = '很长的存放地点'.repeat(10);
    await edit(mine, 'storagePlace', `${long}乙`);
    await edit(other, 'storagePlace', `${long}甲`);
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await mine.frame()).not.toContain('乙');
    await mine.press('<enter>');
    const frame = await mine.frame();
    for (const text of ['◆ 我的', '◆ 小王的', '◆ 原来的', '乙', '甲']) expect(frame).toContain(text);
    await mine.press('<escape>', '<f1>');
    expect(await mine.frame()).toContain('全用对方的');
    await mine.press('<escape>');
    expect(layerOf(mine)).toBe('compare');
  });
});

describe('goods lines', () => {
  it('one removes a line that the other edits: to be chosen', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await addCopy(other);
    await editLine(other, '<end>', 'goods.name', '柠檬');
    await writes(other, other.press('<ctrl+s>'));
    await seen(mine);
    expect(entryOf(mine).drafts.document.goods).toHaveLength(2);
    await edit(mine, 'contractNo', 'HT-MINE');
    while (focusOf(mine) !== 'goods.hsCode') await mine.press('<pagedown>');
    await mine.press('<ctrl+q>', '<home>', '<delete>', '<escape>');
    await editLine(other, '<home>', 'goods.brand', '王牌');
    await writes(other, other.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>'));
    const frame = await mine.frame();
    expect(frame).toContain('2 处不同，1 处要选择（!）');
    expect(await lineWith(mine, '第1项货物（对方的）')).toMatch(/! 第1项货物（对方的） +○ （删除） +○ 改了货物品牌 /u);
    expect(frame).toContain('您删除了，小王修改了');
    await mine.press('<enter>', '<pagedown>');
    expect(await mine.frame()).toContain('* 货物品牌：王牌');
    await mine.press('<escape>', '<right>');
    await writes(mine, mine.press('<f10>'));
    const { document } = await stored(mine, entryNo);
    expect(document.goods.map(({ brand }) => brand)).toEqual(['王牌', undefined]);
    expect(document.contractNo).toBe('HT-MINE');
  });

  it('a line more on one side and an edited one on the other go together; the form does not hold a row that has moved', async () => {
    const { mine, other, entryNo, writes } = await two();
    await editLine(mine, '<home>', 'goods.model', '我型');
    while (focusOf(mine) !== 'goods.hsCode') await mine.press('<pagedown>');
    await mine.press('<ctrl+q>', '<home>', '<enter>');
    await addCopy(other);
    await editLine(other, '<end>', 'goods.name', '柠檬');
    await editLine(other, '<home>', 'goods.brand', '王牌');
    await writes(other, other.press('<ctrl+s>'));
    expect(entryOf(mine).lists.goods.editingIndex).toBe(0);
    await writes(mine, mine.press('<ctrl+s>', '<f10>'));
    expect(message(mine)).toBe(`${entryNo} 已保存`);
    expect(entryOf(mine).lists.goods.editingIndex).toBeUndefined();
    const { document } = await stored(mine, entryNo);
    expect(document.goods).toHaveLength(2);
    expect(document.goods.map(({ brand, model }) => [brand, model])).toEqual([
      ['王牌', '我型'],
      [undefined, undefined],
    ]);
  });
});

describe('the other one has made an end of it', () => {
  it('sent: only theirs or a new declaration, and it says so', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await stage.bureau(mine);
    await edit(mine, 'contactPerson', '李一');
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<f9>'));
    await seen(mine);
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await mine.frame()).toContain('这份单证已发送，不能再改：只能接受对方的，或把这里的内容另存为新单');
    expect((await rowsOf(mine)).at(-1)).toMatch(/接受对方的 .*另存为新单 .*全文 .*回去/u);
    expect((await rowsOf(mine)).at(-1)).not.toContain('用我的');
    await mine.press('<left>');
    expect(message(mine)).toContain('不能再改');
    await writes(mine, mine.press('<f10>'));
    expect(message(mine)).toBe('已换成小王保存的内容');
    expect(await title(mine)).toContain(`入境发 ${entryNo} `);
    await mine.press('<ctrl+z>');
    expect(message(mine)).toContain('已发送，只能查看');
    expect(entryOf(mine).drafts.document.contactPerson).toBe('王一');
  });

  it('sent as it was: what I changed can become a new declaration', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await stage.bureau(mine);
    await edit(mine, 'contactPerson', '李一');
    await writes(other, sendDeclaration(other.office, entryNo));
    await seen(mine);
    await writes(mine, mine.press('<f9>'));
    expect(await lineWith(mine, '李一')).toMatch(/联系人 +○ 李一 +● /u);
    await writes(mine, mine.press('<f8>'));
    expect(entryOf(mine)).toMatchObject({
      drafts: { document: { contactPerson: '李一' } },
      sync: { record: { status: 'draft' } },
    });
    expect((await stored(mine, entryNo)).status).toBe('sent');
  });

  it('removed: what I changed becomes a new declaration, or goes when I say so twice', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await edit(mine, 'contactPerson', '李一');
    await writes(other, other.office.store.remove(entryNo));
    await seen(mine);
    expect(await noteOf(mine)).toContain('这份单证已被删除');
    await writes(mine, mine.press('<ctrl+s>'));
    const frame = await mine.frame();
    expect(frame).toContain('这份单证已被别人删除：可以放弃这里的修改，或另存为新单');
    expect(frame).toContain('对方的 已删除');
    await mine.press('<f10>', '<enter>');
    expect(entryOf(mine).drafts.document.contactPerson).toBe('李一');
    await writes(mine, mine.press('<ctrl+s>', '<f8>'));
    expect(entryOf(mine).id).not.toBe(entryNo);
    expect(entryOf(mine).drafts.document.contactPerson).toBe('李一');
  });

  it('removed right after they had saved: what was said of the saving is not what stands there', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await edit(other, 'contactPerson', '王一');
    await writes(other, other.press('<ctrl+s>'));
    await seen(mine);
    expect(message(mine)).toBe('小王 保存了新的内容，已换成最新的');
    await writes(other, other.office.store.remove(entryNo));
    await seen(mine);
    expect(await noteOf(mine)).toContain('这份单证已被删除');
  });

  it('removed and brought back, the page goes on as before', async () => {
    const { mine, other, entryNo, writes, seen } = await two();
    await edit(mine, 'contactPerson', '李一');
    await writes(other, other.office.store.remove(entryNo));
    await seen(mine);
    expect(await title(mine)).toContain('!');
    await writes(other, undelete(other.office, entryNo));
    await seen(mine);
    expect(await title(mine)).not.toContain('!');
    await writes(mine, mine.press('<ctrl+s>'));
    expect(message(mine)).toBe(`${entryNo} 已保存`);
    expect((await stored(mine, entryNo)).document.contactPerson).toBe('李一');
  });

  it('removed, and given up: the page goes, its journal stays', async () => {
    const { mine, other, entryNo, writes } = await two();
    await edit(mine, 'contactPerson', '李一');
    await writes(other, other.office.store.remove(entryNo));
    await writes(mine, mine.press('<ctrl+s>', '<f10>', '<right>', '<enter>'));
    expect(mine.state().pages.map(({ id }) => id)).not.toContain(entryNo);
    expect(mine.office.store.journals.list()).toMatchObject([{ entryNo, givenUp: true }]);
  });
});

describe('a third one', () => {
  it('who saves meanwhile brings it round again: the changes of all three stay', async () => {
    const { people, entryNo, writes, seen } = await together(stage, ['我', '小王', '小李']);
    const [mine, second, third] = people as [TestProgram, TestProgram, TestProgram];
    await edit(mine, 'contactPerson', '李一');
    await edit(second, 'contractNo', 'HT-2');
    await edit(third, 'storagePlace', '三号仓');
    await writes(second, second.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await mine.frame()).toContain('小王的');
    await seen(third);
    await writes(third, third.press('<ctrl+s>', '<f10>'));
    expect((await stored(third, entryNo)).document).toMatchObject({ contractNo: 'HT-2', storagePlace: '三号仓' });
    await seen(mine);
    await writes(mine, mine.press('<f10>'));
    const again = await mine.frame();
    expect(again).toContain('小李的');
    expect(again).toContain('三号仓');
    expect(again).not.toContain('合同号');
    await writes(mine, mine.press('<f10>'));
    expect((await stored(mine, entryNo)).document).toMatchObject({
      contactPerson: '李一',
      contractNo: 'HT-2',
      storagePlace: '三号仓',
    });
    expect((await stored(mine, entryNo)).revision).toBe(4);
  });

  it('leaves a merging that is not saved yet, which can be taken back: then what it took in is asked again', async () => {
    const { people, entryNo, writes, seen } = await together(stage, ['我', '小王', '小李']);
    const [mine, second, third] = people as [TestProgram, TestProgram, TestProgram];
    await edit(mine, 'contactPerson', '李一');
    await edit(second, 'contractNo', 'HT-2');
    await edit(third, 'storagePlace', '三号仓');
    await writes(second, second.press('<ctrl+s>'));
    await writes(mine, mine.press('<ctrl+s>'));
    await seen(third);
    await writes(third, third.press('<ctrl+s>', '<f10>'));
    await seen(mine);
    await writes(mine, mine.press('<f10>'));
    await mine.press('<escape>', '<ctrl+z>');
    expect(message(mine)).toContain('已撤销：合并小王的修改');
    await writes(mine, mine.press('<ctrl+s>'));
    expect(await lineWith(mine, 'HT-2')).toMatch(/合同号/u);
    expect(await lineWith(mine, '三号仓')).toBeDefined();
    await writes(mine, mine.press('<f10>'));
    expect((await stored(mine, entryNo)).document).toMatchObject({
      contactPerson: '李一',
      contractNo: 'HT-2',
      storagePlace: '三号仓',
    });
  });
});
