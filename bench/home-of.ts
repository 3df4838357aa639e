import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MARK_LENGTH } from '../src/declaration/doubts.ts';
import { STATUS_MARKS, type Status } from '../src/declaration/life-cycle.ts';
import type { Summary } from '../src/declaration/summary.ts';
import { nodeDisk } from '../src/disk/node-disk.ts';
import { ROWS_VERSION } from '../src/jobs/office-store.ts';
import { journalFile } from '../src/store/json/index/journal.ts';
import { readHead, writeSnapshot } from '../src/store/json/index/snapshot.ts';
import { noRows } from '../src/store/rows/rows.ts';
import { DATA } from './bundle.ts';
import { openBenchOffice } from './office.ts';

const MODES = { folder: 0o700, file: 0o600 };

/** Runs with a home whose index holds so many rows; of the declarations themselves there is none. */
export async function withHome<T>(count: number, work: (home: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
  try {
    await fill(home, count);
    return await work(home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** How many inbound declarations the first page shows for such a home. */
export function inboundOf(count: number): number {
  let found = 0;
  for (let at = 0; at < count; at += 1) {
    const { direction, status } = summary(at);
    if (direction === 'in' && status !== 'withdrawn') found += 1;
  }
  return found;
}

async function fill(home: string, count: number): Promise<void> {
  const office = await openBenchOffice({ home, dataFolder: DATA });
  await office.close();
  const index = join(home, 'index');
  const generation = (await readHead(nodeDisk, index))?.generation ?? 1;
  const changes = Array.from({ length: count }, (_, at) => {
    const row = summary(at);
    return { entryNo: row.entryNo, row };
  });
  await writeSnapshot(nodeDisk, MODES, index, { generation, version: ROWS_VERSION }, noRows<Summary>().with(changes));
  await nodeDisk.truncate(journalFile(index, generation), 0);
  await nodeDisk.remove(join(index, 'mark'));
}

const PARTIES = [
  '义乌市中国物资有限公司',
  '上海海澜食品进出口有限公司',
  '深圳市前海跨境供应链股份有限公司',
  '宁波北仑港务集团',
];
const GOODS = ['冷冻去骨牛肉', '高密度聚乙烯颗粒', '数控卧式加工中心', '瓶装葡萄酒'];
const INITIALS = ['ywszgwzyxgs ldqgnr', 'shhlspjckyxgs gmdjyxkl', 'szsqhkjgylgfyxgs skwsjgzx', 'nbblgwjt pzptj'];
const STATUSES = Object.keys(STATUS_MARKS) as Status[];

/** A mark such as digests give. */
const markOf = (serial: number): string =>
  ((serial * 2_654_435_761) % 4_294_967_296).toString(36).padStart(MARK_LENGTH, '0').slice(-MARK_LENGTH);

/** What the goods of a declaration come to: mostly of one chapter, sometimes of two. */
function sharesFor(at: number, mixed: number): string {
  const share = (chapter: number): string =>
    `${10 + (chapter % 80)},${['250', '840', '392'][mixed % 3]},v${['840', '142', '978'][at % 3]}:${mixed % 900_000}.${at % 100},q007:${at % 5000},w035:${mixed % 70_000}.5`;
  return at % 6 ? share(mixed) : `${share(mixed)};${share(mixed + 1)}`;
}

function summary(at: number): Summary {
  const mixed = (at * 2_654_435_761) % 4_294_967_296;
  const digits = (length: number): string =>
    String(mixed * 7919 + at)
      .padStart(length, '0')
      .slice(-length);
  return {
    date: `2017-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
    party: `${PARTIES[mixed % 4]}${mixed % 900}`,
    enterprise: '上海衡达报关有限公司',
    declarant: at % 2 ? '李明' : '王芳',
    contract: `HT-${digits(8)}`,
    bill: `COSU${digits(9)}`,
    destination: '上海市',
    containers: `MNBU${digits(7)}`,
    goods: GOODS[mixed % 4] ?? '',
    entryNo: `WI${1_507_627_158_000 + at * 60_007}00`,
    direction: at % 10 === 0 ? 'out' : 'in',
    status: STATUSES[mixed % STATUSES.length] ?? 'draft',
    revision: 1,
    declarationNo: at % 5 ? `1${digits(14)}` : '',
    clearanceNo: at % 3 ? digits(15) : '',
    seqNo: '',
    taskFor: '',
    taskWord: '',
    taskBy: '',
    review: '',
    reviewBy: '',
    paperless: at % 2 ? 'reported' : '',
    goodsCount: at % 9,
    receipts: at % 4,
    printed: at % 9 === 0,
    awaiting: at % 3 === 0,
    source: '',
    updated: new Date(1_507_627_158_000 + at * 60_007).toISOString(),
    initials: `${INITIALS[mixed % 4]} shhdbgyxgs`,
    marks: [0, 1, 2, 3].map(each => markOf(at * 4 + each)).join(''),
    inspected: at % 3 ? 'Y' : 'N',
    registration: '3100600123',
    office: ['310000', '470000', '440300'][mixed % 3] ?? '',
    stage: STATUSES[mixed % STATUSES.length] ?? 'draft',
    sent: String(1_507_627_158 + at * 60),
    released: at % 4 ? String(1_507_627_158 + at * 60 + (mixed % 90_000)) : '',
    reasons: at % 21 ? '' : `货物【报检数量】未填写\n【合同号】第${mixed % 9}次不一致`,
    shares: sharesFor(at, mixed),
  };
}
