// Writes lines into the edit journal of a page and stays open: HOME ENTRYNO
import { openJsonStore } from '../../../src/store/json/open-store.ts';
import { paperOptions } from '../paper.ts';

const [home = '', entryNo = ''] = process.argv.slice(2);
const store = await openJsonStore(paperOptions(home));
store.local.journals.append(entryNo, { path: 'party', to: '甲' });
store.local.journals.append(entryNo, { path: 'party', to: '乙' });
process.stdout.write('written\n');
await new Promise(resolve => setInterval(resolve, 60_000));
