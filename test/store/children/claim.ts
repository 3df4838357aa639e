// Claims a message of the outbox and keeps it until it is killed: HOME MESSAGEID
import { openJsonStore } from '../../../src/store/json/open-store.ts';
import { paperOptions } from '../paper.ts';

const [home = '', messageId = ''] = process.argv.slice(2);
const store = await openJsonStore(paperOptions(home));
const claim = await store.outbox.claim(messageId);
process.stdout.write(`${claim === null ? 'taken' : claim.task}\n`);
if (claim !== null) await new Promise(resolve => setInterval(resolve, 60_000));
