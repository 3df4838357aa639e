import { describe, expect, it } from 'vitest';
import { copyDeclaration, saveOrKeep } from '../../../src/jobs/keep-declarations.ts';
import { casesOf, importGood } from '../../jobs/office.ts';
import { dialogs, entryOf, focusOf, frontDialog, message, title } from '../eyes.ts';
import { answer, fill, fillPage, openList, openStored } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { FIRST, INBOUND, WINE } from '../values.ts';

const stage = openStage({ seed: 1 });

/** How many declarations the bureau has taken. */
const arrived = ({ office }: TestProgram): number => casesOf(office.home).length;

/** A declaration that is saved already, and a new page in which another one with its bill of lading is typed. */
async function typedAgain() {
  const program = await stage.begin();
  await stage.bureau(program);
  const [earlier = ''] = await importGood(program.office, 1, { billOfLadingNo: INBOUND.billOfLadingNo ?? '' });
  await fillPage(program, INBOUND, WINE);
  return { program, earlier };
}

/** What the question in front says. */
function asked(program: TestProgram): string {
  const question = program.state().dialogs.at(-1);
  return question?.kind === 'question' ? [question.title, ...question.text].join('\n') : '';
}

describe('on the entry page', () => {
  it('a bill of lading that was declared before is asked about, with number, day and status; back is at the field', async () => {
    const { program, earlier } = await typedAgain();
    await program.press('entry.save');
    expect(asked(program)).toContain('保存前请核对');
    expect(asked(program)).toMatch(
      new RegExp(`【提/运单号】：COSU123456 已在 ${earlier}（2017-09-20，已保存）里申报过`, 'u'),
    );
    await expect(program.office.store.get(FIRST)).rejects.toThrow();
    await answer(program, '回去');
    expect(focusOf(program)).toBe('billOfLadingNo');
    await fill(program, { billOfLadingNo: 'COSU123457' });
    await program.press('entry.save');
    expect(message(program)).toContain(`${FIRST} 已保存；Alt+D 留下收发货人 `);
  });

  it('saved all the same, it is not asked about again when it is sent', async () => {
    const { program } = await typedAgain();
    await program.press('entry.save');
    await answer(program, '照样保存');
    expect(message(program)).toContain(`${FIRST} 已保存；Alt+D 留下收发货人 `);
    await program.press('entry.send');
    expect([dialogs(program), arrived(program)]).toEqual([[], 1]);
  });

  it('sent at once it is asked about once, and goes', async () => {
    const { program } = await typedAgain();
    await program.press('entry.send');
    expect(arrived(program)).toBe(0);
    await answer(program, '照样发送');
    expect(message(program)).toBe(`${FIRST} 已保存并发送，等待接收回执`);
    expect(arrived(program)).toBe(1);
  });

  it('kept as a draft, nothing is asked', async () => {
    const { program } = await typedAgain();
    await program.press('entry.draft');
    expect([dialogs(program), message(program)]).toEqual([[], `${FIRST} 已暂存为草稿`]);
  });

  it('another doubt after an answer is another question', async () => {
    const { program, earlier } = await typedAgain();
    await program.press('entry.save');
    await answer(program, '照样保存');
    await fill(program, { arrivalDate: '20161020', departureDate: '20160920' });
    await program.press('entry.save');
    const shown = asked(program);
    expect(shown).toMatch(/【启运日期】：2016-09-20 比报检日期 2017-10-24 早一年以上/u);
    expect(shown).not.toContain(earlier);
  });

  it('a copy without a change is told as that, and by nothing else', async () => {
    const program = await stage.start();
    const [earlier = ''] = await importGood(program.office, 1);
    await openList(program);
    await program.press('list.copy', 'entry.save');
    const shown = asked(program);
    expect(shown).toContain(`内容与 ${earlier}（2017-09-20，已保存）完全相同`);
    expect(shown).not.toContain('提/运单号】');
  });

  it('a rejected one that goes again as it went is asked about', async () => {
    const program = await stage.start();
    await stage.bureau(program, { faults: { verdict: 'reject' } });
    const [entryNo = ''] = await importGood(program.office, 1);
    await openList(program);
    await program.press('list.send', 'app.receive');
    await openStored(program, entryNo);
    await program.press('entry.send');
    expect(asked(program)).toContain('退单以后内容没有改动');
    await answer(program, '照样发送');
    expect(arrived(program)).toBe(2);
  });

  it('in the smallest window many doubts leave room for the answers', async () => {
    const { program } = await typedAgain();
    const [first = ''] = await importGood(program.office, 1, { billOfLadingNo: 'B-1' });
    for (let at = 0; at < 9; at += 1) {
      const copy = await copyDeclaration(program.office, first);
      const document = { ...copy.document, billOfLadingNo: 'COSU123456', contactPhone: `1381234560${at}` };
      await saveOrKeep(program.office, { ...copy, document });
    }
    await program.resize(60, 16);
    await program.press('entry.save');
    const frame = await program.frame();
    expect(frame).toMatch(/… 另有 \d+ 处/u);
    expect(frame).toContain('照样保存');
  });
});

describe('from the list and the first page', () => {
  /** Three that can be sent, of which the newest has the bill of the oldest. */
  async function three() {
    const program = await stage.start();
    await stage.bureau(program);
    const entryNos = await importGood(program.office, 2);
    const [last = ''] = await importGood(program.office, 1, { contractNo: 'HT-9', billOfLadingNo: 'BL-1' });
    return { program, first: entryNos[0] ?? '', last };
  }

  it('what is in doubt is asked about, all others go', async () => {
    const { program, first, last } = await three();
    await program.press('home.send-saved');
    await answer(program, '发送 3 份');
    expect(arrived(program)).toBe(2);
    expect(await program.frame()).toContain(`BL-1 已在 ${first}（2017-09-20，`);
    await answer(program, '照样发送');
    expect(message(program)).toBe(`${last} 局端已收下，等待回执`);
    expect(arrived(program)).toBe(3);
  });

  it('whoever goes back has it saved as it was, and marked', async () => {
    const { program, last } = await three();
    await openList(program);
    await program.press('list.mark-all', 'list.send');
    await answer(program, '发送 3 份');
    await answer(program, '回去');
    expect((await program.office.store.get(last)).status).toBe('saved');
    const page = program.state().pages.at(-1);
    expect(page?.kind === 'list' && [...page.marks]).toEqual([last]);
  });

  it('with faults in others both are told, the question first', async () => {
    const { program, first } = await three();
    await program.office.store.update(first, record => ({
      ...record,
      document: { ...record.document, consigneeName: '' },
    }));
    await program.press('home.send-saved');
    await answer(program, '发送 3 份');
    expect(dialogs(program)).toEqual(['results', 'question']);
    await answer(program, '照样发送');
    expect(frontDialog(program)).toBe('results');
    await program.press('results.open');
    expect(entryOf(program).id).toBe(first);
    expect(await title(program)).toContain('入境存');
  });
});
