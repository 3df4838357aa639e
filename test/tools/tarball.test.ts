import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { installsNothing } from '../need.ts';
import { start } from '../pty/screen.ts';
import { makeFolder } from '../run/temporary-folder.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const MINUTES = 60_000;

/** The majors of Node that offices have beside our own: from packages of the registry, each a program and no more. */
const NODES = ['22', '24'] as const;

const npm = (folder: string, ...words: readonly string[]) =>
  run('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, maxBuffer: 1e8 });

describe.skipIf(installsNothing())('what npm packs', () => {
  const folder = makeFolder();
  const program = join(folder, 'node_modules', 'baojian', 'dist', 'main.js');

  beforeAll(async () => {
    const { stdout } = await npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
    const [{ filename }] = JSON.parse(stdout);
    await writeFile(join(folder, 'package.json'), '{}');
    await npm(folder, 'install', '--omit=dev', '--ignore-scripts', join(folder, filename));
  }, 5 * MINUTES);

  test('brings what is installed beside it and nothing else, and no script of ours runs while it is installed', async () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'node_modules', 'baojian', 'package.json'), 'utf8'));
    expect(Object.keys(scripts).filter(name => /^(pre|post)?install$/u.test(name))).toEqual([]);
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const installed = await readdir(join(folder, 'node_modules'));
    expect(installed).toEqual(expect.arrayContaining(['baojian', ...Object.keys(dependencies)]));
    expect(installed.filter(name => /^(ink|react|typescript|vitest|esbuild)$/u.test(name))).toEqual([]);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect((await run(join(folder, 'node_modules', '.bin', 'baojian'), ['--version'])).stdout.trim()).toBe(version);
  });

  test.each(['our own', ...NODES])(
    'does the main job under Node %s, and opens its screens',
    async major => {
      const node = major === 'our own' ? process.execPath : await nodeOf(major);
      const demo = join(ROOT, 'tools', 'demo.ts');
      const { stdout } = await run('npx', ['tsx', demo, '--program', program, '--node', node], { cwd: ROOT });
      expect(stdout).toContain('演示完成');
      const screen = start([node, program, '--home', join(folder, `home-${major}`)]);
      try {
        await screen.waitFor('这里还没有数据');
        screen.press('q');
        expect(await screen.exit()).toMatchObject({ exitCode: 0 });
      } finally {
        screen.kill();
      }
    },
    5 * MINUTES,
  );

  async function nodeOf(major: string): Promise<string> {
    const place = join(folder, `node-${major}`);
    const name = `node-${process.platform}-${process.arch}`;
    await mkdir(place);
    await writeFile(join(place, 'package.json'), '{}');
    await npm(place, 'install', '--ignore-scripts', `${name}@${major}`);
    const node = join(place, 'node_modules', name, 'bin', 'node');
    expect((await run(node, ['--version'])).stdout).toMatch(new RegExp(`^v${major}\\.`, 'u'));
    return node;
  }
});
