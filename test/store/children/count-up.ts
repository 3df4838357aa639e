// Adds one to a paper, many times: HOME ENTRYNO TIMES
import { openJsonStore } from '../../../src/store/json/open-store.ts';
import { paperOptions } from '../paper.ts';

const [home = '', entryNo = '', times = ''] = process.argv.slice(2);
const store = await openJsonStore({ ...paperOptions(home), lockWait: 60_000 });
for (let time = 0; time < Number(times); time += 1) {
  await store.update(entryNo, paper => ({ ...paper, count: paper.count + 1 }));
}
await store.close();
