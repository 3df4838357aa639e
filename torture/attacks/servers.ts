import { type Attack, type Found, lost, twice, wrong } from '../attack.ts';
import { inHome, problemsIn } from '../home-state.ts';
import { LIES, type Liar, openLiar } from '../liar.ts';
import { copyHome, practiceHome } from '../practice-home.ts';
import { manners, type Stage } from '../stage.ts';

const NAMES = Object.keys(LIES);

async function judge(stage: Stage, home: string, liar: Liar, sent: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const entryNo of sent) {
    const taken = liar.taken.get(entryNo)?.size ?? 0;
    if (taken === 0) found.push(lost(`${entryNo} never arrived`));
    if (taken > 1) found.push(twice(`${entryNo} arrived as ${taken} messages`));
  }
  return await inHome(stage, home, async office => {
    for (const entryNo of sent) {
      const record = await office.store.get(entryNo);
      if (record.status !== 'accepted') found.push(lost(`the receipt of ${entryNo}: it is ${record.status}`));
      if (record.receipts.some(receipt => receipt.entryNo !== entryNo))
        found.push(wrong(`${entryNo} has the receipt of another`));
    }
    return [...found, ...(await problemsIn(office))];
  });
}

export const servers: Attack = {
  name: 'servers',
  what: 'the bureau lies in many ways while declarations are sent and receipts taken; in the end it has each once, and each has its receipt',
  weight: 1.5,
  async open(stage) {
    const practice = await practiceHome(stage);
    return {
      async play(at, random) {
        const home = copyHome(stage, practice);
        const liar = await openLiar();
        const lie = NAMES[at % NAMES.length] ?? '';
        const sent = [practice.numbers.saved ?? '', practice.numbers.other ?? ''];
        const found: Found[] = [];
        const run = async (...words: string[]): Promise<void> => {
          found.push(...manners(await stage.here(home, words)));
        };
        try {
          await run('settings', 'set', 'channel.platform', '01');
          await run('settings', 'set', 'channel.sendUrl', liar.url);
          // One lie for all requests at first, then any of them now and then.
          liar.lie = () => (random.chance(0.9) ? [lie, random] : undefined);
          await run('send', ...sent, '--jobs', '1', '--sure');
          await run('receive');
          liar.lie = () => (random.chance(0.5) ? [random.pick(NAMES), random] : undefined);
          await run('outbox', 'deliver');
          await run('receive');
          liar.lie = undefined;
          for (let round = 0; round < 2; round += 1) {
            await run('outbox', 'deliver');
            await run('send', ...sent, '--sure');
            await run('receive');
          }
          found.push(...(await judge(stage, home, liar, sent)));
        } finally {
          await liar.close();
        }
        return { title: lie, found };
      },
    };
  },
};
