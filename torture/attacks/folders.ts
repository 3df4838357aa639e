import { copyFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { changeChannel } from '../../src/jobs/channel.ts';
import { codesOf } from '../../src/jobs/compose-message.ts';
import { openBureau } from '../../src/practice/bureau.ts';
import { type Docket, openDocket } from '../../src/practice/docket.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { type ImportClient, openImportClient } from '../../src/practice/import-client.ts';
import { openPaperRoom } from '../../src/practice/paper-room.ts';
import { type Attack, type Found, lost, type Tried, twice, wrong } from '../attack.ts';
import { inHome, problemsIn } from '../home-state.ts';
import { copyHome, practiceHome } from '../practice-home.ts';
import type { Random } from '../random.ts';
import { manners, type Stage } from '../stage.ts';

/** A client of its own folder, begun anew as often as it is ended. */
interface Played {
  readonly client: ImportClient;
  readonly docket: Docket;
}

interface Place {
  readonly stage: Stage;
  readonly home: string;
  /** The folder of the client, and the one in which the bureau behind it keeps what it took. */
  readonly root: string;
  readonly bureau: string;
}

async function begin({ stage, home, root, bureau }: Place): Promise<Played> {
  return await inHome(stage, home, async office => {
    const docket = await openDocket(bureau);
    const desk = openBureau({
      ...{
        docket,
        room: openPaperRoom(bureau),
        book: office.book,
        now: Date.now,
        pace: 0,
        accounts: [],
        sampleEvery: 5,
      },
      faults: () => NO_FAULTS,
    });
    const client = await openImportClient({
      ...{ root, bureau: desk, dataFolder: stage.data, codes: codesOf(office), now: Date.now },
    });
    return { client, docket };
  });
}

/** What lies in the InBox comes twice, or is away for a while. */
function disturb({ root }: Place, random: Random): () => void {
  const box = join(root, 'Tecciq', 'InBox');
  const away: string[] = [];
  for (const name of readdirSync(box)) {
    const file = join(box, name);
    if (random.chance(0.3)) copyFileSync(file, join(box, name.replace(/\d{17}/u, '20260101000000000')));
    if (random.chance(0.3)) {
      renameSync(file, `${file}.tmp`);
      away.push(file);
    }
  }
  return () => {
    for (const file of away) renameSync(`${file}.tmp`, file);
  };
}

async function judge({ stage, home }: Place, { docket }: Played, sent: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  if (docket.count() > sent.length) found.push(twice(`${docket.count()} messages for ${sent.length} declarations`));
  return await inHome(stage, home, async office => {
    for (const entryNo of sent) {
      const { status, receipts } = await office.store.get(entryNo);
      if (status !== 'released' && status !== 'accepted') found.push(lost(`${entryNo} is ${status}`));
      const known = new Set(receipts.map(({ identity }) => identity));
      if (known.size < receipts.length) found.push(twice(`a receipt of ${entryNo}`));
      if (receipts.some(receipt => receipt.entryNo !== entryNo)) found.push(wrong(`${entryNo} has one of another`));
    }
    // What a program that was killed had begun to write is told by the check, and gone after a repair.
    return [...found, ...(await problemsIn(office, ['check.leftover']))];
  });
}

/** Operations on the disk that a command has at most; a number above them breaks nothing. */
const OPERATIONS = 70;

async function attack(place: Place, sent: readonly string[], random: Random): Promise<Found[]> {
  const { stage, home } = place;
  const found: Found[] = [];
  let played = await begin(place);
  const kill = async (...words: string[]): Promise<void> => {
    const how = `${random.chance(0.25) ? 'torn' : 'kill'}:${1 + random.below(OPERATIONS)}`;
    const ended = await stage.run(home, words, { broken: how });
    if (ended.signal !== 'SIGKILL' || ended.hung) found.push(...manners(ended));
  };
  const turn = async (): Promise<void> => {
    if (random.chance(0.3)) {
      await played.docket.close();
      played = await begin(place);
    }
    if (random.chance(0.7)) await played.client.turn();
  };
  await kill('send', ...sent, '--sure');
  await turn();
  await kill('send', ...sent, '--sure');
  await turn();
  const back = disturb(place, random);
  await kill('receive');
  back();
  await turn();
  await kill('receive');
  // From here on nothing breaks: what is owed is made up for.
  for (let round = 0; round < 2; round += 1) {
    found.push(...manners(await stage.here(home, ['send', ...sent, '--sure'])));
    await played.client.turn();
    found.push(...manners(await stage.here(home, ['receive'])));
  }
  found.push(...(await judge(place, played, sent)));
  await played.docket.close();
  return found;
}

export const folders: Attack = {
  name: 'folders',
  what: 'sending and receiving by the folders of an import client are killed at any step, the client is late, ended, and says things twice',
  async open(stage) {
    const practice = await practiceHome(stage);
    return {
      async play(_at, random): Promise<Tried> {
        const place = {
          ...{ stage, home: copyHome(stage, practice), root: stage.folder('client'), bureau: stage.folder('bureau') },
        };
        await inHome(stage, place.home, office => changeChannel(office, { platform: '03', importFolder: place.root }));
        const sent = [practice.numbers.saved ?? '', practice.numbers.other ?? ''];
        return { title: 'folders', found: await attack(place, sent, random) };
      },
    };
  },
};
