import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

const sample = async (name: string) => await readFile(`fixtures/declarations/${name}/declaration.json`, 'utf8');

/** A document without what each declaration has of its own. */
const contents = ({ entryNo: _, declarationNo: __, declarationDate: ___, ...document }: Record<string, unknown>) =>
  document;

test.each(['in-full', 'out-full', 'pack-full', 'in-vehicles', 'in-linked-containers'])(
  '%s goes out as a workbook and comes in as the same declaration',
  async name => {
    const { run } = await openCommandRoom();
    const folder = await temporaryFolder();
    const first = entryNoIn(await run('import -', await sample(name)));
    const file = join(folder, '单证.xlsx');
    const written = await run(['export', '--workbook', first, '--file', file]);
    // Control totals are what somebody has typed to count against; a workbook does not take them along, and says so.
    const { control } = (await run(`show ${first} --json`)).json.document;
    const lost = control === undefined ? '' : '  ! 再导入会与现在不同：【控制总数】\n';
    expect([written.code, written.out]).toEqual([0, `${first} → ${file}\n${lost}`]);
    const second = entryNoIn(await run(['import', file, '--again']));
    expect(second).not.toBe(first);
    const [a, b] = [await run(`show ${first} --json`), await run(`show ${second} --json`)];
    expect(contents({ ...b.json.document, control })).toEqual(contents({ ...a.json.document, control }));
    expect(b.json.status).toBe(a.json.status);
  },
);

test('several go into a folder that is made, none is written over, and all is said to scripts', async () => {
  const { run } = await openCommandRoom();
  const folder = join(await temporaryFolder(), '交接', '一');
  const entryNos = [];
  for (const name of ['in-minimal', 'out-minimal']) entryNos.push(entryNoIn(await run('import -', await sample(name))));
  const written = await run(['export', '--workbook', '-', '--folder', folder, '--json'], entryNos.join('\n'));
  expect(written.code).toBe(0);
  expect((await readdir(folder)).sort()).toEqual(entryNos.map(entryNo => `${entryNo}.xlsx`).sort());
  expect(written.json.results[0]).toEqual({
    input: entryNos[0],
    ok: true,
    file: join(folder, `${entryNos[0]}.xlsx`),
    differs: [],
  });
  const again = await run(['export', '--workbook', ...entryNos, '--folder', folder]);
  expect([again.code, again.out]).toEqual([1, expect.stringContaining('没有覆盖')]);
});

test('what cannot be written is said, with what helps', async () => {
  const { run } = await openCommandRoom();
  const folder = await temporaryFolder();
  const entryNo = entryNoIn(await run('import -', await sample('in-minimal')));
  const csv = await run(['export', '--workbook', entryNo, '--file', join(folder, 'a.csv')]);
  expect([csv.code, csv.out]).toEqual([2, expect.stringContaining('一个 .csv 放不下')]);
  expect(
    (await run(['export', '--workbook', entryNo, 'WI150881040000009', '--file', join(folder, 'a.xlsx')])).code,
  ).toBe(2);
  expect((await run(['export', '--workbook', entryNo, '--file', 'a.xlsx', '--folder', folder])).code).toBe(2);
  await writeFile(join(folder, 'file'), '');
  const blocked = await run(['export', '--workbook', entryNo, '--folder', join(folder, 'file')]);
  expect([blocked.code, blocked.err]).toEqual([1, expect.stringContaining('建立不了目录')]);
  expect(await readdir(folder)).toEqual(['file']);
});

test('what would come back otherwise is said by its place', async () => {
  const { run } = await openCommandRoom();
  const file = join(await temporaryFolder(), 'a.xlsx');
  const document = { ...JSON.parse(await sample('in-minimal')), storagePlace: '目的地' };
  const entryNo = entryNoIn(await run('import -', JSON.stringify(document)));
  const written = await run(['export', '--workbook', entryNo, '--file', file]);
  expect([written.code, written.out]).toEqual([0, expect.stringContaining('再导入会与现在不同：【存放地点】')]);
});
