import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreLock } from '../../../src/disk/lock.ts';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import { compareEntryNo } from '../../../src/local/entry-number.ts';
import { EntryIndex } from '../../../src/store/json/index/entry-index.ts';
import { encodeChange } from '../../../src/store/json/index/journal.ts';
import { noRows, type RowChange, TableRows } from '../../../src/store/rows/rows.ts';
import { encodeTable, Table } from '../../../src/store/rows/table.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, type PaperRow, paper } from '../paper.ts';
import { openPapers } from '../stage.ts';

const cell = fc.oneof(
  fc.string({ unit: 'binary' }).filter(text => !/\p{Surrogate}/u.test(text)),
  fc.constantFrom('草', '存', 'a', ''),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 2 }),
);
const row = fc.record({ a: cell, b: cell, 名: fc.string() }, { requiredKeys: ['名'] });

test('a table gives back every row and column that it was made of', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), rows => {
      const names = ['a', 'b', '名'] as const;
      const table = new Table(encodeTable(rows.length, names, name => rows.map(values => values[name as 'a'])));
      expect(rows.map((_, at) => table.row(at))).toEqual(rows);
      for (const name of names) {
        expect(table.column(name)).toEqual(rows.map(values => values[name]));
        const read = table.reader(name);
        expect(rows.map((_, at) => read(at))).toEqual(rows.map(values => values[name]));
      }
    }),
    { numRuns: 200 },
  );
});

test.each([300, 70_000])('a column of %i different words is kept', count => {
  const values = Array.from({ length: count * 4 }, (_, at) => (at % 2 ? at % count : `词${at % count}`));
  const table = new Table(encodeTable(values.length, ['x'], () => values));
  expect(table.column('x')).toEqual(values);
});

test('a column of texts is read piece by piece as it is written, whatever its characters', () => {
  // Too many that differ for a list of words: rare characters take two places, Chinese three bytes.
  const texts = (piece: string): string[] => Array.from({ length: 600 }, (_, at) => (at % 3 ? `${piece}${at}` : ''));
  for (const piece of ['x', '报检', '𠮷é', '€\u{10ffff}']) {
    const values = texts(piece);
    const table = new Table(encodeTable(values.length, ['x'], () => values));
    const read = table.reader('x');
    expect(values.map((_, at) => read(at))).toEqual(values);
    expect(read(values.length - 1)).toBe(values.at(-1));
    expect(table.column('x')).toEqual(values);
  }
  expect(new Table(Buffer.alloc(0)).reader('x')(0)).toBeUndefined();
});

test('a table that is cut off is not one', () => {
  const bytes = encodeTable(3, ['x'], () => ['a', 'b', 'c']);
  for (let length = 1; length < bytes.length; length += 1) {
    expect(() => new Table(bytes.subarray(0, length))).toThrow();
  }
});

const change = fc.record({
  place: fc.nat(30),
  prefix: fc.constantFrom('WI', 'WE'),
  count: fc.nat(),
  gone: fc.boolean(),
});

test('rows after any changes are what a sorted map would hold, before and after folding', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 6 }), fc.nat(5), (batches, foldAt) => {
      const model = new Map<string, PaperRow>();
      let rows = noRows<PaperRow>();
      for (const [at, batch] of batches.entries()) {
        const changes = batch.map(({ place, prefix, count, gone }): RowChange<PaperRow> => {
          const number = entryNo(place, prefix);
          return { entryNo: number, row: gone ? null : { entryNo: number, party: `甲${count % 3}`, count } };
        });
        for (const { entryNo: number, row: value } of changes) {
          if (value === null) model.delete(number);
          else model.set(number, value);
        }
        const before = [...rows];
        const after = rows.with(changes);
        expect([...rows]).toEqual(before);
        rows = after;
        if (at === foldAt) {
          const from = rows;
          rows = TableRows.of(new Table(encodeTable(from.length, from.names, name => from.column(name as 'count'))));
        }
      }
      const wanted = [...model.values()].sort((a, b) => compareEntryNo(a.entryNo, b.entryNo));
      expect([...rows]).toEqual(wanted);
      expect(rows.column('count')).toEqual(wanted.map(({ count }) => count));
      const read = rows.reader('count');
      expect(wanted.map((_, at) => read(at))).toEqual(wanted.map(({ count }) => count));
      expect(rows.slice(1, 3)).toEqual(wanted.slice(1, 3));
      for (const [at, { entryNo: number }] of wanted.entries()) expect(rows.indexOf(number)).toBe(at);
      expect(rows.indexOf(entryNo(99))).toBe(-1);
    }),
    { numRuns: 150 },
  );
});

test('the newest entry number comes first, whatever its letters', async () => {
  const store = await openPapers();
  for (const number of [entryNo(2, 'WE'), entryNo(9, 'WI'), entryNo(5, 'WP'), entryNo(5, 'WE')]) {
    await store.save(paper(number), { expect: 0 });
  }
  const order = [entryNo(9, 'WI'), entryNo(5, 'WE'), entryNo(5, 'WP'), entryNo(2, 'WE')];
  expect(store.rows().column('entryNo')).toEqual(order);
  expect([...(await openPapers(store.home)).rows()].map(row => row.entryNo)).toEqual(order);
});

test('a store that is open follows one fold, two folds, and changes around them', async () => {
  const writer = await openPapers();
  const reader = await openPapers(writer.home);
  const late = await openPapers(writer.home);
  let place = 0;
  // Closing folds once the journal is long enough; 420 changes of one row make it so.
  const changeMuch = async (): Promise<void> => {
    const store = await openPapers(writer.home);
    const number = entryNo(place++);
    await store.save(paper(number), { expect: 0 });
    for (let count = 1; count <= 420; count += 1) await store.update(number, found => ({ ...found, count }));
    await store.close();
  };
  await changeMuch();
  await writer.save(paper(entryNo(50)), { expect: 0 });
  await reader.refresh();
  expect([...reader.rows()]).toEqual([...writer.rows()]);
  expect(generations(writer.home)).toEqual([1, 2]);
  await changeMuch();
  await writer.save(paper(entryNo(51)), { expect: 0 });
  await reader.refresh();
  await late.refresh();
  expect(generations(writer.home)).toEqual([2, 3]);
  const counts = reader.rows().column('count');
  expect(counts).toEqual([0, 0, 420, 420]);
  expect([...late.rows()]).toEqual([...reader.rows()]);
  expect([...writer.rows()]).toEqual([...reader.rows()]);
});

test('who has missed two foldings is told of what changed, even when nothing came since', async () => {
  const folder = temporaryFolder();
  const lock = new StoreLock({ file: join(folder, 'lock'), mode: 0o600, holder: '', wait: 1000, random: () => 0.5 });
  const place = { disk: nodeDisk, modes: { folder: 0o700, file: 0o600 }, folder, lock, version: 1 };
  const open = () => EntryIndex.open<PaperRow>({ ...place, rowOf: async () => undefined, entryNos: async () => [] });
  const asleep = await open();
  let told = 0;
  asleep.onChange(() => {
    told += 1;
  });
  const writer = await open();
  const row = { entryNo: entryNo(1), party: '甲', count: 1 };
  await lock.run(async () => {
    await writer.write({ entryNo: row.entryNo, row }, async () => {});
    await writer.fold();
    await writer.fold();
  });
  expect(await asleep.refresh()).toBe(true);
  expect(told).toBe(1);
  expect([...asleep.rows]).toEqual([row]);
  await lock.close();
});

function generations(home: string): number[] {
  const names = readdirSync(join(home, 'index')).filter(name => name.startsWith('journal-'));
  return names.map(name => Number(/\d+/u.exec(name)?.[0])).sort((a, b) => a - b);
}

const damages: [what: string, damage: (index: string, journal: string) => void | Promise<void>][] = [
  ['is gone', index => rmSync(index, { recursive: true })],
  ['has no snapshot', index => rmSync(join(index, 'snapshot'))],
  ['has a snapshot that is cut off', index => truncateSync(join(index, 'snapshot'), 70)],
  ['has a snapshot of nonsense', index => writeFileSync(join(index, 'snapshot'), 'x'.repeat(500))],
  ['has no journal', (_, journal) => rmSync(journal)],
  [
    'has a journal with nonsense in the middle',
    (_, journal) => writeFileSync(journal, `{"row":\n${readFileSync(journal)}`),
  ],
  ['has a torn last line', (_, journal) => appendFileSync(journal, '{"row":{"entryNo":"WI')],
  ['has a last line of zeros', (_, journal) => appendFileSync(journal, Buffer.alloc(300))],
  ['has a last line that broke', (_, journal) => appendFileSync(journal, '{"row":{"entr\u0000\u0000\n')],
  ['speaks of a save that never came', (_, journal) => addLine(journal, rowAt(1, 77))],
  ['speaks of a new one that never came', (_, journal) => addLine(journal, rowAt(8, 0))],
  ['speaks of a removal that never came', (_, journal) => addLine(journal, { entryNo: entryNo(2), row: null })],
  ['has an emptied journal', (_, journal) => truncateSync(journal, 0)],
  ['lacks the last line', (_, journal) => writeLines(journal, lines => lines.slice(0, -1))],
  ['lacks a line in the middle', (_, journal) => writeLines(journal, lines => lines.toSpliced(1, 1))],
  ['has two lines in another order', (_, journal) => writeLines(journal, ([a = '', ...rest]) => [...rest, a])],
  ['has another value in its last line', (_, journal) => swapIn(journal, '"count":3', '"count":4')],
  ['has another value in its first line', (_, journal) => swapIn(journal, '"count":1', '"count":7')],
  ['has a snapshot with another value', index => foldedWith(index, bytes => withByte(bytes, bytes.length - 1))],
  ['has a snapshot with another name', index => foldedWith(index, bytes => withByte(bytes, bytes.indexOf('party')))],
  ['has a snapshot from before the last folding', index => foldedWith(index, (_, before) => before)],
  ['has no mark', index => rmSync(join(index, 'mark'))],
  ['has an empty mark', index => truncateSync(join(index, 'mark'), 0)],
  ['has a mark that lies', index => swapIn(join(index, 'mark'), 'end ', 'end 9')],
  ['has the journal of another home', (_, journal) => writeFileSync(journal, foreignLines(journal))],
];

const rowAt = (place: number, count: number) => ({
  entryNo: entryNo(place),
  row: { entryNo: entryNo(place), party: '甲', count },
});

function addLine(journal: string, change: RowChange<PaperRow>): void {
  const last = readFileSync(journal, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  appendFileSync(journal, encodeChange(change, Number.parseInt(JSON.parse(last).sum, 16)).bytes);
}

function writeLines(journal: string, change: (lines: string[]) => string[]): void {
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
  writeFileSync(
    journal,
    change(lines)
      .map(line => `${line}\n`)
      .join(''),
  );
}

function swapIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** Lines that make sense in themselves and are longer than those of the journal. */
function foreignLines(journal: string): string {
  let sum = 5;
  let text = '';
  while (text.length <= readFileSync(journal).length) {
    const line = encodeChange(rowAt(9, 9), sum);
    text += line.bytes.toString();
    ({ sum } = line);
  }
  return text;
}

function withByte(bytes: Buffer, at: number): Buffer {
  bytes[at] = 0x78;
  return bytes;
}

/** Folds the index of a home that nobody has open and damages its snapshot. */
async function foldedWith(index: string, damage: (bytes: Buffer, before: Buffer) => Buffer): Promise<void> {
  const file = join(index, 'snapshot');
  const before = readFileSync(file);
  const lock = new StoreLock({ file: join(index, 'lock'), mode: 0o600, holder: '', wait: 1000, random: Math.random });
  const source = { disk: nodeDisk, modes: { folder: 0o700, file: 0o600 }, folder: index, version: 1 };
  const entryIndex = await EntryIndex.open<PaperRow>({
    ...source,
    lock,
    rowOf: async () => undefined,
    entryNos: async () => [],
  });
  await lock.run(() => entryIndex.fold());
  await lock.close();
  rmSync(join(index, 'lock'));
  const bytes = readFileSync(file);
  writeFileSync(file, damage(bytes, before));
}

test.each(damages)('an index that %s is put right at the next opening', async (_what, damage) => {
  const store = await openPapers();
  for (const place of [1, 2, 3]) await store.save(paper(entryNo(place), '甲', place), { expect: 0 });
  const wanted = [...store.rows()];
  await store.close();
  const index = join(store.home, 'index');
  await damage(index, join(index, `journal-${generations(store.home).at(-1)}.jsonl`));
  const again = await openPapers(store.home);
  expect([...again.rows()]).toEqual(wanted);
  await again.save(paper(entryNo(4), '甲', 4), { expect: 0 });
  const third = await openPapers(store.home);
  expect(third.rows().column('count')).toEqual([4, 3, 2, 1]);
  expect((await third.check()).problems).toEqual([]);
});

test('an index that is damaged under an open store is made anew', async () => {
  const store = await openPapers();
  await store.save(paper(entryNo(1)), { expect: 0 });
  rmSync(join(store.home, 'index'), { recursive: true });
  expect(await store.refresh()).toBe(true);
  await store.save(paper(entryNo(2)), { expect: 0 });
  expect((await openPapers(store.home)).rows().length).toBe(2);
});

test('rows are found by the pieces of a text, in the table and in what came later, as if each were asked', () => {
  const piece = fc.constantFrom<string>('aaa', 'aab', 'baa', 'Aab', 'b-_');
  const marks = fc.array(piece, { maxLength: 4 }).map(pieces => pieces.join(''));
  const change = fc.record({ at: fc.nat(9), gone: fc.boolean(), marks });
  fc.assert(
    fc.property(
      fc.array(marks, { maxLength: 600 }),
      fc.array(change, { maxLength: 8 }),
      fc.array(piece),
      (all, changes, wanted: readonly string[]) => {
        const values = all.map((text, at) => ({ entryNo: entryNo(all.length - at), marks: text }));
        const names = ['entryNo', 'marks'] as const;
        const table = new Table(encodeTable(values.length, names, name => values.map(row => row[name as 'marks'])));
        const rows = TableRows.of<{ entryNo: string; marks: string }>(table).with(
          changes.map(({ at, gone, marks }) => ({
            entryNo: entryNo(at + 1),
            row: gone ? null : { entryNo: entryNo(at + 1), marks },
          })),
        );
        const piecesOf = (text: string): readonly string[] => text.match(/.{3}/gu) ?? [];
        const has = (text: string) => wanted.some(each => piecesOf(text).includes(each));
        const expected = [...rows].flatMap((row, place) => (has(row.marks) ? [place] : []));
        expect(rows.holding('marks', new Set(wanted))).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('so many texts that differ are found in their bytes', () => {
  const values = Array.from({ length: 5000 }, (_, at) => (at % 7 === 0 ? '' : `k${String(at).padStart(4, '0')}same.`));
  const table = new Table(encodeTable(values.length, ['marks'], () => values));
  expect(table.holding('marks', new Set(['k4243', 'k0001', 'none.']))).toEqual([1, 4243]);
  expect(table.holding('marks', new Set(['same.']))).toHaveLength(values.filter(text => text !== '').length);
  // Pieces stand side by side: what only lies across two of them is none.
  expect(table.holding('marks', new Set(['0001s']))).toEqual([]);
});
