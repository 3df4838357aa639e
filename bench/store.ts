import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreLock } from '../src/disk/lock.ts';
import { nodeDisk } from '../src/disk/node-disk.ts';
import { describeDocument } from '../src/jobs/audit/describe.ts';
import { EntryIndex } from '../src/store/json/index/entry-index.ts';
import { journalFile } from '../src/store/json/index/journal.ts';
import { snapshotFile, writeSnapshot } from '../src/store/json/index/snapshot.ts';
import { openJsonStore } from '../src/store/json/open-store.ts';
import { noRows } from '../src/store/rows/rows.ts';
import { benchDatabase } from './database.ts';
import { type Figure, figure, quantile, timed } from './figure.ts';

interface BenchRecord {
  version: number;
  revision: number;
  entryNo: string;
  count: number;
  goods: readonly unknown[];
}

const SELF = fileURLToPath(import.meta.url);
const SAVES = 300;
const PROCESSES = 8;
const UPDATES = 50;
const MODES = { folder: 0o700, file: 0o600 };

/** Saving, opening the index, and updates from many processes, each beside the least that the system needs for the same bytes. */
export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baojian-bench-'));
  try {
    return [
      ...(await benchSave(folder)),
      ...(await benchAudit(folder)),
      ...(await benchOpen(folder, 23_602)),
      ...(await benchOpen(folder, 200_000)),
      ...(await benchProcesses(folder)),
      ...(await benchDatabase({ record, row })),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const options = (home: string) => ({
  home,
  shape: (json: unknown) => json as BenchRecord,
  summarise: ({ entryNo, count }: BenchRecord) => ({ ...row(count), entryNo }),
  now: Date.now,
  random: Math.random,
  lockWait: 60_000,
});

/** A declaration of 10 goods lines, about 6 KB. */
function record(entryNo: string): BenchRecord {
  const goods = Array.from({ length: 10 }, (_, at) => ({ no: at + 1, ...row(at) }));
  return { version: 1, revision: 0, entryNo, count: 0, goods };
}

async function benchSave(folder: string): Promise<Figure[]> {
  const home = join(folder, 'save');
  const store = await openJsonStore(options(home));
  const entryNo = await store.nextEntryNo('WI');
  let saved = await store.save(record(entryNo), { expect: 0 });
  const bytes = Buffer.from(`${JSON.stringify(saved, null, 1)}\n`);
  const raw: number[] = [];
  const own: number[] = [];
  // In turns, so that both meet the same disk.
  for (let round = 0; round < SAVES; round += 1) {
    raw.push(await timed(() => writeRaw(join(home, 'raw'), bytes)));
    own.push(
      await timed(async () => {
        saved = await store.save({ ...saved, count: round }, { expect: saved.revision });
      }),
    );
  }
  await store.close();
  return [0.5, 0.95].map(share =>
    figure(`store.save.p${share * 100}`, quantile(own, share), 'ms', quantile(raw, share)),
  );
}

/** A save with its line in the audit, beside the same save without one: what the record of who did what costs. */
async function benchAudit(folder: string): Promise<Figure[]> {
  const told = { document: () => undefined, paperless: () => undefined, members: () => undefined };
  const described = (before?: BenchRecord, after?: BenchRecord) =>
    describeDocument('record', before ?? {}, after ?? {}) ?? { what: 'saved' };
  const stores = [
    await openJsonStore(options(join(folder, 'without-audit'))),
    await openJsonStore({ ...options(join(folder, 'with-audit')), audit: { ...told, record: described } }),
  ];
  const times: number[][] = [[], []];
  const saved = await Promise.all(
    stores.map(async store => await store.save(record(await store.nextEntryNo('WI')), { expect: 0 })),
  );
  for (let round = 0; round < SAVES; round += 1) {
    for (const [at, store] of stores.entries()) {
      const held = saved[at] as BenchRecord;
      const goods = held.goods.map((row, place) =>
        place === round % 10 ? { ...(row as object), weight: round } : row,
      );
      times[at]?.push(
        await timed(async () => {
          saved[at] = await store.save({ ...held, goods, count: round }, { expect: held.revision });
        }),
      );
    }
  }
  for (const store of stores) await store.close();
  const [without = [], own = []] = times;
  return [figure('store.save-with-audit.p50', quantile(own, 0.5), 'ms', quantile(without, 0.5))];
}

function writeRaw(file: string, bytes: Buffer): void {
  const fd = openSync(`${file}.tmp`, 'w');
  writeSync(fd, bytes);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(`${file}.tmp`, file);
}

async function benchOpen(folder: string, count: number): Promise<Figure[]> {
  const index = join(folder, `index-${count}`);
  await nodeDisk.makeFolder(index, MODES.folder);
  const changes = Array.from({ length: count }, (_, at) => ({ entryNo: row(at).entryNo, row: row(at) }));
  await nodeDisk.create(journalFile(index, 1), new Uint8Array(), MODES.file);
  await writeSnapshot(nodeDisk, MODES, index, { generation: 1, version: 1 }, noRows<Row>().with(changes));
  // Each time a new process, as a start of the program is one.
  const rounds: string[] = [];
  for (let round = 0; round < 7; round += 1) rounds.push((await output(startSelf('open', index))).trim());
  const times = rounds.map(text => text.split(' ').map(Number));
  const [own, raw] = [0, 1].map(at =>
    quantile(
      times.map(pair => pair[at] ?? 0),
      0.5,
    ),
  );
  return [figure(`store.open.${count}.p50`, own ?? 0, 'ms', raw ?? 0)];
}

/** Opens the index, takes what the list shows first, and prints the milliseconds of that and of a bare read of the same bytes. */
async function openOnce(index: string): Promise<void> {
  const file = snapshotFile(index);
  readFileSync(file);
  const raw = await timed(() => readFileSync(file));
  const lock = new StoreLock({
    file: join(index, 'lock'),
    mode: MODES.file,
    holder: '',
    wait: 1000,
    random: Math.random,
  });
  const room = { disk: nodeDisk, modes: MODES, folder: index, lock, version: 1 };
  const own = await timed(async () => {
    const opened = await EntryIndex.open<Row>({ ...room, rowOf: async () => null, entryNos: async () => [] });
    // A page of rows, and the statuses for the queues.
    opened.rows.slice(0, 50);
    opened.rows.column('status');
  });
  process.stdout.write(`${own} ${raw}\n`);
}

async function benchProcesses(folder: string): Promise<Figure[]> {
  const home = join(folder, 'processes');
  const store = await openJsonStore(options(home));
  const entryNo = await store.nextEntryNo('WI');
  await store.save(record(entryNo), { expect: 0 });
  const alone = await timed(async () => {
    for (let round = 0; round < UPDATES; round += 1) await store.update(entryNo, countUp);
  });
  const children = Array.from({ length: PROCESSES }, () => startSelf('update', home, entryNo));
  await Promise.all(children.map(child => once(child.stdout, 'data')));
  const together = await timed(async () => {
    for (const child of children) child.stdin.end('go\n');
    await Promise.all(children.map(child => once(child, 'close')));
  });
  const kept = (await store.get(entryNo)).count;
  await store.close();
  if (kept !== UPDATES * (PROCESSES + 1)) throw new Error(`Only ${kept} updates were kept`);
  const rate = (UPDATES * PROCESSES * 1000) / together;
  return [figure(`store.update.${PROCESSES}-processes`, rate, '1/s', (UPDATES * 1000) / alone)];
}

function countUp(found: BenchRecord): BenchRecord {
  return { ...found, count: found.count + 1 };
}

/** The part of each of the many processes: waits for the word, then updates. */
async function updateMany(home: string, entryNo: string): Promise<void> {
  const store = await openJsonStore(options(home));
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  for (let round = 0; round < UPDATES; round += 1) await store.update(entryNo, countUp);
  await store.close();
}

function startSelf(...args: string[]) {
  return spawn(process.execPath, ['--import', 'tsx', SELF, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function output(child: ReturnType<typeof startSelf>): Promise<string> {
  let text = '';
  child.stdout.on('data', part => (text += part));
  await once(child, 'close');
  return text;
}

const PARTIES = [
  '义乌市中国物资有限公司',
  '上海浦东国际货运代理有限公司',
  '深圳市前海跨境供应链股份有限公司',
  '宁波北仑港务集团',
];
const GOODS = ['冷冻去骨牛肉', '高密度聚乙烯颗粒', '数控卧式加工中心', '瓶装葡萄酒'];
const STATUSES = ['草', '存', '发', '收', '正', '错', '放', '撤'];

type Row = ReturnType<typeof row>;

/** A row of the list: 25 short texts, different enough that they do not all fall together. */
function row(at: number) {
  const mixed = (at * 2_654_435_761) % 4_294_967_296;
  const digits = (length: number): string =>
    String(mixed * 7919 + at)
      .padStart(length, '0')
      .slice(-length);
  const pick = (list: readonly string[]): string => list[mixed % list.length] ?? '';
  const entryNo = `WI${1_507_627_158_000 + at * 60_007}00`;
  const party = `${pick(PARTIES)}${mixed % 900}`;
  return {
    entryNo,
    direction: ['in', 'out', 'pack'][at % 3] ?? '',
    status: pick(STATUSES),
    declarationNo: at % 5 ? digits(15) : '',
    clearanceNo: at % 3 ? digits(18) : '',
    paperless: at % 2 ? '已上传' : '',
    party,
    consignor: pick(PARTIES),
    contract: `HT-${digits(8)}`,
    date: `2017-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
    bill: `COSU${digits(9)}`,
    vessel: at % 2 ? 'COSCO SHIPPING STAR' : 'EVER GIVEN',
    voyage: digits(4),
    port: digits(6),
    country: digits(3),
    office: String(440_000 + (at % 90)),
    hs: digits(10),
    goods: pick(GOODS),
    quantity: `${digits(5)}.50`,
    value: `${digits(7)}.00`,
    currency: at % 4 ? '840' : '156',
    containers: String(at % 7),
    updatedBy: at % 2 ? '李明' : '王芳',
    updated: new Date(1_507_627_158_000 + at * 60_007).toISOString(),
    search: `${entryNo} ${party} ht-${digits(8)} ywszgwzyxgs ${digits(15)}`.toLowerCase(),
  };
}

const [task, first = '', second = ''] = process.argv.slice(2);
if (process.argv[1] === SELF && task === 'open') await openOnce(first);
if (process.argv[1] === SELF && task === 'update') await updateMany(first, second);
