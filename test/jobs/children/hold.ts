// Takes held messages back, or delivers them without waiting, and says what became of each: HOME back|deliver ENTRYNO:MESSAGEID,…
import { openChannel } from '../../../src/jobs/channel.ts';
import { deliver } from '../../../src/jobs/deliver-outbox.ts';
import { takeBack } from '../../../src/jobs/outbox.ts';
import { openAndWait, say } from './office.ts';

const [home = '', what, messages = ''] = process.argv.slice(2);
const office = await openAndWait(home);
const open = await openChannel(office);
for (const message of messages.split(',')) {
  const [entryNo = '', messageId = ''] = message.split(':');
  if (what === 'back') {
    const { back, text } = await takeBack(office, entryNo, messageId);
    say(`${entryNo} ${back ? 'back' : text}`);
  } else say(`${entryNo} ${(await deliver(office, open, messageId, { unheld: true })).outcome}`);
}
await office.close();
process.exit();
