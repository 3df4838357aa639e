// Writes lines into the edit journal of a page and stays open: HOME ENTRYNO
import { openStore } from '../../../src/store/open-store.ts';
import { paperOptions } from '../paper.ts';

const [home = '', entryNo = ''] = process.argv.slice(2);
const store = await openStore(paperOptions(home));
store.journals.append(entryNo, { path: 'party', to: '甲' });
store.journals.append(entryNo, { path: 'party', to: '乙' });
process.stdout.write('written\n');
await new Promise(resolve => setInterval(resolve, 60_000));
