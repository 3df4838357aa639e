import { existsSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { FOLDER } from '../declaration/cases.ts';
import { good } from '../jobs/office.ts';
import { programsOf } from '../jobs/programs.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type CommandRoom, openCommandRoom } from './command.ts';

const HANAZONO = '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf';

/** Imports cases and gives their entry numbers in the same order. */
async function importCases({ run }: CommandRoom, ...names: readonly string[]): Promise<readonly string[]> {
  const files = names.map(name => `${FOLDER}${name}/declaration.json`);
  const { json } = await run(['import', ...files, '--json']);
  return json.results.map(({ entryNo }: { entryNo: string }) => entryNo);
}

const printedIn = async ({ run }: CommandRoom): Promise<readonly string[]> =>
  (await run('list --queue printed --json')).json.rows.map(({ entryNo }: { entryNo: string }) => entryNo);

const isPdf = (file: string) => /^%PDF-1\.7\n.*%%EOF\n$/su.test(readFileSync(file, 'latin1'));

test('many in one file: papers by kind, the printed mark, and what is there stays', async () => {
  const room = await openCommandRoom();
  const numbers = await importCases(room, 'in-full', 'out-full', 'pack-full', 'in-50-goods');
  expect(await printedIn(room)).toEqual([]);
  const folder = temporaryFolder();
  const file = join(folder, '全部.pdf');
  const said = await room.run(['print', ...numbers, '--file', file, '--json']);
  expect(said.code).toBe(EXIT.done);
  expect(
    said.json.results.map(({ papers, pages, outcome }: Record<string, unknown>) => [outcome, papers, pages]),
  ).toEqual([
    ['printed', ['inbound', 'container'], 2],
    ['printed', ['outbound', 'container'], 2],
    ['printed', ['packaging'], 1],
    ['printed', ['inbound'], 3],
  ]);
  expect(said.err).toContain(`正在打印 4/4  ${numbers[3]}`);
  expect(isPdf(file)).toBe(true);
  expect([...(await printedIn(room))].sort()).toEqual([...numbers].sort());
  expect(readdirSync(folder)).toEqual(['全部.pdf']);

  writeFileSync(file, '别人的文件');
  const refused = await room.run(['print', ...numbers, '--file', file]);
  expect([refused.code, refused.err]).toEqual([
    EXIT.faults,
    expect.stringContaining(`文件已经存在，没有覆盖：${file}`),
  ]);
  expect(readFileSync(file, 'utf8')).toBe('别人的文件');
  expect((await room.run(['print', ...numbers, '--file', file, '--again'])).code).toBe(EXIT.done);
  expect(isPdf(file)).toBe(true);
});

test('one each in a folder: a rerun prints what is missing, cut off or asked for again', async () => {
  const room = await openCommandRoom();
  const [first = '', second = '', third = ''] = await importCases(room, 'in-minimal', 'out-minimal', 'pack-minimal');
  const folder = join(temporaryFolder(), 'pdf');
  const fileOf = (entryNo: string) => join(folder, `${entryNo}.pdf`);
  const print = async (...more: readonly string[]) => {
    const said = await room.run(['print', first, second, third, '--folder', folder, '--json', ...more]);
    return said.json.results.map(({ outcome, outdated }: Record<string, unknown>) =>
      outdated ? `${outcome} outdated` : outcome,
    );
  };
  expect((await room.run(['print', first, second, '--folder', folder])).out).toBe(
    `${first}  ${fileOf(first)}，1 页\n${second}  ${fileOf(second)}，1 页\n`,
  );
  expect(await print()).toEqual(['already', 'already', 'printed']);
  const whole = readFileSync(fileOf(first));
  truncateSync(fileOf(first), whole.length - 20);
  expect(await print()).toEqual(['printed', 'already', 'already']);
  expect(readFileSync(fileOf(first)).equals(whole)).toBe(true);
  expect(await print('--again')).toEqual(['printed', 'printed', 'printed']);
  // The clock of the room is the day of the manual, files are of today: this one is older than its declaration.
  utimesSync(fileOf(second), 0, 0);
  expect(await print()).toEqual(['already', 'already outdated', 'already']);
  expect(readdirSync(folder).sort()).toEqual([first, second, third].map(entryNo => `${entryNo}.pdf`).sort());
});

test('a file that was written without its mark is marked by a rerun', async () => {
  const room = await openCommandRoom();
  const [entryNo = ''] = await importCases(room, 'in-minimal');
  const folder = temporaryFolder();
  await room.run(['print', entryNo, '--folder', folder]);
  await room.office.store.update(entryNo, ({ printedAt: _, ...record }) => record);
  expect(await printedIn(room)).toEqual([]);
  expect((await room.run(['print', entryNo, '--folder', folder])).out).toContain('没有再打印');
  expect(await printedIn(room)).toEqual([entryNo]);
});

test('one that is not there, or not for the paper, does not stop the rest', async () => {
  const room = await openCommandRoom();
  const [inbound = '', outbound = ''] = await importCases(room, 'in-minimal', 'out-minimal');
  const file = join(temporaryFolder(), 'one.pdf');
  const said = await room.run([
    'print',
    'WI179546740372599',
    outbound,
    inbound,
    '--papers',
    'inbound,work-sheet',
    '--file',
    file,
    '--json',
  ]);
  expect(said.code).toBe(EXIT.faults);
  expect(said.json.summary).toEqual({ total: 3, ok: 1, failed: 2 });
  expect(said.json.results[1].error).toMatchObject({
    code: 'print.not-for',
    message: expect.stringContaining('没有入境货物报检单'),
  });
  expect(said.json.results[2].papers).toEqual(['inbound', 'work-sheet']);
  expect(isPdf(file)).toBe(true);
  expect(await printedIn(room)).toEqual([inbound]);

  const none = join(temporaryFolder(), 'none.pdf');
  expect((await room.run(['print', outbound, '--papers', 'inbound', '--file', none])).code).toBe(EXIT.faults);
  expect(existsSync(none)).toBe(false);
});

test('where nothing can be written nothing is marked, and nothing is left lying about', async () => {
  const room = await openCommandRoom();
  const [entryNo = ''] = await importCases(room, 'in-minimal');
  const folder = temporaryFolder();
  const said = await room.run(['print', entryNo, '--file', join(folder, 'no', 'such.pdf')]);
  expect([said.code, said.err]).toEqual([EXIT.faults, expect.stringContaining('写不了文件')]);
  writeFileSync(join(folder, `${entryNo}.pdf`), '别人的文件');
  expect((await room.run(['print', entryNo, '--folder', folder])).out).toContain('没有覆盖');
  expect((await room.run(['print', entryNo, '--folder', join(folder, `${entryNo}.pdf`)])).err).toContain('写不了文件');
  expect(readFileSync(join(folder, `${entryNo}.pdf`), 'utf8')).toBe('别人的文件');
  expect(await printedIn(room)).toEqual([]);
  expect(readdirSync(folder)).toEqual([`${entryNo}.pdf`]);
});

test('Ctrl+C: what was not begun is told, and a rerun goes on', async () => {
  const room = await openCommandRoom();
  await room.run('import -', JSON.stringify(Array.from({ length: 30 }, (_, at) => good(at + 1))));
  const all: string[] = (await room.run('list --limit 0 --json')).json.rows.map(
    ({ entryNo }: { entryNo: string }) => entryNo,
  );
  const folder = temporaryFolder();
  const running = room.run(['print', ...all, '--folder', folder, '--json']);
  while (!existsSync(folder) || readdirSync(folder).length === 0) await new Promise(setImmediate);
  expect(room.interrupt()).toBe(true);
  const said = await running;
  expect([said.code, said.json.interrupted]).toEqual([EXIT.interrupted, true]);
  expect(said.err).toMatch(/已中断：没有轮到 \d+ 份/u);
  const files = readdirSync(folder);
  expect(files.length).toBe(said.json.summary.ok);
  expect(files.length).toBeLessThan(all.length);
  expect((await room.run(['print', ...all, '--folder', folder])).code).toBe(EXIT.done);
  expect(readdirSync(folder)).toHaveLength(all.length);
  expect(readdirSync(folder).filter(name => !isPdf(join(folder, name)))).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('a printing queue', () => {
  /** The two programs of CUPS; nothing is noted unless `lp` does. */
  const printingSystem = ({ lp, lpstat = 'exit 0' }: { readonly lp: string; readonly lpstat?: string }) =>
    programsOf({ lp, lpstat });

  test('gets a job a declaration, A4 and not scaled; its state is told', async () => {
    const { folder } = printingSystem({ lp: '' });
    const log = join(folder, 'log');
    const { env } = printingSystem({
      lp: `echo "$@" >> ${log}; for each in "$@"; do last=$each; done; head -c 8 "$last" >> ${log}; echo "request id is office-12 (1 file(s))"`,
      lpstat:
        'case "$1" in -o) echo "office-12 user 1024 now";; -p) printf "printer office disabled since now -\\n\\tout of paper\\n";; esac',
    });
    const room = await openCommandRoom({ env });
    const [entryNo = ''] = await importCases(room, 'in-minimal');
    const said = await room.run([
      'print',
      entryNo,
      '--printer',
      'office',
      '--copies',
      '2',
      '--sides',
      'two-sided-long-edge',
      '--no-background',
    ]);
    expect([said.code, said.out]).toEqual([
      EXIT.done,
      `${entryNo}  office-12 在打印队列里等待，1 页\n  ! 打印机停着：没有纸（out of paper）  → cupsenable 启用它，或找管理员\n`,
    ]);
    expect(readFileSync(log, 'utf8')).toMatch(
      new RegExp(
        `^-d office -n 2 -o media=A4 -o sides=two-sided-long-edge -o print-scaling=none -t ${entryNo} -- /.*${entryNo}\\.pdf\n%PDF-1\\.7`,
        'u',
      ),
    );
    expect(await printedIn(room)).toEqual([entryNo]);
  });

  test('that refuses is told with what to do, and nothing is marked', async () => {
    const { env } = printingSystem({ lp: 'echo "lp: The printer or class does not exist." >&2; exit 1' });
    const room = await openCommandRoom({ env });
    const [entryNo = ''] = await importCases(room, 'in-minimal');
    const said = await room.run(['print', entryNo, '--printer', 'office']);
    expect([said.code, said.out]).toEqual([
      EXIT.faults,
      expect.stringContaining('打印队列 office 没有接受：没有这个打印队列（The printer or class does not exist.）'),
    ]);
    expect(await printedIn(room)).toEqual([]);
  });

  test('where there is no printing system that is said once', async () => {
    const room = await openCommandRoom({ env: { PATH: temporaryFolder() } });
    const numbers = await importCases(room, 'in-minimal', 'out-minimal');
    const said = await room.run(['print', ...numbers, '--printer', 'office']);
    expect([said.code, said.out]).toEqual([EXIT.faults, '']);
    expect(said.err.match(/没有打印系统 CUPS/gu)).toHaveLength(1);
    expect(said.err).toContain('--file 报检单.pdf');
    expect(await printedIn(room)).toEqual([]);
  });
});

test('the papers are listed with how sure their forms are', async () => {
  const { run } = await openCommandRoom();
  const said = await run('print --list');
  expect([said.code, said.err]).toEqual([EXIT.done, expect.stringContaining('推测')]);
  expect(said.out).toMatch(/quarantine-treatment +出入境检疫处理业务委托书 .*推测 100%/u);
  expect((await run('print --list --json')).json.map(({ name }: { name: string }) => name)).toEqual(
    PAPERS.map(({ name }) => name),
  );
});

test('a page can be looked at as text, and nothing is marked by that', async () => {
  const room = await openCommandRoom();
  const [entryNo = ''] = await importCases(room, 'in-full');
  const said = await room.run(['print', entryNo, '--preview', '--papers', 'inbound']);
  expect(said.out).toContain(`◆ ${entryNo}  入境货物报检单  第1页\n`);
  expect(said.out).toMatch(/\(外文\) +SHENZHEN WUZHOU TRADING CO., LTD\./u);
  expect(await printedIn(room)).toEqual([]);
  const { json } = await room.run(['print', entryNo, '--preview', '--json']);
  expect(json.results[0].papers.map(({ paper }: { paper: string }) => paper)).toEqual(['inbound', 'container']);
});

// With that font on the machine nothing is missing.
test.skipIf(existsSync(HANAZONO))('characters that cannot be printed are named with their field', async () => {
  const room = await openCommandRoom();
  const [entryNo = ''] = await importCases(room, 'in-rare-characters');
  const said = await room.run(['print', entryNo, '--file', join(temporaryFolder(), 'rare.pdf'), '--json']);
  expect(said.code).toBe(EXIT.done);
  expect(said.err).toContain(`${entryNo}【收货人中文】有字体里没有的字，打成 〓：𠮷\n`);
  expect(said.err).toContain('settings set paper.fallbackFont');
  expect(said.json.results[0].missing[0]).toEqual({ id: 'consigneeName', label: '收货人中文', characters: ['𠮷'] });
});

test.each([
  ['print WI179546740372500', '取其一'],
  ['print WI179546740372500 --file a.pdf --folder b', '取其一'],
  ['print --file a.pdf', '没有写明录入序号'],
  ['print WI179546740372500 --file a.pdf --papers nothing', '没有这种单据：nothing'],
  ['print WI179546740372500 --printer p --copies 0', '--copies 至少为 1'],
  ['print WI179546740372500 --printer p --sides none', '值不对'],
])('%s is refused', async (line, says) => {
  const { run } = await openCommandRoom();
  const said = await run(line);
  expect([said.code, said.err]).toEqual([EXIT.usage, expect.stringContaining(says)]);
});

describe('calibration', () => {
  test('a page to measure, what was measured is kept, and files are drawn by it', async () => {
    const room = await openCommandRoom();
    const [entryNo = ''] = await importCases(room, 'in-minimal');
    const folder = temporaryFolder();
    const page = join(folder, 'page.pdf');
    const said = await room.run(['print', '--calibration-page', '--file', page]);
    expect([said.code, said.out]).toEqual([EXIT.done, `校准页已写到 ${page}\n`]);
    expect(said.err).toContain('print --measured');
    expect(isPdf(page)).toBe(true);

    const [before, after] = ['before', 'after'].map(name => join(folder, `${name}.pdf`)) as [string, string];
    await room.run(['print', entryNo, '--file', before]);
    const measured = await room.run(['print', '--measured', '21,19.5,191,19.5,21,276.5,191,276.5']);
    expect([measured.code, measured.out]).toEqual([
      EXIT.done,
      '文件 已校准：右移 -1.00，下移 +0.50 毫米；宽 100.00%，高 100.00%\n',
    ]);
    await room.run(['print', entryNo, '--file', after]);
    expect(readFileSync(after).equals(readFileSync(before))).toBe(false);
    await room.run(['settings', 'set', 'printing.calibrations', '{}']);
    await room.run(['print', entryNo, '--file', after, '--again']);
    expect(readFileSync(after).equals(readFileSync(before))).toBe(true);
  });

  test.each([
    ['print --measured 1,2,3', '八个毫米数'],
    ['print --measured 20,20,190,20,20,277,,', '八个毫米数'],
    ['print --calibration-page', '校准页打印到哪里'],
  ])('%s is refused', async (line, says) => {
    const { run } = await openCommandRoom();
    const said = await run(line);
    expect([said.code, said.err]).toEqual([EXIT.usage, expect.stringContaining(says)]);
  });

  test('what no printer does is refused with what to do', async () => {
    const { run } = await openCommandRoom();
    const said = await run('print --measured 28,28,180,28,28,258,180,258');
    expect([said.code, said.err]).toEqual([EXIT.faults, expect.stringContaining('打印时缩放过')]);
  });
});
