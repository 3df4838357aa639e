import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { keepPrintTemplate } from '../../src/jobs/print-templates.ts';
import { FOLDER } from '../declaration/cases.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type CommandRoom, openCommandRoom } from './command.ts';

let room: CommandRoom;

beforeEach(async () => {
  room = await openCommandRoom();
  await keepPrintTemplate(room.office, {
    name: '套打',
    paper: 'inbound',
    boxes: { consigneeName: { dx: 1.5, size: 12 }, 'gone#2': { dy: 1 } },
  });
});

const entryNoOf = async (name: string): Promise<string> =>
  (await room.run(['import', `${FOLDER}${name}/declaration.json`, '--json'])).json.results[0].entryNo;

const names = async (): Promise<readonly string[]> =>
  (await room.run('print-template list --json')).json.map(({ name }: { name: string }) => name);

test('lists and shows what a template changes, and what the form does not have any more', async () => {
  const { out, err } = await room.run('print-template list');
  expect(out).toMatch(/套打 +入境货物报检单 +2 处 +测试/u);
  expect(err).toContain('共 1 个打印模板');
  const shown = await room.run('print-template show 套打');
  expect(shown.out).toContain('收货人中文：右移 1.5 毫米，字号 12 磅');
  expect(shown.err).toContain('版式里没有“gone#2”这一框，没有用上');
});

test('renames, copies, restores and deletes', async () => {
  expect((await room.run('print-template copy 套打 二号机')).out).toBe('打印模板“套打”已复制为“二号机”\n');
  expect((await room.run('print-template rename 套打 一号机')).out).toBe('打印模板“套打”已改名为“一号机”\n');
  expect(await names()).toEqual(['一号机', '二号机']);
  expect((await room.run('print-template reset 二号机')).out).toBe('打印模板“二号机”已恢复为原来的版式\n');
  expect((await room.run('print-template show 二号机 --json')).json.boxes).toEqual({});
  expect((await room.run('print-template delete 一号机 没有的')).code).toBe(EXIT.faults);
  expect(await names()).toEqual(['二号机']);
});

// biome-ignore format: table
test.each([
  ['copy 套打 套打',        EXIT.usage,  '已经有名为“套打”的打印模板'],
  ['rename 没有 新的',      EXIT.usage,  '没有名为“没有”的打印模板'],
  ['rename 套打',           EXIT.usage,  '要写明打印模板的名称和新名称'],
  ['delete',                EXIT.usage,  '没有写明打印模板的名称'],
  ['show',                  EXIT.usage,  '没有写明打印模板的名称'],
  ['export',                EXIT.usage,  '没有写明文件名'],
  ['import',                EXIT.usage,  '要写明一个打印模板的文件'],
  ['paint 套打',            EXIT.usage,  ''],
])('print-template %s', async (words, code, said) => {
  const { code: ended, out, err } = await room.run(`print-template ${words}`);
  expect([ended, out + err]).toEqual([code, expect.stringContaining(said)]);
});

test('a name is of 1 to 40 characters', async () => {
  const long = '长'.repeat(41);
  expect((await room.run(['print-template', 'copy', '套打', long])).err).toContain('有 41 个字，最多 40 个');
  expect((await room.run(['print-template', 'copy', '套打', '\u200b '])).err).toContain('没有填写打印模板的名称');
});

describe('a file', () => {
  test('goes from office to office, all or nothing', async () => {
    const file = join(temporaryFolder(), '打印模板.json');
    expect((await room.run(['print-template', 'export', file])).out).toBe(`已写出 ${file}，1 个打印模板\n`);
    expect((await room.run(['print-template', 'export', file])).err).toContain('文件已经存在，没有覆盖');
    const other = await openCommandRoom();
    expect((await other.run(['print-template', 'import', file])).out).toBe(
      '已导入打印模板“套打”  入境货物报检单\n  ! 版式里没有“gone#2”这一框，没有用上\n',
    );
    const again = await other.run(['print-template', 'import', file]);
    expect([again.code, again.err]).toEqual([EXIT.usage, expect.stringContaining('已经有这些名称的打印模板')]);
    expect((await other.run(['print-template', 'import', file, '--again'])).out).toContain('已替换打印模板“套打”');
    const { out } = await room.run('print-template export -');
    expect((await other.run('print-template import - --again', out)).code).toBe(EXIT.done);
    expect((await room.run('print-template export - --json')).json).toEqual(JSON.parse(out));
  });

  const file = (templates: unknown, more: object = {}) =>
    JSON.stringify({ format: 'baojian.print-templates', version: 1, templates, ...more });
  const one = (more: object = {}) => ({ name: '新的', paper: 'inbound', boxes: {}, ...more });
  // biome-ignore format: table
  test.each([
    ['that is no JSON',                 '{',                                                           '不是完整的 JSON 文件'],
    ['of something else',               '{"format":"baojian.settings","version":1}',                   '这不是打印模板的文件'],
    ['of a newer program',              file([one()], { version: 2 }),                                 '更新版本的程序'],
    ['without templates',               file([]),                                                      '里面没有打印模板'],
    ['with an unknown paper',           file([one({ paper: 'letter' })]),                              'paper：应为 inbound、'],
    ['with a shift that is no number',  file([one({ boxes: { marks: { dx: '1' } } })]),                'boxes.marks.dx：应为毫米数'],
    ['with a shift beyond reason',      file([one({ boxes: { marks: { dx: 1e9 } } })]),                'boxes.marks.dx：应在 -300 与 300 之间'],
    ['with a size beyond reason',       file([one({ boxes: { marks: { size: 2 } } })]),                'boxes.marks.size：应在 7 与 36 之间'],
    ['with a word for an alignment',    file([one({ boxes: { marks: { align: '中' } } })]),            'boxes.marks.align：应为'],
    ['without a name',                  file([one({ name: ' ' })]),                                    '没有填写打印模板的名称'],
    ['with a name twice',               file([one(), one({ paper: 'outbound' })]),                     '名称重复：“新的”'],
    ['with one good and one bad one',   file([one(), one({ name: '坏的', boxes: 7 })]),                '第 2 个打印模板的 boxes'],
  ])('%s changes nothing', async (_what, text, said) => {
    const { code, err } = await room.run('print-template import -', text);
    expect([code, err]).toEqual([EXIT.faults, expect.stringContaining(said)]);
    expect(await names()).toEqual(['套打']);
  });

  test('cannot bring control characters to the screen', async () => {
    await room.run(
      'print-template import -',
      file([one({ name: '\u001b[31m红\u0007', boxes: { '\u001b[2J': { dx: 1 } } })]),
    );
    const { out, err } = await room.run('print-template show 红');
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
  });
});

describe('print --template', () => {
  test('prints with it, in a file of its own name, and tells what the form cannot take', async () => {
    const entryNo = await entryNoOf('in-full');
    const folder = join(temporaryFolder(), 'pdf');
    const plain = await room.run(['print', entryNo, '--folder', folder]);
    const said = await room.run(['print', entryNo, '--folder', folder, '--template', '套打']);
    expect([plain.code, said.code]).toEqual([EXIT.done, EXIT.done]);
    expect(said.err).toContain('打印模板“套打”：版式里没有“gone#2”这一框，没有用上');
    expect(readdirSync(folder).sort()).toEqual([`${entryNo}-套打.pdf`, `${entryNo}.pdf`]);
    const [one, two] = [`${entryNo}-套打.pdf`, `${entryNo}.pdf`].map(name => readFileSync(join(folder, name)));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(false);
  });

  test('previews with it', async () => {
    const entryNo = await entryNoOf('in-full');
    await keepPrintTemplate(room.office, { name: '藏', paper: 'inbound', boxes: { consigneeName: { hidden: true } } });
    const preview = async (...more: readonly string[]) =>
      (await room.run(['print', entryNo, '--papers', 'inbound', '--preview', ...more])).out;
    expect(await preview()).toContain('深圳市五洲商贸有限公司');
    expect(await preview('--template', '藏')).not.toContain('深圳市五洲商贸有限公司');
  });

  test('refuses what there is not, and two for one paper; says when it was of no use', async () => {
    const entryNo = await entryNoOf('out-minimal');
    const file = join(temporaryFolder(), '报检单.pdf');
    const print = async (template: string) =>
      await room.run(['print', entryNo, '--file', file, '--template', template]);
    expect((await print('没有')).err).toContain('没有名为“没有”的打印模板');
    expect((await print('套打,')).err).toContain('没有写明打印模板的名称');
    await room.run('print-template copy 套打 套打2');
    expect((await print('套打,套打2')).err).toContain('都是入境货物报检单的打印模板');
    expect(existsSync(file)).toBe(false);
    expect((await print('套打')).err).toContain('打印模板“套打”没有用上');
    expect(existsSync(file)).toBe(true);
  });
});

test('two who save one template: the second is told of the first', async () => {
  const { changePrintTemplate, printTemplateOf } = await import('../../src/jobs/print-templates.ts');
  const { at } = await printTemplateOf(room.office, '套打');
  const saved = await changePrintTemplate(room.office, '套打', { marks: { dx: 1 } }, at);
  await expect(changePrintTemplate(room.office, '套打', {}, at)).rejects.toMatchObject({
    code: 'print-template.changed',
  });
  expect((await changePrintTemplate(room.office, '套打', {}, saved.at)).boxes).toEqual({});
});

test('a file of templates that somebody has spoilt is told by name', async () => {
  writeFileSync(
    join(room.home, 'settings', 'print-templates.json'),
    JSON.stringify({ version: 1, value: [{ name: '坏', paper: 'inbound', boxes: 7, by: '', at: '' }] }),
  );
  const { code, err } = await room.run('print-template list');
  expect([code, err]).toEqual([EXIT.store, expect.stringContaining('print-templates.json')]);
});
