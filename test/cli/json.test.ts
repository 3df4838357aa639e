import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { makeReport } from '../../src/cli/report.ts';
import { good } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

test('with --json every command writes one JSON document to stdout and nothing else', async () => {
  const { run, startBureau, clock } = await openCommandRoom();
  await startBureau();
  const folder = temporaryFolder();
  const entryNo: string = (await run('import - --json', JSON.stringify(good(1)))).json.results[0].entryNo;
  const other: string = (await run('import - --json', JSON.stringify(good(2)))).json.results[0].entryNo;
  clock.now += 1000;
  const lines: readonly (readonly [string, string?])[] = [
    ['practice status'],
    ['practice fault slow=0'],
    ['import - /no/such/file', JSON.stringify(good(3))],
    [`workbook goods ${join(folder, 'goods.xlsx')}`],
    [`check ${entryNo} -`, JSON.stringify(good(4))],
    [`edit ${other} --set contractNo=HT-9`],
    [`save ${other} ${entryNo}`],
    [`send ${entryNo} ${other} --wait 5`],
    ['receive'],
    ['receipts list'],
    ['audit'],
    ['audit verify'],
    [`check-list ${entryNo}`],
    [`split ${other} --lines 1 --dry-run`],
    ['rejections list'],
    ['articles list'],
    [`paperless list ${entryNo}`],
    [`paperless way ${entryNo} 自存`],
    [`paperless web ${entryNo}`],
    [`paperless send ${entryNo}`],
    [`assign ${entryNo} --to 小王`],
    [`assign ${entryNo} --done`],
    ['review list'],
    [`review show ${entryNo}`],
    [`review ask ${entryNo}`],
    ['list'],
    ['list nothing-like-this'],
    [`show ${entryNo}`],
    [`show ${entryNo} --xml`],
    ['print --list'],
    [`print ${entryNo} --preview`],
    [`print ${entryNo} --file ${join(folder, 'one.pdf')}`],
    [`copy ${entryNo}`],
    [`customs ${entryNo}`],
    ['new 入'],
    [`apportion ${other} --field grossWeight --total 100 --by equal`],
    [`delete ${other}`],
    [`undelete ${other}`],
    [`template keep 甲 ${entryNo}`],
    ['template list'],
    ['template show 甲'],
    ['template use 甲'],
    ['template delete 甲 乙'],
    ['parties import - /no/such/file', '代码,名称\nA,甲\n'],
    [`parties export ${join(folder, 'parties.csv')}`],
    ['settings get'],
    ['settings get switches.sound'],
    ['settings set switches.sound true'],
    ['settings set channel.password -', 'secret'],
    ['notices'],
    ['notices log'],
    [`settings export ${join(folder, 'settings.json')}`],
    ['settings export -'],
    [`settings import ${join(folder, 'settings.json')}`],
    ['channel'],
    ['channel use 09'],
    ['stats'],
    [`export ${join(folder, 'declarations.csv')}`],
    [`watch ${join(folder, 'watched')} --once`],
    ['codes list'],
    ['codes search countries 巴西'],
    ['codes import - --table currencies --replace', '代码\t名称\n840\t美元\n'],
    ['codes revert currencies'],
    ['print-template list'],
    ['store check'],
    [`store backup ${join(folder, 'backup.tar.gz')}`],
    [`store restore ${join(folder, 'backup.tar.gz')} --home ${join(folder, 'restored')}`],
    ['outbox list --done'],
    ['outbox deliver'],
    ['doctor --offline'],
    ['guide 3.7'],
    ['help 3.8'],
    ['completion bash'],
    ['accounts status'],
    ['login wang --password-stdin', 'geheim-9'],
    ['logout'],
    ['members list'],
    ['practice reset'],
  ];
  for (const [words, input] of lines) {
    const said = await run(`${words} --json`, input);
    expect([words, said.out.split('\n').length, said.out.at(-1)]).toEqual([words, 2, '\n']);
    expect([words, typeof said.json]).toEqual([words, 'object']);
    expect(said.err).not.toMatch(/程序内部错误/u);
  }
  const told = new Set(lines.map(([words]) => words.split(' ')[0]));
  expect([...COMMANDS].map(({ command }) => command.split(' ')[0]).filter(name => !told.has(name))).toEqual([]);
});

test('an error after the result makes no second document', () => {
  const said = { out: '', err: '' };
  const report = makeReport({
    json: true,
    stdout: { write: text => (said.out += text) },
    stderr: { write: text => (said.err += text) },
  });
  report.result({ done: true }, () => []);
  report.error(new Error('late'));
  expect(said.out).toBe('{"done":true}\n');
  expect(said.err).toContain('late');
});

test('receipts that came before the line failed are told, with the failure', async () => {
  const { run, startBureau } = await openCommandRoom();
  // Asking is answered; the acknowledgement after it meets a bureau that fails.
  const bureau = await startBureau({ log: line => line.includes('给出回执') && bureau.setFaults({ error: 1 }) });
  await run('import -', JSON.stringify([good(1), good(2)]));
  await run('send --all');
  const said = await run('receive --json');
  expect([said.code, said.json.changed.length, said.json.failure.exit]).toEqual([3, 2, 3]);
  expect(said.json.failure.message).toContain('500');
});

test('names that hold control characters reach no terminal, as text or as JSON', async () => {
  const { run } = await openCommandRoom();
  const name = 'no\u001b[2J\u009b31m\u0007file';
  for (const words of [['check', name], ['check', name, '--json'], ['import', name], [name], [name, '--json']]) {
    const { out, err } = await run(words);
    expect([words, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(out + err)]).toEqual([words, false]);
    expect(out + err).toContain('file');
  }
});
