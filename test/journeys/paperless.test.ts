import { describe, expect, it } from 'vitest';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { fileOf, filesAt, pdf, reportsAt, sumOf } from '../jobs/paperless/files.ts';
import { startBureau } from './bureau.ts';
import { frontDialog, keysShown, lineWith, message, pageKind } from './eyes.ts';
import { answer, choose, giveFile, openStored, stepTo, times } from './hands.ts';
import { listOf } from './list/listed.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 36 });

/** The list with one declaration that has its number, of which the bureau asks for 合同 and 发票. */
async function asked() {
  const { program, entryNos } = await listOf(stage, 1);
  const [entryNo = ''] = entryNos;
  const bureau = await startBureau(program, { faults: { papers: 'ask' } });
  await sendDeclaration(program.office, entryNo);
  await program.press('app.receive');
  return { program, entryNo, bureau };
}

const CONTRACT = pdf('合同', 600_000);
const INVOICE = pdf('发票');

/** Both that are asked for are added from the list, to be handed over. */
async function addBoth(program: TestProgram): Promise<void> {
  await program.press('list.paperless', 'paperless.add', 'document.keep');
  await giveFile(program, fileOf('合同.pdf', CONTRACT));
  await program.press('paperless.add', 'document.keep');
  await giveFile(program, fileOf('发票.pdf', INVOICE));
  await program.press('paperless.way');
  await choose(program, '电子申报');
}

describe('what the bureau asks for', () => {
  it('is told when it comes, added from the list, uploaded, and taken', async () => {
    const { program, entryNo } = await asked();
    expect(message(program)).toContain('1 份局端要单据（无纸化 Alt+O）');
    expect(await lineWith(program, entryNo)).toContain('放纸');
    await program.press('list.paperless');
    expect(pageKind(program)).toBe('paperless');
    expect(await program.frame()).toContain('局端要，还缺：合同、发票');
    expect(await keysShown(program)).toMatch(/A 添加单据.*F9 发送/u);

    // The kind that is missing stands there; Enter goes through, and the file is asked for.
    await program.press('paperless.add', '<enter>', 'HT-1', ...times(3, '<enter>'));
    expect(frontDialog(program)).toBe('path');
    await giveFile(program, fileOf('合同.pdf', CONTRACT));
    expect(message(program)).toBe('已添加 合同.pdf；还有一页再按 F');
    expect(await lineWith(program, '还缺')).toContain('局端要，还缺：发票  ✓ 合同');
    await program.press('paperless.add', 'document.keep');
    await giveFile(program, fileOf('发票.pdf', INVOICE));
    expect(await program.frame()).toContain('局端要的都有了');

    // The way is asked for where none was chosen.
    await program.press('paperless.send');
    await choose(program, '电子申报');
    await program.press('paperless.send');
    expect(message(program)).toBe('电子申报已发送，等局端答复');
    expect(filesAt(program.office.home)).toEqual([CONTRACT, INVOICE].map(sumOf).sort());
    await program.press('app.receive');
    expect(await lineWith(program, entryNo)).toContain('已申报');
    expect(reportsAt(program.office.home)).toMatchObject([{ outcome: 'reported' }]);
    await program.press('paperless.add');
    expect(message(program)).toBe(`${entryNo} 已经无纸化申报，以第一次为准`);
    await program.press('paperless.close');
    expect(pageKind(program)).toBe('list');
  });

  it('is asked about before something is sent that lacks it, and can be sent all the same', async () => {
    const { program, entryNo } = await asked();
    await program.press('list.paperless', 'paperless.add', 'document.keep');
    await giveFile(program, fileOf('合同.pdf'));
    await program.press('paperless.way');
    await choose(program, '电子申报');
    await program.press('paperless.send');
    expect(await program.frame()).toContain('还缺局端要的：发票');
    await answer(program, '照样发送');
    await program.press('app.receive');
    expect(await lineWith(program, entryNo)).toContain('被退回');
    await program.press('paperless.receipts');
    expect(await program.frame()).toContain('缺少 发票');
    await program.press('receipts.close', 'paperless.add', 'document.keep');
    await giveFile(program, fileOf('发票.pdf'));
    await program.press('paperless.send', 'app.receive');
    expect(await lineWith(program, entryNo)).toContain('已申报');
  });

  it('is reached from the receipts, from the entry page and from the first page', async () => {
    const { program, entryNo } = await asked();
    await program.press('list.receipts', 'receipts.paperless');
    expect(pageKind(program)).toBe('paperless');
    await program.press('paperless.entry');
    expect(pageKind(program)).toBe('entry');
    await program.press('entry.paperless');
    expect(pageKind(program)).toBe('paperless');
    await program.press('app.close-page', 'app.home');
    await stepTo(program, 'home.down', '已正式受理通过');
    await program.press('home.open');
    expect(pageKind(program)).toBe('paperless');
    expect(await program.frame()).toContain(entryNo);
  });
});

it('the page of the bureau is shown as a text and as a code, where there is room for one', async () => {
  const { program } = await asked();
  await program.press('list.paperless', 'paperless.web');
  expect(frontDialog(program)).toBe('paperlessWeb');
  expect(await program.frame()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]{16}/u);
  expect(await program.frame()).toContain('█▀');
  await program.press('web.open');
  expect(message(program)).toBe('这里没有桌面：扫二维码，或复制地址');
  await program.resize(60, 16);
  expect(await program.frame()).not.toContain('█▀');
  expect(await program.frame()).toContain('窗口放大一些就有二维码');
  await program.press('web.close');
  expect(frontDialog(program)).toBeUndefined();
});

it('F9 follows the way in force: the page of the bureau, once there is a number, in place of an upload', async () => {
  const { program, entryNos } = await listOf(stage, 1);
  const [entryNo = ''] = entryNos;
  await setSetting(program.office, 'paperless.way', 'embed');
  await startBureau(program, { faults: { papers: 'ask' } });
  await program.press('list.paperless');
  expect(await program.frame()).toContain('收到报检号以后按 F9 打开局端的网页');
  await program.press('paperless.send');
  expect(message(program)).toBe('收到报检号以后才有局端的网页');
  await sendDeclaration(program.office, entryNo);
  await program.press('app.receive');
  await program.press('paperless.send');
  expect(frontDialog(program)).toBe('paperlessWeb');
  expect(await program.frame()).toMatch(/\?ticket=[\w-]{16}/u);
  await program.press('web.close', 'paperless.up');
  expect(await program.frame()).toContain('按 F9 打开局端的网页，在那里申报');
  expect(reportsAt(program.office.home)).toEqual([]);
});

describe('an upload that breaks off', () => {
  it('is uploaded to its end, also where the way has become the page of the bureau', async () => {
    const { program, bureau } = await asked();
    await addBoth(program);
    bureau.setFaults({ error: 1 });
    await program.press('paperless.send', 'question.choose');
    bureau.setFaults({ error: 0 });
    await setSetting(program.office, 'paperless.way', 'embed');
    await program.press('paperless.close', 'list.paperless', 'paperless.send');
    expect(message(program)).toBe('电子申报已发送，等局端答复');
    expect(reportsAt(program.office.home)).toHaveLength(1);
  });

  it('is told of, leaves the documents as they are, and goes on', async () => {
    const { program, entryNo, bureau } = await asked();
    await addBoth(program);
    bureau.setFaults({ error: 1 });
    await program.press('paperless.send');
    expect(await program.frame()).toContain('没有发完');
    await program.press('question.choose');
    expect(await lineWith(program, entryNo)).toContain('没有发完');
    await program.press('paperless.remove');
    expect(message(program)).toContain('先按 F9 接着发完');
    await program.press('paperless.close');
    expect(await lineWith(program, entryNo)).toContain('放纸');
    expect(await lineWith(program, '─ 回执')).toContain('无纸化未发完');
    bureau.setFaults({ error: 0 });
    await program.press('list.paperless', 'paperless.send');
    expect(message(program)).toBe('电子申报已发送，等局端答复');
    expect(reportsAt(program.office.home)).toHaveLength(1);
  });
});

describe('documents', () => {
  it('are changed, given more files, and removed after a question; what is wrong is said', async () => {
    const { program } = await asked();
    await program.press('list.paperless', 'paperless.add', '装箱', '<enter>', ...times(3, '<enter>'));
    await giveFile(program, fileOf('锁.pdf', pdf('x', 600, '/Encrypt 5 0 R ')));
    expect(await program.frame()).toContain('锁.pdf 是加密的 PDF，局端打不开');
    await giveFile(program, fileOf('装箱单.pdf'));
    await program.press('paperless.open', '<tab>', 'ZX-9', 'document.keep');
    expect(await lineWith(program, 'ZX-9')).toContain('装箱单');
    await program.press('paperless.file');
    await giveFile(program, fileOf('第二页.pdf'));
    expect(await lineWith(program, '第二页.pdf')).toBeDefined();
    await program.press('paperless.down', 'paperless.remove');
    expect(await program.frame()).toContain('删去装箱单的附件 装箱单.pdf？');
    await answer(program, '删去');
    expect(await lineWith(program, '装箱单.pdf')).toBeUndefined();
    await program.press('paperless.first', 'paperless.remove');
    await answer(program, '删去');
    expect(message(program)).toBe('单据已删去');
    await program.press('paperless.add', '没有这种');
    expect(await program.frame()).toContain('没有这种单据');
    await program.press('document.close');
  });

  it('tell what is on file, and the first of the two ways holds until it is taken back', async () => {
    const { program } = await asked();
    await program.press('list.paperless', 'paperless.tab');
    expect(await lineWith(program, '报检号')).toBeDefined();
    expect(await lineWith(program, '无纸化  ')).toContain('交给练习局，不上报任何机构');
    await program.press('paperless.file');
    expect(message(program)).toBe('先按 Tab 回到单据');
    await program.press('paperless.tab', 'paperless.way');
    await choose(program, '企业自存');
    await program.press('paperless.way');
    await choose(program, '电子申报');
    expect(message(program)).toBe('先选的是企业自存，以第一次为准；要改先“重选”');
    await program.press('paperless.way');
    await choose(program, '重选');
    await program.press('paperless.remark', '原件备查', '<enter>');
    expect(await program.frame()).toContain('备注：原件备查');
    await program.press('paperless.way');
    await choose(program, '企业自存');
    await program.press('paperless.send');
    expect(message(program)).toBe('企业自存已发送，等局端答复');
  });

  it('can be added before there is a number, and are sent after', async () => {
    const { program, entryNos } = await listOf(stage, 1);
    const [entryNo = ''] = entryNos;
    await openStored(program, entryNo);
    await program.press('entry.paperless', 'paperless.add', '合同', '<enter>', ...times(3, '<enter>'));
    await giveFile(program, fileOf('合同.pdf'));
    await program.press('paperless.way');
    await choose(program, '电子申报');
    await program.press('paperless.send');
    expect(await program.frame()).toContain('还没有正式的报检号');
    await program.press('question.choose');
    await startBureau(program, { faults: { papers: 'none' } });
    await sendDeclaration(program.office, entryNo);
    await receiveReceipts(program.office);
    await program.press('paperless.send');
    expect(message(program)).toBe('电子申报已发送，等局端答复');
    expect((await program.office.store.get(entryNo)).paperless).toBe('sent');
  });
});
