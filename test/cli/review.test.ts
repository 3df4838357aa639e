import { expect, test } from 'vitest';
import { openOffice } from '../../src/jobs/office.ts';
import { decideReview } from '../../src/jobs/review.ts';
import { REVIEW_RULES } from '../../src/jobs/settings/review-rules.ts';
import { importGood } from '../jobs/office.ts';
import { officeOptions } from '../jobs/office-options.ts';
import { openCommandRoom } from './command.ts';

const RULE = { name: '大额', party: '', clerk: '', hs: '', amount: '1', currency: '', reviewers: '' };

/** A home with a bureau and so many saved declarations that have to be reviewed; what a colleague says of one. */
async function gated(count: number) {
  const room = await openCommandRoom();
  await room.startBureau();
  const entryNos = await importGood(room.office, count);
  await room.office.store.settings.update(REVIEW_RULES, () => [RULE]);
  const says = async (entryNo: string, state: 'approved' | 'refused', note = '') => {
    const other = await openOffice({ ...officeOptions(room.home, room.clock), user: '小王' });
    await decideReview(other, entryNo, { state, note });
    await other.close();
  };
  return { ...room, entryNos, says };
}

test('sending refuses what nobody has reviewed, and nobody approves their own', async () => {
  const { run, entryNos, says, statusOf } = await gated(1);
  const [one = ''] = entryNos;
  const sent = await run(`send ${one} --json`);
  expect([sent.code, sent.json.results[0]]).toMatchObject([
    1,
    { ok: false, outcome: 'review', error: { code: 'send.review' } },
  ]);
  expect(await statusOf(one)).toBe('saved');
  expect((await run('send --all')).code).toBe(1);
  expect((await run(`review approve ${one}`)).out).toContain('没有送复核');
  expect((await run(`review ask ${one}`)).out).toContain('待复核');
  expect((await run(`review approve ${one}`)).out).toContain('要别人复核');
  expect((await run('review list --json')).json).toMatchObject([{ entryNo: one, state: 'asked', by: '测试' }]);
  await says(one, 'approved', '可以');
  expect((await run(`send ${one}`)).code).toBe(0);
  expect((await run(`audit ${one}`)).out).toMatch(/复核通过[^\n]*\n +复核 待复核 测试 → 已复核 小王 可以/u);
});

test('a change after the approval needs another one; a refusal says why', async () => {
  const { run, entryNos, says, statusOf } = await gated(1);
  const [one = ''] = entryNos;
  await run(`review ask ${one}`);
  await says(one, 'approved');
  expect((await run(`edit ${one} --set contractNo=HT-X`)).code).toBe(0);
  expect((await run(`save ${one} --sure`)).code).toBe(0);
  expect((await run(`send ${one}`)).out).toContain('须复核，还没有送复核');
  await run(`review ask ${one}`);
  await says(one, 'refused', '单价不对');
  const refused = await run(`send ${one}`);
  expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('小王退回：单价不对')]);
  expect(await statusOf(one)).toBe('saved');
});

test('what a reviewer looks at: the differences to the last of the party, warnings, rules that the office has lowered', async () => {
  const { run, entryNos, office } = await gated(2);
  const [first = '', second = ''] = entryNos;
  const { out, json } = {
    ...(await run(`review show ${second} --json`)),
    out: (await run(`review show ${second}`)).out,
  };
  expect(out).toContain(`与上一份 ${first} 不同`);
  expect(json.results[0].differences.map(({ path }: { path: string }) => path)).toContain('contractNo');
  expect(json.results[0].rule).toBe('大额');
  await office.store.settings.update(REVIEW_RULES, () => []);
  expect((await run(`send ${first}`)).code).toBe(0);
});

test('the rules of the office are settings', async () => {
  const { run, office } = await openCommandRoom();
  const rules = JSON.stringify([{ name: '酒', hs: '2204、22' }]);
  expect((await run(['settings', 'set', 'reviewRules', rules])).code).toBe(0);
  expect(await office.store.settings.read(REVIEW_RULES)).toMatchObject([{ name: '酒', hs: '2204,22' }]);
  expect((await run(['settings', 'set', 'reviewRules.酒.hs', '酒'])).code).not.toBe(0);
  expect((await run(['settings', 'set', 'reviewRules.酒.amount', '500'])).code).toBe(0);
  expect((await run('audit')).out).toContain('500');
});
