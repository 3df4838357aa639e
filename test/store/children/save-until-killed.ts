// Makes, changes and removes papers until it is killed; prints what was acknowledged: HOME
import { writeSync } from 'node:fs';
import { openJsonStore } from '../../../src/store/json/open-store.ts';
import { paper, paperOptions } from '../paper.ts';

const [home = ''] = process.argv.slice(2);
const store = await openJsonStore({ ...paperOptions(home), lockWait: 60_000 });
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
