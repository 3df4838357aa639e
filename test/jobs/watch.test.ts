import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openOffice } from '../../src/jobs/office.ts';
import { takeStill, type WatchedFile } from '../../src/jobs/watch-folder.ts';
import { type Look, openWatched, type WatchedFiles } from '../../src/jobs/watched-files.ts';
import { templateSheets } from '../../src/workbook/template.ts';
import { writeXlsx } from '../../src/workbook/write-sheets.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { casesOf, good, openTestOffice, startTestBureau } from './office.ts';
import { officeOptions } from './office-options.ts';

const JSON_FILE = JSON.stringify(good());
const FAULTY = JSON.stringify({ ...good(2), goods: [] });

async function room() {
  const at = await openTestOffice();
  const folder = await temporaryFolder();
  const files = await openWatched(folder);
  return {
    ...at,
    folder,
    files,
    put: (name: string, text: string | Uint8Array) => writeFile(join(folder, name), text),
  };
}

/** Looks twice and takes what stood still. */
async function twice(
  office: Parameters<typeof takeStill>[0],
  files: WatchedFiles,
  { send = false, signal = new AbortController().signal } = {},
): Promise<WatchedFile[]> {
  const done: WatchedFile[] = [];
  let before: Look | undefined;
  for (let count = 0; count < 2; count += 1) {
    const now = await files.look(before);
    await takeStill(office, now, { send, signal, files }, each => done.push(each));
    before = now;
  }
  return done;
}

const visible = (folder: string) =>
  readdirSync(folder)
    .filter(name => !name.startsWith('.'))
    .sort();
const textAt = (folder: string, ...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('a watched folder', () => {
  test('good files are done, others have failed, each with its result and a line in the log', async () => {
    const { office, folder, files, put } = await room();
    await put('单证.json', JSON_FILE);
    await put('有错.json', FAULTY);
    await put('不是.xlsx', 'hello');
    await put('读我.txt', 'x');
    await put('两份.jsonl', `${JSON.stringify(good(3))}\n${JSON.stringify(good(4))}\n`);
    const done = await twice(office, files);
    expect(Object.fromEntries(done.map(({ file, ok }) => [file, ok]))).toEqual({
      '单证.json': true,
      '有错.json': false,
      '不是.xlsx': false,
      '两份.jsonl': true,
    });
    expect(visible(folder)).toEqual(['watch.log', '失败', '完成', '读我.txt'].sort());
    expect(visible(join(folder, '完成'))).toEqual(
      ['两份.jsonl', '单证.json'].flatMap(name => [name, `${name}.json`, `${name}.txt`]),
    );
    expect(textAt(folder, '失败', '有错.json.txt')).toContain('有差错，存为草稿');
    expect(textAt(folder, '失败', '有错.json.txt')).toMatch(/✗ .+（/u);
    expect(JSON.parse(textAt(folder, '完成', '单证.json.json'))).toMatchObject({
      file: '单证.json',
      ok: true,
      declarations: [{ outcome: 'saved' }],
    });
    expect(textAt(folder, 'watch.log').trim().split('\n')).toHaveLength(4);
    expect([...office.store.rows()].map(({ status }) => status).sort()).toEqual(['draft', 'saved', 'saved', 'saved']);
    expect(await files.readState()).toBeUndefined();
  });

  test('half a file is waited for, and what programs leave beside a workbook is passed over', async () => {
    const { office, folder, files, put } = await room();
    for (const name of ['~$单证.xlsx', '.单证.json', '~单证.json', '单证.json.part']) await put(name, JSON_FILE);
    await mkdir(join(folder, '目录.json'));
    await put('单证.json', JSON_FILE.slice(0, 20));
    const first = await files.look(undefined);
    expect([...first.seen.keys()]).toEqual(['单证.json']);
    await appendFile(join(folder, '单证.json'), JSON_FILE.slice(20));
    const second = await files.look(first);
    expect(second.still).toEqual([]);
    const third = await files.look(second);
    const done: WatchedFile[] = [];
    // It is written on between the look and the reading.
    const { signal } = new AbortController();
    await appendFile(join(folder, '单证.json'), ' ');
    await takeStill(office, third, { send: false, signal, files }, each => done.push(each));
    expect(done).toEqual([]);
    expect((await twice(office, files)).map(({ ok }) => ok)).toEqual([true]);
  });

  test('the same contents again are not imported again, under their own name or another', async () => {
    const { office, folder, files, put } = await room();
    await put('一.json', JSON_FILE);
    await twice(office, files);
    await put('一.json', JSON_FILE);
    await put('二.json', JSON_FILE);
    const done = await twice(office, files);
    expect(done.flatMap(({ declarations }) => declarations.map(({ outcome, ok }) => [outcome, ok]))).toEqual([
      ['already', true],
      ['already', true],
    ]);
    expect(office.store.rows().length).toBe(1);
    expect(visible(join(folder, '完成'))).toContain('一 (2).json');
  });

  test('a workbook is taken like any import, and what is too large is not read', async () => {
    const { office, folder, files, put } = await room();
    await put('空.xlsx', await writeXlsx(templateSheets('declaration', { direction: 'in' })));
    const stream = createWriteStream(join(folder, '大.json'));
    for (let count = 0; count < 21; count += 1) stream.write(Buffer.alloc(1 << 20, 0x20));
    await new Promise<void>(resolve => stream.end(resolve));
    const done = await twice(office, files);
    expect(done.map(({ file, ok }) => [file, ok])).toEqual(
      expect.arrayContaining([
        ['空.xlsx', false],
        ['大.json', false],
      ]),
    );
    expect(textAt(folder, '失败', '大.json.txt')).toContain('文件太大');
  });

  test('with --send saved ones are sent, once', async () => {
    const { office, home, files, put, ...at } = await room();
    await startTestBureau({ office, home, ...at });
    await put('单证.json', JSON_FILE);
    await put('有错.json', FAULTY);
    const done = await twice(office, files, { send: true });
    expect(done.find(({ ok }) => ok)?.declarations[0]).toMatchObject({ sent: 'taken' });
    await put('又.json', JSON_FILE);
    expect((await twice(office, files, { send: true }))[0]?.declarations[0]).toMatchObject({
      outcome: 'already',
      sent: 'already',
      ok: true,
    });
    expect(casesOf(home)).toHaveLength(1);
  });

  test('it stops between two files', async () => {
    const { office, files, put } = await room();
    for (const serial of [1, 2, 3]) await put(`${serial}.json`, JSON.stringify(good(serial)));
    const stop = new AbortController();
    const stopping: WatchedFiles = {
      ...files,
      move: async (name, to) => {
        await files.move(name, to);
        stop.abort();
      },
    };
    expect(await twice(office, stopping, { signal: stop.signal })).toHaveLength(1);
    expect(office.store.rows().length).toBe(1);
  });
});

class Killed extends Error {}

/** The files of a folder that end the program before the operation with this number, or after it. */
function dying(
  files: WatchedFiles,
  at: number,
  after: boolean,
): { readonly files: WatchedFiles; readonly count: () => number } {
  let count = 0;
  const die = async <T>(work: () => Promise<T>): Promise<T> => {
    const fatal = count++ === at;
    if (fatal && !after) throw new Killed();
    const value = await work();
    if (fatal) throw new Killed();
    return value;
  };
  return {
    files: {
      ...files,
      write: (...args) => die(() => files.write(...args)),
      move: (...args) => die(() => files.move(...args)),
      append: (...args) => die(() => files.append(...args)),
      writeState: (...args) => die(() => files.writeState(...args)),
      clearState: () => die(() => files.clearState()),
      taking: work => die(work),
    },
    count: () => count,
  };
}

test.each([
  ['单证.json', JSON_FILE, '完成', 'saved', 'sent'],
  ['有错.json', FAULTY, '失败', 'draft', 'draft'],
])(
  '%s: whatever it dies between, the next run makes it one declaration, one result and one line',
  async (name, text, to, outcome, status) => {
    const killed = async (at: number, after: boolean) => {
      const { office, home, clock, folder, files, put, ...rest } = await room();
      await startTestBureau({ office, home, clock, ...rest });
      await put(name, text);
      const dead = dying(files, at, after);
      const ended = await twice(office, dead.files, { send: true }).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return true;
        },
      );
      await office.close();
      const again = await openOffice(officeOptions(home, clock));
      onTestFinished(() => again.close());
      await twice(again, await openWatched(folder), { send: true });
      const where = `${after ? 'after' : 'before'} step ${at}`;
      expect(
        [...again.store.rows()].map(row => row.status),
        where,
      ).toEqual([status]);
      expect(casesOf(home), where).toHaveLength(status === 'sent' ? 1 : 0);
      expect(textAt(folder, 'watch.log').match(/\n/gu), where).toHaveLength(1);
      expect(visible(folder), where).toEqual(['watch.log', '失败', '完成'].sort());
      expect(visible(join(folder, to)), where).toEqual([name, `${name}.json`, `${name}.txt`]);
      expect(JSON.parse(textAt(folder, to, `${name}.json`)).declarations, where).toMatchObject([{ outcome }]);
      return ended;
    };
    let steps = 0;
    for (; await killed(steps, false); steps += 1) expect(await killed(steps, true)).toBe(true);
    expect(steps).toBeGreaterThan(6);
  },
);
