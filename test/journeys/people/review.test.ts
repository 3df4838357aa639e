import { expect, it } from 'vitest';
import { REVIEW_RULES } from '../../../src/jobs/settings/review-rules.ts';
import { importGood } from '../../jobs/office.ts';
import { entryOf, frontDialog, lineWith, message, pageKind } from '../eyes.ts';
import { fill, openStored, stepTo } from '../hands.ts';
import { MANUAL_DAY, type TestProgram } from '../program.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 20171102 });

const RULE = { name: '大额', party: '', clerk: '', hs: '', amount: '1', currency: '', reviewers: '' };

/** A clerk and a reviewer on one home where everything is reviewed, with declarations of the clerk. */
async function gate(size: { readonly columns?: number; readonly rows?: number } = {}) {
  const home = await stage.folder();
  const clerk = await stage.start({ home, user: '小王', ...size });
  await stage.bureau(clerk);
  const entryNos = await importGood(clerk.office, 2);
  await clerk.office.store.settings.update(REVIEW_RULES, () => [RULE]);
  const reviewer = await stage.start({ home, user: '老李', now: () => MANUAL_DAY + 60_000, ...size });
  return { clerk, reviewer, entryNos: entryNos as [string, string] };
}

async function seen(program: TestProgram): Promise<void> {
  await program.office.store.refresh();
  await program.program.idle();
}

it('F9 asks for a review; the other sees what differs, says yes, and then it is sent', async () => {
  const { clerk, reviewer, entryNos } = await gate();
  const [first, second] = entryNos;
  await openStored(clerk, second);
  await clerk.press('entry.send');
  expect(message(clerk)).toBe(`${second} 已保存。按“大额”须复核，已送复核`);
  expect((await clerk.office.store.get(second)).status).toBe('saved');
  await clerk.press('entry.send');
  expect(message(clerk)).toContain('还在等复核');
  await seen(reviewer);
  expect(await lineWith(reviewer, '待复核')).toContain('1 份待复核，按 H 逐份看');
  await reviewer.press('app.reviews');
  expect(frontDialog(reviewer)).toBe('approval');
  const frame = await reviewer.frame();
  expect(frame).toContain(`复核 ${second}`);
  expect(frame).toContain(`与上一份 ${first} 不同`);
  expect(frame).toMatch(/合同号 +HT-/u);
  await reviewer.press('approval.yes', '<enter>');
  expect([frontDialog(reviewer), message(reviewer)]).toEqual([undefined, `${second} 复核通过；没有待复核的单证了`]);
  await seen(clerk);
  await clerk.press('entry.send');
  expect(message(clerk)).toMatch(/已保存并发送/u);
  expect((await clerk.office.store.get(second)).status).toBe('sent');
});

it('what is sent back says why, and a change needs another review; nobody approves their own', async () => {
  const { clerk, reviewer, entryNos } = await gate();
  const [first] = entryNos;
  await openStored(clerk, first);
  await clerk.press('entry.send', 'entry.review', 'approval.yes');
  expect(message(clerk)).toContain('要别人复核');
  await clerk.press('<escape>');
  await seen(reviewer);
  await reviewer.press('app.reviews', 'approval.no', '单价不对<enter>');
  expect(message(reviewer)).toContain('已退回');
  await seen(clerk);
  await clerk.press('app.close-page', 'app.home');
  await stepTo(clerk, 'home.down', '1 份复核退回');
  await clerk.press('home.open');
  expect(pageKind(clerk)).toBe('list');
  await clerk.press('list.open');
  expect(message(clerk)).toBe('复核退回（老李）：单价不对；改好后 F9');
  await clerk.press('entry.send');
  expect(message(clerk)).toContain('老李退回：单价不对');
  await fill(clerk, { contractNo: 'HT-NEW' });
  await clerk.press('entry.send');
  expect(message(clerk)).toContain('已送复核');
  await seen(reviewer);
  await openStored(reviewer, first);
  await fill(reviewer, { contractNo: 'HT-MINE' });
  await reviewer.press('entry.save', 'entry.review', 'approval.yes');
  // Whoever has changed it is one of its authors now.
  expect(message(reviewer)).toContain('没有送复核，或送出以后又改过');
  expect(entryOf(reviewer).id).toBe(first);
});

it('several wait in turn; the list sends none of them before', async () => {
  const { clerk, reviewer, entryNos } = await gate({ columns: 120, rows: 40 });
  await clerk.press('home.send-saved', '<enter>');
  expect(await clerk.frame()).toContain('已送复核');
  await clerk.press('<escape>');
  for (const entryNo of entryNos) expect((await clerk.office.store.get(entryNo)).status).toBe('saved');
  await seen(reviewer);
  await reviewer.press('app.reviews');
  expect(await reviewer.frame()).toContain(`复核 ${entryNos[0]}，还有 1 份`);
  await reviewer.press('approval.yes', '可以<enter>');
  expect(await reviewer.frame()).toContain(`复核 ${entryNos[1]}`);
  await reviewer.press('<escape>', '1', 'list.duty', 'list.duty', 'list.duty', 'list.duty', 'list.duty');
  expect(await lineWith(reviewer, '录入序号')).toMatch(/收货人 +复核/u);
  expect(await reviewer.frame()).toContain(entryNos[1]);
  expect(await reviewer.frame()).not.toContain(`存   ${entryNos[0]}`);
});

it('the rules are kept in the settings', async () => {
  const program = await openSettings(await stage.start(), 'gate');
  await program.press('register.to-form', '酒<tab><tab><tab>2204', 'register.add');
  expect(await program.office.store.settings.read(REVIEW_RULES)).toMatchObject([{ name: '酒', hs: '2204' }]);
});
