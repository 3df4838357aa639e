// Works off the outbox with others: PLACE QUARTER. Prints each message that it had in hand, and ends when nothing is left.
import { once } from 'node:events';
import { openAt } from '../at.ts';

const [place = '', quarter = '0'] = process.argv.slice(2);
const store = await openAt(place);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
for (;;) {
  const due = await store.outbox.due(Date.now());
  if (due.length === 0) break;
  // Each begins at another one, and looks anew before it meets what others have done.
  const start = Number(quarter) * Math.floor(due.length / 4);
  for (const { messageId } of [...due.slice(start), ...due.slice(0, start)].slice(0, 50)) {
    const claim = await store.outbox.claim(messageId);
    if (claim === null) continue;
    process.stdout.write(`${messageId}\n`);
    await claim.settle({ state: 'sent', code: 'accepted', text: '', acknowledged: `A-${messageId}` });
  }
}
await store.close();
process.exit();
