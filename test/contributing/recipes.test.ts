import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../law/rules/index.ts';
import { breachesOf, loadTree } from '../law/tree.ts';
import { isTold, toldIn } from './contributing.ts';
import { apply, readRecipe } from './recipe.ts';

const ROOT = join(import.meta.dirname, '../..');
const PLANTED = join(ROOT, 'fixtures/contributing');
const COPIED = ['src', 'screens', 'data', 'test', 'tools', 'package.json', 'tsconfig.json'];

const told = toldIn(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'));
const planted = new Map(
  readdirSync(PLANTED).map(file => [file.replace(/\.txt$/u, ''), readRecipe(join(PLANTED, file))] as const),
);

describe('CONTRIBUTING.md', () => {
  test('has a recipe for each planted example, and no other', () => {
    expect([...told.keys()].sort()).toEqual([...planted.keys()].sort());
  });

  test.each([...planted])('tells the edits in their number and order: %s', (name, edits) => {
    const recipe = told.get(name);
    expect(recipe?.edits).toBe(edits.length);
    expect(recipe?.files.length).toBe(edits.length);
    expect(edits.filter(({ file }, at) => !isTold(recipe?.files[at] ?? '', file)).map(({ file }) => file)).toEqual([]);
  });
});

describe('in a copy of the tree where every recipe was followed', () => {
  const copy = mkdtempSync(join(tmpdir(), 'baojian-recipes-'));
  let found: Readonly<Record<string, unknown>> = {};

  beforeAll(() => {
    for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const edits of planted.values()) for (const edit of edits) apply(copy, edit);
    const probe = join(copy, 'test/contributing/children/probe.ts');
    const said = execFileSync(process.execPath, ['--import', 'tsx', probe], { cwd: copy, encoding: 'utf8' });
    found = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('the lint of the key table has no complaint', () => {
    expect(found.lint).toEqual([]);
  });

  test('the law is kept by the files that were touched', () => {
    const touched = new Set([...planted.values()].flat().map(({ file }) => file));
    const whole = loadTree(copy, ['src', 'screens']);
    const tree = { ...whole, sources: whole.sources.filter(({ path }) => touched.has(path)) };
    expect(tree.sources.length).toBeGreaterThan(15);
    expect(Object.values(RULES).flatMap(rule => breachesOf(rule, tree))).toEqual([]);
  });

  test('a field has its line in the review sheet, a stop on the page, and its place in the message or the reason why not', () => {
    expect(found.field).toEqual({ sheet: [['铅封号', '集装箱或车厢的铅封号']], stops: 1, unsent: true });
  });

  test('a key runs its action and stands in help, palette and document', () => {
    expect(found.key).toEqual({
      help: ['B Y'],
      palette: ['hztsy', 'b', 'y'],
      document: 1,
      told: '有新回执时响铃',
    });
  });

  test('an action runs by its key and stands in help, palette and document', () => {
    expect(found.action).toEqual({ help: ['Q'], palette: ['sys', 'q'], document: 1, told: '一共 0 份' });
  });

  test('a dialog opens, closes by its key and has its help', () => {
    expect(found.dialog).toEqual({ help: ['Esc Enter'], palette: [], document: 1, told: [true, 0] });
  });

  test('a page is reached from everywhere, by key and palette', () => {
    expect(found.page).toEqual({
      help: ['Ctrl+Y'],
      palette: ['zb', 'ctrl+y'],
      document: 1,
      told: ['已签到', true],
    });
  });

  test('a tab of the settings is reached by its digit, and its keys work', () => {
    expect(found.tab).toEqual({
      help: ['Enter'],
      palette: ['kgl', 'enter'],
      document: 1,
      told: ['看过了', true],
    });
  });

  test('a command is in the help of the batch and in its document, and answers', () => {
    expect(found.batch).toEqual({ help: 1, told: { declarations: 0 }, document: 1 });
  });

  test('a code table is known, counted, and found in', () => {
    expect(found.code).toEqual({ known: true, info: ['封志种类', 2, '示例'], found: '电子封志' });
  });

  test('a rule finds its fault, and the fault has its wording', () => {
    expect(found.rule).toEqual([['contractNo', 'warning', '合同号 A1 与提/运单号相同，请核对']]);
  });
});
