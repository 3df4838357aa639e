import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChannel } from '../src/jobs/channel.ts';
import { declarationsIn, importDeclaration } from '../src/jobs/import-declarations.ts';
import type { Office } from '../src/jobs/office.ts';
import { receiveReceipts } from '../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../src/jobs/send-declarations.ts';
import { folderOf } from '../src/practice/own-folder.ts';
import { startPractice } from '../src/practice/server.ts';
import { BOOK, DATA, inbound } from '../test/practice/declarations.ts';
import { type Figure, figure, timed } from './figure.ts';
import { openBenchOffice } from './office.ts';

const ROUNDS = 3;
const SENDS = 200;
/** As `send --all` does it. */
const AT_ONCE = 4;
// Where there is one, a folder without a disk.
const MEMORY = '/dev/shm';

/**
 * Declarations a second through the whole of sending, and of receiving: checked, composed, on the disk, at the practice bureau, settled.
 * Beside each the same without a disk to wait for; the best of several rounds taken in turn.
 */
export async function bench(): Promise<Figure[]> {
  const places = { disk: tmpdir(), memory: existsSync(MEMORY) ? MEMORY : tmpdir() };
  const best = { send: { disk: 0, memory: 0 }, receive: { disk: 0, memory: 0 } };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const place of ['memory', 'disk'] as const) {
      const rates = await rounded(places[place]);
      for (const what of ['send', 'receive'] as const)
        best[what][place] = Math.max(best[what][place], SENDS / (rates[what] / 1000));
    }
  }
  return (['send', 'receive'] as const).map(what =>
    figure(`sending.${what}`, best[what].disk, '1/s', best[what].memory),
  );
}

/** Milliseconds of sending and of receiving in a new home at that place. */
async function rounded(place: string): Promise<{ readonly send: number; readonly receive: number }> {
  const home = await mkdtemp(join(place, 'bench-sending-'));
  let ids = 0;
  const office = await openBenchOffice({ home, dataFolder: DATA, newId: () => `m${++ids}` });
  const practice = await startPractice({
    ...{ folder: folderOf(home), now: Date.now, random: Math.random, book: BOOK, dataFolder: DATA, pace: 0 },
  });
  try {
    const entryNos = await imported(office);
    const open = await openChannel(office);
    const line = entryNos.values();
    const one = async () => {
      for (const entryNo of line) expectTo((await sendDeclaration(office, entryNo, { open })).outcome === 'taken');
    };
    return {
      send: await timed(() => Promise.all(Array.from({ length: AT_ONCE }, one))),
      receive: await timed(async () => expectTo((await receiveReceipts(office)).changed.length === SENDS)),
    };
  } finally {
    await practice.stop();
    await office.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function imported(office: Office): Promise<string[]> {
  const entryNos: string[] = [];
  for (let serial = 1; serial <= SENDS; serial += 1) {
    const { entryNo: _, ...contents } = inbound('', undefined, {
      contractNo: `HT-${serial}`,
      billOfLadingNo: `BL-${serial}`,
    });
    const bytes = new TextEncoder().encode(JSON.stringify(contents));
    for (const input of await declarationsIn(office, { name: 'one.json', bytes })) {
      const { outcome, entryNo } = await importDeclaration(office, await input.read());
      expectTo(outcome === 'saved');
      entryNos.push(entryNo);
    }
  }
  return entryNos;
}

function expectTo(held: boolean): void {
  if (!held) throw new Error('Not every declaration went its way');
}
