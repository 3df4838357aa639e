import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepEnterprise } from '../../src/jobs/own-lists.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { casesOf, good } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { workbook } from '../workbooks.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a workbook goes in, is checked, sent, and its receipts come back', async () => {
  const { run, startBureau, home, statusOf } = await openCommandRoom();
  await startBureau({ pace: 1000 });
  const warned = await run(['check', workbook('inbound.xlsx')]);
  expect([warned.code, warned.out]).toEqual([0, expect.stringContaining('企业资质 508、509')]);
  expect((await run('settings set rules.kind.qualification off')).out).toBe(
    'rules.kind.qualification：warning → off\n共改变 1 处\n',
  );
  const checked = await run(['check', workbook('inbound.xlsx')]);
  expect([checked.code, checked.out]).toEqual([0, 'inbound.xlsx：没有差错\n']);
  const imported = await run(['import', workbook('inbound.xlsx')]);
  const entryNo = entryNoIn(imported);
  expect([imported.code, imported.out]).toEqual([0, `inbound.xlsx → ${entryNo}  已保存\n`]);
  expect((await run(`check ${entryNo}`)).out).toBe(`${entryNo}：没有差错\n`);

  const sent = await run(`send ${entryNo} --wait 10`);
  expect(sent.code).toBe(0);
  expect(sent.out).toMatch(/已发送：报文已收到（练习局）\n {2}放 已放行 {2}报检号 1\d{14} {2}通关单号 3\d{14}000\n$/u);
  expect(sent.err.match(/发 → 收|收 → 正|正 → 放/gu)).toEqual(['发 → 收', '收 → 正', '正 → 放']);
  expect(await statusOf(entryNo)).toBe('released');
  const shown = (await run(`show ${entryNo}`)).out;
  expect(shown).toContain('放 已放行');
  expect(shown).toContain('◆ 回执');
  expect((await run('list --status released --json')).json.rows.map((row: { entryNo: string }) => row.entryNo)).toEqual(
    [entryNo],
  );
  expect((await run('outbox')).out).toBe('发送队列是空的\n');
  expect(casesOf(home)).toHaveLength(1);
});

test('a workbook takes what it leaves empty from the office, and is known again under other defaults; JSON is taken as it is', async () => {
  const { run, office, home } = await openCommandRoom();
  const keep = async (contactPerson: string, was?: string) => {
    const defaults = { all: { contactPerson, 'goods.purpose': '12' }, in: {}, out: {}, pack: {} };
    await keepEnterprise(office, { number: '4401012345', name: '广州报检', defaults }, was);
  };
  await keep('陈');
  const file = join(home, 'whole.csv');
  await writeFile(file, '单证类型,入境\n合同号,HT-1,贸易方式,一般贸易\n');
  const filled = ['registrationNo', 'enterpriseName', 'contactPerson'];
  expect((await run(['check', file, '--json'])).json.results[0].filled).toEqual(filled);
  expect((await run(['check', file])).out).toContain('+ 由默认值填入：【报检登记号】、【单位名称】、【联系人】');
  const [first] = (await run(['import', file, '--draft', '--json'])).json.results;
  expect(first.filled).toEqual(filled);
  expect((await run(['show', first.entryNo, '--json'])).json.document).toMatchObject({ contactPerson: '陈' });
  await keep('李', '4401012345');
  const [second] = (await run(['import', file, '--draft', '--json'])).json.results;
  expect(second).toMatchObject({ outcome: 'already', entryNo: first.entryNo, filled: [] });
  expect((await run(['import', file, '--draft', '--again'])).out).toContain(
    '+ 由默认值填入：【报检登记号】、【单位名称】、【联系人】',
  );
  const json = JSON.stringify({ direction: 'in', containers: [], goods: [] });
  expect((await run('import - --draft --json', json)).json.results[0].filled).toEqual([]);
});

test('nothing is done twice by doing it again', async () => {
  const { run, startBureau, home } = await openCommandRoom();
  await startBureau();
  const first = await run(['import', workbook('inbound.xlsx'), workbook('outbound.xlsx')]);
  const again = await run(['import', workbook('inbound.xlsx'), workbook('outbound.xlsx'), '--json']);
  expect([first.code, again.code]).toEqual([0, 0]);
  expect(again.json.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['already', 'already']);
  expect((await run('send --all')).code).toBe(0);
  const nothing = await run('send --all --json');
  expect([nothing.code, nothing.json.summary.total, nothing.err]).toEqual([0, 0, '没有可发送的单证\n']);
  const named = await run(`send ${entryNoIn(first)} --json`);
  expect([named.code, named.json.results[0].outcome]).toEqual([0, 'already']);
  expect((await run('receive --json')).json.changed).toHaveLength(2);
  expect((await run('receive --json')).json.arrived).toBe(0);
  expect(casesOf(home)).toHaveLength(2);
});

test('a wrong workbook: faults with their cells, correction by hand, sending', async () => {
  const { run, startBureau, statusOf } = await openCommandRoom();
  await startBureau();
  const imported = await run(['import', workbook('wrong-inbound.xlsx')]);
  const entryNo = entryNoIn(imported);
  expect(imported.code).toBe(1);
  expect(imported.out).toContain('✗ 报检单!D14 启运国家：代码表中没有“巴西利亚”，相近的有 076 巴西（code.no-name）');
  const saved = await run(`save ${entryNo}`);
  expect([saved.code, saved.out]).toEqual([1, expect.stringContaining('没有保存')]);
  const unsaved = await run(`send ${entryNo}`);
  expect([unsaved.code, unsaved.out]).toEqual([1, expect.stringContaining('是草稿，请先保存')]);

  const changes = [
    ...['tradeMode=11', 'contractNo=HT-1', 'storagePlace=一号仓', 'departureCountry=076', 'arrivalDate=20170918'],
    ...['containers[0].numbers=MNBU3024170,MNBU3776202', 'goods[0].quantity=1300', 'goods[1].packages[0].type=4M'],
  ].flatMap(change => ['--set', change]);
  const goods = JSON.stringify({ ...good().goods[0], name: '多出来的一项' });
  const edited = await run(['edit', entryNo, ...changes, '--add', `goods=${goods}`, '--json']);
  expect([edited.code, edited.json.status]).toEqual([0, 'draft']);
  const removed = await run(['edit', entryNo, '--remove', 'goods[3]']);
  expect([removed.code, removed.out]).toEqual([0, expect.stringContaining(`baojian save ${entryNo}`)]);
  expect((await run(`show ${entryNo} --json`)).json.document.goods).toHaveLength(3);
  expect((await run(`save ${entryNo}`)).code).toBe(0);
  expect((await run(`send ${entryNo} --wait 5`)).code).toBe(0);
  expect(await statusOf(entryNo)).toBe('released');
});

test('rejected by the bureau, corrected, sent again, accepted', async () => {
  const { run, startBureau, home, statusOf, clock } = await openCommandRoom();
  const bureau = await startBureau({ faults: { verdict: 'reject' } });
  const entryNo = entryNoIn(await run(['import', workbook('inbound.xlsx')]));
  const rejected = await run(`send ${entryNo} --wait 5`);
  expect([rejected.code, rejected.out]).toEqual([1, expect.stringContaining('错 已退单')]);
  expect(rejected.out).toContain(`show ${entryNo}`);
  expect((await run(`send ${entryNo} --json`)).json.results[0].outcome).toBe('already');

  bureau.setFaults(NO_FAULTS);
  clock.now += 60_000;
  expect((await run(['edit', entryNo, '--set', 'contractNo=HT-2'])).code).toBe(0);
  expect((await run(`save ${entryNo}`)).code).toBe(0);
  const accepted = await run(`send ${entryNo} --wait 5`);
  expect([accepted.code, await statusOf(entryNo)]).toEqual([0, 'released']);
  const ids = casesOf(home).map(({ messageId }) => messageId);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
});

test('goods and containers of a workbook go into a declaration, at the end or in place of all', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  const added = await run(['import', workbook('goods.xlsx'), '--into', entryNo]);
  expect([added.code, added.out]).toEqual([0, expect.stringMatching(/已导入 \d+ 项货物/u)]);
  const goods = async () => (await run(`show ${entryNo} --json`)).json.document.goods.length;
  const after = await goods();
  const replaced = await run(['import', workbook('goods.xlsx'), '--into', entryNo, '--replace', '--json']);
  expect([replaced.code, await goods()]).toEqual([0, after - 1]);
  expect(replaced.json.results[0].rows).toBe(after - 1);
  expect((await run(['import', workbook('containers.xlsx'), '--into', entryNo])).code).toBe(0);
  expect((await run(['import', workbook('goods.xlsx')])).code).toBe(1);
});

test('many inputs: files, folders, standard input; a bad one does not stop the rest', async () => {
  const { run } = await openCommandRoom();
  const folder = join(temporaryFolder(), 'in');
  await mkdir(folder);
  await copyFile(workbook('outbound.xlsx'), join(folder, 'b.xlsx'));
  await writeFile(join(folder, 'a.json'), JSON.stringify([good(1), { goods: 7 }, good(2)]));
  await writeFile(join(folder, 'c.jsonl'), `${JSON.stringify(good(3))}\n{"direction"\n`);
  await writeFile(join(folder, 'broken.xlsx'), 'PK\u0003\u0004 no workbook');
  await writeFile(join(folder, 'notes.txt'), 'not taken');
  const said = await run(['import', folder, '-', '/no/such/file.json', '--json'], JSON.stringify(good(4)));
  expect(said.code).toBe(1);
  const results = said.json.results.map(({ input, ok }: { input: string; ok: boolean }) => [input, ok]);
  expect(results).toEqual([
    ['a.json 第 1 份', true],
    ['a.json 第 2 份', false],
    ['a.json 第 3 份', true],
    ['b.xlsx', true],
    ['broken.xlsx', false],
    ['c.jsonl 第 1 行', true],
    ['c.jsonl 第 2 行', false],
    ['标准输入', true],
    ['file.json', false],
  ]);
  expect(said.json.summary).toEqual({ total: 9, ok: 5, failed: 4 });
  expect((await run('list --json')).json.total).toBe(5);
});

test('an empty folder is nothing to do, and says so', async () => {
  const { run } = await openCommandRoom();
  const said = await run(['import', temporaryFolder()]);
  expect([said.code, said.out, said.err]).toEqual([0, '', expect.stringContaining('没有可导入的文件')]);
});

test('entry numbers flow from any command to the next', async () => {
  const { run, startBureau, home, statusOf } = await openCommandRoom();
  await startBureau();
  const imported = await run('import - --json', JSON.stringify([good(1), good(2), good(3)]));
  const entryNos: string[] = imported.json.results.map(({ entryNo }: { entryNo: string }) => entryNo);
  expect((await run('save - --json', imported.out)).json.summary.ok).toBe(3);
  const listed = await run('list --status saved --json');
  const sent = await run('send - --json', listed.out);
  expect([sent.code, sent.json.summary.ok, casesOf(home).length]).toEqual([0, 3, 3]);
  expect((await run('receive -', sent.out)).code).toBe(0);
  expect(await statusOf(entryNos[0] ?? '')).toBe('released');
  expect((await run('delete -', `${entryNos[0]}\n${entryNos[1]?.toLowerCase()}\n`)).code).toBe(0);
  expect((await run('list --json')).json.total).toBe(1);
});

test('standard input without entry numbers is told, not passed over', async () => {
  const { run } = await openCommandRoom();
  const nothing = await run('save -', '\n');
  expect([nothing.code, nothing.err]).toEqual([0, '没有给出录入序号\n']);
  expect((await run('save -', 'WI1\n')).code).toBe(2);
  expect((await run('save -', '{"rows":[')).code).toBe(1);
});

test('a person who sends over a dead line is told that the program goes on by itself', async () => {
  const { run, startBureau } = await openCommandRoom();
  await startBureau({ faults: { drop: 1 } });
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  const said = await run(`send ${entryNo}`);
  expect(said.out).toContain('不会重复申报');
  expect(said.out).not.toContain('报文编号');
  const kept = await run(`delete ${entryNo}`);
  expect([kept.code, kept.out.split(entryNo).length - 1]).toEqual([1, 1]);
});

test('copy, delete, undelete', async () => {
  const { run, startBureau, statusOf } = await openCommandRoom();
  await startBureau();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  const copied = await run(`copy ${entryNo} --json`);
  expect(copied.json).toMatchObject({ status: 'saved', from: entryNo });
  expect((await run(`delete ${copied.json.entryNo}`)).out).toContain(`undelete ${copied.json.entryNo}`);
  expect((await run('list --json')).json.total).toBe(1);
  expect((await run(`undelete ${copied.json.entryNo}`)).out).toContain('已恢复：已保存');
  await run(`send ${entryNo} --wait 5`);
  expect((await run(`delete ${entryNo}`)).out).toContain('只撤出列表');
  expect([(await run('list --json')).json.total, (await run('list --withdrawn --json')).json.total]).toEqual([1, 2]);
  expect((await run(`undelete ${entryNo}`)).code).toBe(0);
  expect(await statusOf(entryNo)).toBe('released');
});

test('what did not reach the bureau is sent while receipts are waited for', async () => {
  const { run, startBureau, home } = await openCommandRoom();
  const bureau = await startBureau({ faults: { error: 1 } });
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  const failed = await run(`send ${entryNo}`);
  expect([failed.code, failed.out]).toEqual([3, expect.stringContaining('发送队列')]);
  bureau.setFaults(NO_FAULTS);
  const sent = await run(`send ${entryNo} --wait 60 --json`);
  expect([sent.code, sent.json.results[0].outcome, sent.json.results[0].status]).toEqual([0, 'taken', 'released']);
  expect(casesOf(home)).toHaveLength(1);
});
