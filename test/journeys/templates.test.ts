import { describe, expect, it } from 'vitest';
import { keepTemplate, templatesOf } from '../../src/jobs/templates.ts';
import { dialogs, entryOf, message } from './eyes.ts';
import { answer, beginOn, openList, typeInto } from './hands.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 7 });

const namesOf = async (program: TestProgram): Promise<readonly string[]> =>
  (await templatesOf(program.office)).map(({ name }) => name);

describe('saving as a template (K5)', () => {
  it('takes what is in hand in, asks for the name, checks nothing and says that it is done', async () => {
    const program = await stage.start();
    const id = await beginOn(program);
    await typeInto(program, 'contactPerson', '陈𠮷');
    await program.press('entry.template');
    const frame = await program.frame();
    expect(frame).toContain('存为模板');
    expect(frame).toContain('其余全部照存');
    await program.press('巴西𠮷牛肉', 'template.keep');
    expect(message(program)).toBe('已存为模板“巴西𠮷牛肉”');
    expect(dialogs(program)).toEqual([]);
    const [template] = await templatesOf(program.office);
    expect(template).toMatchObject({
      name: '巴西𠮷牛肉',
      direction: 'in',
      by: 'test',
      document: { contactPerson: '陈𠮷' },
    });
    expect(JSON.stringify(template)).not.toContain(id);
    expect(entryOf(program).drafts.document.contactPerson).toBe('陈𠮷');
  });

  it.each(['<alt+b>', '<ctrl+\\>'])('%s opens it', async key => {
    const program = await stage.start();
    await beginOn(program);
    await program.press(key);
    expect(dialogs(program)).toEqual(['templateName']);
    await program.press('template.cancel');
    expect(dialogs(program)).toEqual([]);
    expect(await namesOf(program)).toEqual([]);
  });

  it('says in the dialog that a name is taken or missing; typing on takes that away', async () => {
    const program = await stage.start();
    await beginOn(program);
    await keepTemplate(program.office, 'Beef', entryOf(program).drafts.document);
    await program.press('entry.template', 'template.keep');
    expect(await program.frame()).toContain('没有填写模板名称');
    await program.press('ＢＥＥＦ', 'template.keep');
    expect(await program.frame()).toContain('已经有名为“Beef”的模板');
    await program.press(' 2');
    expect(await program.frame()).not.toContain('已经有名为');
    await program.press('template.keep');
    expect(dialogs(program)).toEqual([]);
    expect(await namesOf(program)).toEqual(['ＢＥＥＦ 2', 'Beef']);
  });
});

describe('a new declaration from a template (K1)', () => {
  async function withTemplates(): Promise<TestProgram> {
    const program = await stage.start();
    const nothing = { containers: [], goods: [] };
    await keepTemplate(program.office, '巴西牛肉', {
      ...nothing,
      direction: 'in',
      contactPerson: '甲',
      goods: [{}, {}],
    });
    await keepTemplate(program.office, '澳洲红酒', { ...nothing, direction: 'in', contactPerson: '乙' });
    await keepTemplate(program.office, '茶叶', { ...nothing, direction: 'out', contactPerson: '丙' });
    return program;
  }

  it('lists the templates of all kinds; words and initials find one; Enter opens a page made from it', async () => {
    const program = await withTemplates();
    await program.press('app.templates');
    const frame = await program.frame();
    expect(frame).toContain('模板  3 个');
    expect(frame).toMatch(/入境 +巴西牛肉 +2 项货物 +test +10-24 10:00/u);
    expect(frame).toMatch(/出境 +茶叶 +0 项货物/u);
    await program.press('bxnr');
    expect(await program.frame()).not.toContain('澳洲红酒');
    await program.press('templates.use');
    const page = entryOf(program);
    expect(page.drafts.document).toMatchObject({ contactPerson: '甲', goods: [{}, {}] });
    expect(page.id).toMatch(/^WI\d+$/u);
    expect(Object.values(page.drafts.document)).toContain(page.id);
    expect(Object.values(page.drafts.document)).toContain('2017-10-24');
    expect(message(program)).toBe(`新单证 ${page.id}，内容来自模板“巴西牛肉”，还没有保存`);
    await program.press('entry.draft');
    expect((await program.office.store.get(page.id)).document.goods).toHaveLength(2);
  });

  it('is reached from home, list and entry page, also through the question for a new one and the palette', async () => {
    const program = await withTemplates();
    // The last choice for a new one, two keys, the palette.
    const ways = [['n', '<left>', '<enter>'], ['<alt+m>'], ['<ctrl+t>'], ['<f2>', '按模板', '<enter>']];
    for (const way of ways) {
      await program.press(...way);
      expect(dialogs(program)).toEqual(['templates']);
      await program.press('templates.close');
    }
    await openList(program);
    for (const way of [['<ctrl+l>'], ['<alt+m>']]) {
      await program.press(...way);
      expect(dialogs(program)).toEqual(['templates']);
      await program.press('templates.close');
    }
    const id = await beginOn(program);
    await program.press('app.templates', 'templates.close');
    await typeInto(program, 'contactPerson', '丁');
    await program.press('entry.new');
    expect(await program.frame()).toContain('按模板');
    await answer(program, '按模板');
    await program.press('茶叶', 'templates.use');
    expect(entryOf(program).drafts.document).toMatchObject({ direction: 'out', contactPerson: '丙' });
    // The page with unsaved changes is there as it was.
    expect(program.state().pages.find(page => page.id === id)).toMatchObject({
      drafts: { document: { contactPerson: '丁' } },
    });
  });

  it('removes one after a question, and stays', async () => {
    const program = await withTemplates();
    await program.press('app.templates', 'templates.down', 'templates.delete');
    expect(await program.frame()).toContain('删除模板“澳洲红酒”？');
    await answer(program, '回去');
    expect(dialogs(program)).toEqual(['templates']);
    expect(await namesOf(program)).toHaveLength(3);
    await program.press('templates.delete');
    await answer(program, '删除');
    expect(message(program)).toBe('模板“澳洲红酒”已删除');
    expect(dialogs(program)).toEqual(['templates']);
    expect(await namesOf(program)).toEqual(['茶叶', '巴西牛肉']);
    for (let left = 2; left > 0; left -= 1) {
      await program.press('templates.delete');
      await answer(program, '删除');
    }
    expect(dialogs(program)).toEqual([]);
    await program.press('app.templates');
    expect(message(program)).toMatch(/还没有模板/u);
  });

  it('says that nothing fits, and begins nothing then', async () => {
    const program = await withTemplates();
    await program.press('app.templates', '没有', 'templates.use', 'templates.delete');
    expect(dialogs(program)).toEqual(['templates']);
    expect(await program.frame()).toContain('没有这样的模板');
  });
});
