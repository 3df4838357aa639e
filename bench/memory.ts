import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCodes } from '../src/codes/open-codes.ts';
import type { DeclarationRecord } from '../src/declaration/record.ts';
import { type Summary, summaryOf } from '../src/declaration/summary.ts';
import { goodsMemory } from '../src/jobs/goods-memory.ts';
import { GOODS, goodsSource } from '../src/jobs/goods-recall.ts';
import type { Office } from '../src/jobs/office.ts';
import { lastOfParty } from '../src/jobs/party-memory.ts';
import { monthOf } from '../src/local/entry-number.ts';
import { openJsonStore } from '../src/store/json/open-store.ts';
import { DATA } from './bundle.ts';
import { type Figure, figure, quantile, timed } from './figure.ts';
import { withHome } from './home-of.ts';
import { openBenchOffice } from './office.ts';

/** The count on the manual's own screen, and ten times as many offices. */
const SIZES = [23_602, 200_000];
const OPENINGS = 12;
const NAMES = 20_000;
const ROUNDS = 40;
const SAVES = 300;
const LIST_LENGTH = 9;
const MODE = 0o600;
const DAY = Date.UTC(2017, 9, 10);

/** What people type where a goods name or a code is asked for: names, their beginnings and parts, initials, codes, and what is not there. */
const TYPED = [
  '牛',
  '牛肉',
  '冷冻',
  '聚乙烯',
  '葡萄酒 1',
  'ld',
  'ldn',
  'jyx',
  'gz',
  '02',
  '0805',
  '8703',
  '号 7',
  'zzzz',
  '无此货物',
  '',
];

/**
 * The party's last declaration at both sizes, first in a fresh office and then again, beside a bare look over the same columns as arrays
 * and a bare read of the file; suggestions among 20,000 names beside a bare `includes`; and what remembering adds to a save.
 */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of SIZES) figures.push(...(await withHome(count, home => partyFigures(home, count))));
  return [...figures, ...(await inFolder(goodsFigures)), ...(await inFolder(saveFigures))];
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function partyFigures(home: string, count: number): Promise<Figure[]> {
  const { party, file } = await oldestExample(home);
  const first: number[] = [];
  const again: number[] = [];
  const none: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    const office = await open(home);
    // The list has been looked at by then, as home is the first page.
    first.push(await timed(() => found(office, party)));
    again.push(await timed(() => found(office, party)));
    none.push(await timed(() => lastOfParty(office, 'in', '没有这一家')));
    const rows = office.store.rows();
    const [parties, directions, statuses] = [rows.column('party'), rows.column('direction'), rows.column('status')];
    bare.push(
      await timed(() => {
        const at = parties.findIndex(
          (name, index) => name === party && directions[index] === 'in' && statuses[index] !== 'draft',
        );
        if (at < 0) throw new Error('The bare look found nothing');
        JSON.parse(readFileSync(file, 'utf8'));
      }),
    );
    await office.close();
  }
  const floor = quantile(bare, 0.5);
  const name = `memory.party.${count}`;
  return [
    figure(`${name}.first.p50`, quantile(first, 0.5), 'ms', floor),
    figure(`${name}.first.slowest`, Math.max(...first), 'ms', Math.max(...bare)),
    figure(`${name}.again.p50`, quantile(again, 0.5), 'ms', floor),
    figure(`${name}.none.p50`, quantile(none, 0.5), 'ms', floor),
  ];
}

async function found(office: Office, party: string): Promise<void> {
  if ((await lastOfParty(office, 'in', party)) === undefined) throw new Error('Nothing was found');
}

/** The party whose newest declaration is the oldest of all: its file is put there, as the home has none. */
async function oldestExample(home: string): Promise<{ party: string; file: string }> {
  const office = await open(home);
  const newest = new Map<string, string>();
  for (const { direction, status, party, entryNo } of office.store.rows())
    if (direction === 'in' && status !== 'draft' && status !== 'withdrawn' && !newest.has(party))
      newest.set(party, entryNo);
  await office.close();
  const [party, entryNo] = [...newest].at(-1) ?? ['', ''];
  const folder = join(home, 'declarations', monthOf(entryNo));
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${entryNo}.json`);
  await writeFile(file, JSON.stringify(record(entryNo, 0, 10), null, 1), { mode: MODE });
  return { party, file };
}

async function goodsFigures(home: string): Promise<Figure[]> {
  const office = await open(home);
  await office.store.recall(GOODS).refresh();
  for (let at = 0; at < NAMES; at += 50) {
    const entryNo = await office.store.nextEntryNo('WI');
    await office.store.save({ ...record(entryNo, at, 50), revision: 0 }, { expect: 0 });
  }
  await office.close();
  const reader = await open(home);
  const memory = goodsMemory(reader);
  const load = await timed(() => memory.refresh());
  const texts = memory.suggest('', 'in', NAMES).map(({ code, name, initials }) => `${code}\t${name}\t${initials}`);
  if (texts.length !== NAMES) throw new Error(`Only ${texts.length} names`);
  const log = join(home, 'recall', `${GOODS}.log`);
  const bareLoad = await timed(async () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .slice(1, -1)
      .map(line => JSON.parse(line)),
  );
  const bare = (typed: string): string[] =>
    texts.filter(text => typed.split(' ').every(word => text.includes(word))).slice(0, LIST_LENGTH);
  const own: number[] = [];
  const floor: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const typed of TYPED) {
      const spent = await timed(() => memory.suggest(typed, 'in', LIST_LENGTH));
      const least = await timed(() => bare(typed));
      if (round >= 0) own.push(spent);
      if (round >= 0) floor.push(least);
    }
  }
  await reader.close();
  return [
    figure(`memory.goods.${NAMES}.load`, load, 'ms', bareLoad),
    ...[0.5, 0.95].map(share =>
      figure(`memory.goods.${NAMES}.suggest.p${share * 100}`, quantile(own, share), 'ms', quantile(floor, share)),
    ),
  ];
}

/** Saving a declaration of ten goods lines, of known names and of new ones, beside an office that remembers nothing. */
async function saveFigures(folder: string): Promise<Figure[]> {
  const { initialsOf } = await import('../src/codes/initials.ts');
  const store = (name: string, more: object) =>
    openJsonStore<DeclarationRecord, Summary>({
      home: join(folder, name),
      shape: json => json as DeclarationRecord,
      summarise: saved => summaryOf(saved, initialsOf),
      now: Date.now,
      random: Math.random,
      ...more,
    });
  const plain = await store('plain', {});
  const remembering = await store('remembering', { recalls: { [GOODS]: goodsSource() } });
  await remembering.recall(GOODS).refresh();
  const figures: Figure[] = [];
  for (const [what, step] of [
    ['new', 10],
    ['known', 0],
  ] as const) {
    const least: number[] = [];
    const own: number[] = [];
    for (let round = 0; round < SAVES; round += 1) {
      const entryNo = await plain.nextEntryNo('WI');
      const saved = { ...record(entryNo, round * step, 10), revision: 0 };
      least.push(await timed(() => plain.save(saved, { expect: 0 })));
      own.push(await timed(() => remembering.save(saved, { expect: 0 })));
    }
    for (const share of [0.5, 0.95])
      figures.push(
        figure(`memory.save.${what}-goods.p${share * 100}`, quantile(own, share), 'ms', quantile(least, share)),
      );
  }
  await plain.close();
  await remembering.close();
  return figures;
}

const real = openCodes({ shipped: join(DATA, 'codes') }).table('ciq').rows;
const WORDS = ['冷冻', '高密度', '数控', '瓶装', '新鲜', '精制', '零售包装', '工业用'];

/** A saved declaration whose goods lines have names that begin with the number `from`. */
function record(entryNo: string, from: number, lines: number): DeclarationRecord {
  const goods = Array.from({ length: lines }, (_, place) => {
    const at = from + place;
    const { code = '', name = '' } = real[(at * 7919) % real.length] ?? {};
    return {
      hsCode: code.slice(0, 10),
      ciqCode: code,
      attributes: ['11', '18'],
      name: `${WORDS[at % WORDS.length]}${name.slice(0, 20)} ${at}号`,
      nameEn: `FROZEN GOODS No. ${at}`,
      purpose: '12',
      originCountry: '392',
      quantity: '100',
      quantityUnit: '035',
      weight: '2500.5',
      weightUnit: '035',
      standardQuantity: '2500.5',
      standardUnit: '035',
      packages: [{ type: '4C11', quantity: '100' }],
      totalValue: '90000',
      currency: '840',
    };
  });
  const stamp = new Date(DAY + from * 60_000).toISOString();
  return {
    version: 1,
    revision: 1,
    entryNo,
    document: { direction: 'in', entryNo, consigneeName: '义乌市中国物资有限公司', containers: [], goods },
    status: 'saved',
    created: stamp,
    updated: stamp,
    updatedBy: 'bench',
    sending: 0,
    receipts: [],
  };
}

function open(home: string): Promise<Office> {
  return openBenchOffice({ home, dataFolder: DATA });
}
