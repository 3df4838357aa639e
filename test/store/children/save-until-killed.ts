// Makes, changes and removes papers until it is killed; prints what was acknowledged: PLACE
import { writeSync } from 'node:fs';
import { openAt } from '../at.ts';
import { paper } from '../paper.ts';

const [place = ''] = process.argv.slice(2);
const store = await openAt(place);
for (;;) {
  const entryNo = await store.nextEntryNo('WE');
  for (let revision = 0; revision < 3; revision += 1) {
    await store.save(paper(entryNo, '字'.repeat(3000), revision), { expect: revision });
    writeSync(1, `${entryNo} ${revision + 1}\n`);
  }
  if (Math.random() < 0.2) {
    writeSync(1, `${entryNo} going\n`);
    await store.remove(entryNo);
    writeSync(1, `${entryNo} gone\n`);
  }
}
