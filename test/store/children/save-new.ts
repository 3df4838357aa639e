// Saves papers under new numbers of one standing clock, and prints the numbers: HOME TIMES [shared|recalling]
import { openJsonStore } from '../../../src/store/json/open-store.ts';
import { PARTIES, paper, paperOptions } from '../paper.ts';

const [home = '', times = '', how] = process.argv.slice(2);
const store = await openJsonStore({
  ...paperOptions(home),
  shared: how === 'shared',
  ...(how === 'recalling' && { recalls: { parties: PARTIES } }),
  now: () => 1_507_627_158_000,
  lockWait: 60_000,
});
for (let time = 0; time < Number(times); time += 1) {
  const entryNo = await store.nextEntryNo('WI');
  await store.save(paper(entryNo), { expect: 0 });
  process.stdout.write(`${entryNo}\n`);
}
await store.close();
