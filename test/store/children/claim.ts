// Claims a message of the outbox and keeps it until it is killed: PLACE MESSAGEID
import { openAt } from '../at.ts';

const [place = '', messageId = ''] = process.argv.slice(2);
const store = await openAt(place);
const claim = await store.outbox.claim(messageId);
process.stdout.write(`${claim === null ? 'taken' : claim.task}\n`);
if (claim !== null) await new Promise(resolve => setInterval(resolve, 60_000));
