import { describe, expect, it } from 'vitest';
import { frontPage } from '../../../screens/contract/ui.ts';
import { currentBox, type DesignerPage } from '../../../screens/pages/designer/state.ts';
import { changePrintTemplate, keepPrintTemplate, printTemplateOf } from '../../../src/jobs/print-templates.ts';
import { example, stored } from '../../frames/beginnings.ts';
import { makeFolder } from '../../run/temporary-folder.ts';
import { dialogs, message, noteOf, pageKind, rowsOf, title } from '../eyes.ts';
import { answer } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 7 });

const designer = (program: TestProgram): DesignerPage => frontPage(program.state()) as DesignerPage;
const box = (program: TestProgram) => currentBox(designer(program));
const place = (program: TestProgram) => box(program)?.place;

const findBox = async (program: TestProgram, name: string): Promise<void> =>
  await program.press('/', name, 'palette.run');

/** The designer of a new template for the first paper, with the values of a declaration, on the consignee's name. */
async function started(options: { readonly home?: string } = {}): Promise<TestProgram> {
  const program = await stage.start(options);
  await stored(program.office, example('in-full'));
  await program.press('app.papers', 'papers.new');
  await findBox(program, '收货人中文');
  return program;
}

describe('the designer (T4)', () => {
  it('moves a box by a millimetre, a tenth, or to the next neighbour, and tells where it is', async () => {
    const program = await started();
    expect(pageKind(program)).toBe('designer');
    const [, status, , ...canvas] = await rowsOf(program);
    expect(status).toContain('收货人中文  x 50.5  y 53.4  宽 79  高 7.2 毫米  9.5 磅  左对齐');
    expect(canvas.join('\n')).toContain('深圳市五洲商贸有限公司');
    await program.press('<right>', '<down>');
    expect(place(program)).toMatchObject({ x: 51.5, y: 54.4 });
    await program.press('<shift+left>', '<shift+up>', '<shift+right>', '<shift+down>', '<left>', '<up>');
    expect(place(program)).toMatchObject({ x: 50.5, y: 53.4 });
    // The name of the office, above, begins at 51.
    await program.press('<alt+right>');
    expect(place(program)).toMatchObject({ x: 51 });
    expect((await rowsOf(program))[2]).toContain('共改动 1 框');
  });

  it('has one key for the stride, where a terminal cannot tell Shift with an arrow', async () => {
    const program = await started();
    await program.press('.', '<right>');
    expect(place(program)).toMatchObject({ x: 50.6 });
    expect((await rowsOf(program))[1]).toContain('移 0.1 毫米');
    await program.press('.', '<right>');
    expect(place(program)).toMatchObject({ x: 51 });
    expect((await rowsOf(program))[1]).toContain('对齐邻框');
    await program.press('.', '<right>');
    expect(place(program)).toMatchObject({ x: 52 });
  });

  it('makes wider, higher, larger, aligns, hides and restores; each is a step of undo', async () => {
    const program = await started();
    await program.press(']', '}', '{', '{', '[', '+', '=', '-', 'c');
    expect(box(program)).toMatchObject({ place: { w: 79, h: 6.2 }, size: 10, align: 'center' });
    await program.press('designer.hide');
    expect((await rowsOf(program))[1]).toContain('不打印');
    expect(await program.frame()).not.toContain('深圳市五洲商贸有限公司');
    await program.press('<ctrl+z>', '<ctrl+z>');
    expect(box(program)).toMatchObject({ isHidden: false, align: 'left' });
    await program.press('<ctrl+y>');
    expect(box(program)?.align).toBe('center');
    await program.press('designer.restore');
    expect(box(program)).toMatchObject({ isChanged: false, place: { h: 7.2 } });
    await program.press('designer.undo');
    expect(box(program)?.size).toBe(10);
    await program.press(...Array.from({ length: 20 }, () => 'designer.undo'));
    expect(message(program)).toBe('没有可以撤销的');
    expect(designer(program).now).toEqual({});
  });

  it('changes several that are marked at once, as one step', async () => {
    const program = await started();
    await program.press('<space>');
    await findBox(program, '收货人英文');
    await program.press('<space>', '<right>', '<right>');
    expect(designer(program).now).toEqual({ consigneeName: { dx: 2 }, consigneeNameEn: { dx: 2 } });
    expect((await rowsOf(program))[2]).toContain('标记的 2 个一起改');
    await program.press('designer.undo');
    expect(designer(program).now).toEqual({ consigneeName: { dx: 1 }, consigneeNameEn: { dx: 1 } });
    await program.press('designer.mark-all');
    expect(designer(program).marked.size).toBeGreaterThan(60);
    await program.press('<esc>'.replace('esc', 'escape'));
    expect([designer(program).marked.size, pageKind(program)]).toEqual([0, 'designer']);
  });

  it('goes from box to box, also to the words and rules of the form', async () => {
    const program = await started();
    const first = designer(program).current;
    await program.press('<tab>');
    const second = designer(program).current;
    expect(second).not.toBe(first);
    await program.press('<shift+tab>');
    expect(designer(program).current).toBe(first);
    await program.press('<end>');
    const last = designer(program).current;
    await program.press('<tab>', '<shift+tab>');
    expect(designer(program).current).toBe(last);
    await findBox(program, '外框');
    expect([box(program)?.name, designer(program).all]).toEqual(['外框', true]);
    await program.press('c');
    expect(message(program)).toContain('这一框不能对齐');
    await program.press('designer.all');
    expect(designer(program).all).toBe(false);
    expect(box(program)?.name).not.toBe('外框');
  });

  it('takes a place as numbers, and says what is no number', async () => {
    const program = await started();
    await program.press('<enter>', '60 五', 'naming.take');
    expect(await program.frame()).toContain('不是数：五');
    await program.press('naming.cancel', '<enter>', '60 54.5', 'naming.take');
    expect(place(program)).toEqual({ x: 60, y: 54.5, w: 79, h: 7.2 });
    await program.press('<enter>', '999', 'naming.take');
    expect(place(program)).toMatchObject({ x: 131 });
  });

  it('tells by name what lies on something, or beyond what printers print', async () => {
    const program = await started();
    await program.press('<down>');
    expect(await noteOf(program)).toContain('收货人中文压在格线上；另有 1 处，按 F 查看');
    await program.press('designer.faults');
    expect(await program.frame()).toContain('收货人中文与收货人英文重叠');
    await program.press('reading.close', 'designer.undo');
    expect(await noteOf(program)).toContain('方向键移动');
    await program.press('<enter>', '204', 'naming.take');
    expect(await noteOf(program)).toContain('收货人中文超出可打印范围');
    await program.press('<right>');
    expect(message(program)).toContain('已经到纸边');
  });

  it('shows the page as a whole, by its width, and without the form', async () => {
    const program = await started();
    await program.press('designer.zoom-next');
    const whole = await program.frame();
    expect(whole).toContain('入境货物');
    await program.press('designer.zoom-next', 'designer.zoom-out', 'designer.zoom-in', 'designer.background');
    const bare = await program.frame();
    expect(bare).toContain('只显示内容');
    expect(bare).not.toContain('发货人  ');
    expect(bare).not.toContain('├');
    await program.press('designer.scroll-down', 'designer.scroll-down', 'designer.scroll-up');
    expect(designer(program).current).toBe('consigneeName');
  });

  it('shows an example where there is no declaration', async () => {
    const program = await stage.start();
    await program.press('app.papers', 'papers.new');
    expect(message(program)).toContain('显示的是示例内容');
    await findBox(program, '收货人中文');
    expect(await program.frame()).toContain('收货人中文··');
  });
});

describe('saving a template', () => {
  it('asks for the name of a new one, and tells of a name that is taken', async () => {
    const program = await started();
    await keepPrintTemplate(program.office, { name: '套打', paper: 'outbound', boxes: {} });
    await program.press('<right>', 'designer.save', '套打', 'naming.take');
    expect(await program.frame()).toContain('已经有名为“套打”的打印模板');
    await program.press('naming.cancel', 'designer.save', '针式', 'naming.take');
    expect(message(program)).toBe('已保存打印模板“针式”');
    expect(await title(program)).toContain('版式 针式');
    expect(await title(program)).not.toContain('•');
    expect(await printTemplateOf(program.office, '针式')).toMatchObject({
      paper: 'inbound',
      boxes: { consigneeName: { dx: 1 } },
    });
    await program.press('<right>', '<ctrl+s>');
    expect((await printTemplateOf(program.office, '针式')).boxes).toEqual({ consigneeName: { dx: 2 } });
    await program.press('designer.save');
    expect(message(program)).toBe('没有要保存的修改');
    await program.press('designer.save-as', '针式 2', 'naming.take', '<right>', 'designer.save');
    expect((await printTemplateOf(program.office, '针式')).boxes).toEqual({ consigneeName: { dx: 2 } });
    expect((await printTemplateOf(program.office, '针式 2')).boxes).toEqual({ consigneeName: { dx: 3 } });
  });

  it('does not overwrite what somebody else has saved meanwhile', async () => {
    const program = await started();
    await program.press('<right>', 'designer.save', '针式', 'naming.take', '<right>');
    await changePrintTemplate(program.office, '针式', { marks: { dx: 5 } });
    await program.press('designer.save');
    expect(await program.frame()).toContain('另外保存过');
    expect((await printTemplateOf(program.office, '针式')).boxes).toEqual({ marks: { dx: 5 } });
  });

  it('asks on leaving; what is thrown away is gone', async () => {
    const program = await started();
    await program.press('<right>', '<escape>');
    expect(dialogs(program)).toEqual(['question']);
    await answer(program, '回去');
    expect(pageKind(program)).toBe('designer');
    await program.press('app.close-page');
    await answer(program, '不保存，关闭');
    expect(pageKind(program)).toBe('papers');
    await program.press('papers.new');
    expect(designer(program).now).toEqual({});
    await program.press('<right>', 'designer.back');
    await answer(program, '保存，关闭');
    await program.press('新的', 'naming.take');
    expect([pageKind(program), message(program)]).toEqual(['papers', '已保存打印模板“新的”']);
    expect((await printTemplateOf(program.office, '新的')).paper).toBe('inbound');
  });

  it('what is not saved is there again after a crash, and Ctrl+Z leads to what was saved', async () => {
    const home = makeFolder();
    const program = await started({ home });
    await program.press('<right>', 'designer.save', '针式', 'naming.take', '<right>', '<down>');
    // It ends without being asked anything.
    await program.close();
    const again = await stage.start({ home });
    await again.press('app.papers');
    expect(await again.frame()).toMatch(/针式.*• 未保存/u);
    await again.press('<down>', 'papers.open');
    expect(message(again)).toContain('接着上次没有保存的修改');
    expect(designer(again).now).toEqual({ consigneeName: { dx: 2, dy: 1 } });
    expect(box(again)?.name).toBe('收货人中文');
    await again.press('designer.undo');
    expect(designer(again).now).toEqual({ consigneeName: { dx: 1 } });
    await again.press('designer.redo', 'designer.save', 'designer.back');
    expect(await again.frame()).not.toContain('未保存');
  });
});
