import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/*
 * The main job from end to end, as a person or a script would do it: every step is the real program in a process of its own,
 * in a fresh home, against a practice bureau that it starts. It fails as soon as one step does not do what it should.
 * `--store` is a database in which the office keeps its declarations, `--program` is another program than the one that was built here, `--node` another Node to run it.
 */

interface Step {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const home = mkdtempSync(join(tmpdir(), 'baojian-demo-'));
const { values: given } = parseArgs({
  options: { program: { type: 'string' }, node: { type: 'string' }, store: { type: 'string' } },
});
const place = ['--home', home, ...(given.store === undefined ? [] : ['--store', given.store])];
const { program = join(import.meta.dirname, '..', 'dist', 'main.js'), node = process.execPath } = given;

function baojian(...words: string[]): Promise<Step> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [program, ...words, ...place], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', chunk => (stdout += chunk));
    child.stderr.on('data', chunk => (stderr += chunk));
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** Runs a command, shows it as it would look at the prompt, and holds it to its promise. */
async function step(title: string, words: readonly string[], expected: number): Promise<Step> {
  console.log(
    `\n── ${title}\n$ baojian ${words.map(word => (/[\s"'{}[\]]/u.test(word) ? `'${word}'` : word)).join(' ')}`,
  );
  const done = await baojian(...words);
  for (const line of `${done.stderr}${done.stdout}`.trimEnd().split('\n')) console.log(`  ${line}`);
  must(done.code === expected, `退出码是 ${done.code}，应为 ${expected}`);
  return done;
}

function must(truth: boolean, otherwise: string): void {
  if (!truth) throw new Error(otherwise);
}

interface Row {
  readonly entryNo: string;
  readonly status: string;
  readonly declarationNo: string;
}

async function rows(): Promise<readonly Row[]> {
  const { stdout } = await baojian('list', '--json');
  return (JSON.parse(stdout) as { rows: readonly Row[] }).rows;
}

const CORRECTIONS: readonly string[] = [
  'tradeMode=11',
  'contractNo=HL-BR-2017-089',
  'storagePlace=洋山冷链物流园3号库',
  'departureCountry=076',
  'arrivalDate=20170918',
  'containers[0].numbers=MNBU3024170,MNBU3776202',
  'goods[0].quantity=1300',
  'goods[1].packageType=4M',
];

const fixture = (name: string) => join('fixtures', 'workbooks', name);

async function demo(): Promise<void> {
  console.log(`报检台演示：数据放在临时目录，单证只发给本机的练习局，不会上报任何机构。`);
  await step('启动练习局', ['practice', 'start', '--pace', '200'], 0);
  await step('导入一份入境、一份出境的全单工作簿', ['import', fixture('inbound.xlsx'), fixture('outbound.xlsx')], 0);
  must((await rows()).filter(({ status }) => status === 'saved').length === 2, '两份单证没有都保存');

  await step('导入一份有差错的：逐个单元格指出，内容存为草稿', ['import', fixture('wrong-inbound.xlsx')], 1);
  const wrong = (await rows()).find(({ status }) => status === 'draft')?.entryNo ?? '';
  must(wrong !== '', '有差错的单证没有存为草稿');
  await step('有差错的不能保存', ['save', wrong], 1);
  await step('改正', ['edit', wrong, ...CORRECTIONS.flatMap(words => ['--set', words])], 0);
  // The workbooks are of 2017, which is asked about.
  await step('保存', ['save', wrong, '--sure'], 0);

  await step('发送全部已保存的，等回执', ['send', '--all', '--sure', '--wait', '10'], 0);
  const ended = await rows();
  must(
    ended.length === 3 &&
      ended.every(({ status, declarationNo }) => status === 'released' && declarationNo.length === 15),
    '三份单证没有都放行',
  );
  await step('结果', ['list'], 0);
  await step('其中一份的全部内容和回执', ['show', wrong], 0);
  await step('再发送一次：什么也不会重发', ['send', ...ended.map(({ entryNo }) => entryNo)], 0);
  const { stdout } = await step('练习局收到的正好是三份', ['practice', 'status', '--json'], 0);
  must((JSON.parse(stdout) as { taken: number }).taken === 3, '练习局收到的份数不对');
  await step('检查数据', ['store', 'check'], 0);
}

try {
  await demo();
  console.log('\n演示完成：导入、检查、改正、发送、回执，全部做到。');
} catch (error) {
  console.error(`\n演示失败：${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await baojian('practice', 'stop');
  rmSync(home, { recursive: true, force: true });
}
