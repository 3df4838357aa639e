// Adds one to a paper, many times: PLACE ENTRYNO TIMES
import { openAt } from '../at.ts';

const [place = '', entryNo = '', times = ''] = process.argv.slice(2);
const store = await openAt(place);
for (let time = 0; time < Number(times); time += 1) {
  await store.update(entryNo, paper => ({ ...paper, count: paper.count + 1 }));
}
await store.close();
