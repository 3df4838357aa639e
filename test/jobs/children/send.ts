// Sends declarations and says what became of each: HOME ENTRYNO,ENTRYNO… [STEP [HOLD]]. After the named step it is killed.
import { type OpenChannel, openChannel } from '../../../src/jobs/channel.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import type { Claim } from '../../../src/store/outbox.ts';
import { openAndWait, say } from './office.ts';

const [home = '', entryNos = '', fatal, hold = '0'] = process.argv.slice(2);
const office = dying(await openAndWait(home));
const open = dyingLine(await openChannel(office));
for (const entryNo of entryNos.split(',')) {
  const { outcome } = await sendDeclaration(office, entryNo, { open, pauseOf: () => 0, hold: Number(hold) });
  say(`${entryNo} ${outcome}`);
}
await office.close();
process.exit();

/** Does the step, and dies after it if it is the fatal one. */
async function step<T>(name: string, work: Promise<T>): Promise<T> {
  const done = await work;
  if (name !== fatal) return done;
  process.kill(process.pid, 'SIGKILL');
  return await new Promise(() => {});
}

function dying(found: Office): Office {
  const { store } = found;
  const outbox = over(store.outbox, {
    enqueue: message => step('enqueued', store.outbox.enqueue(message)),
    claim: async messageId => dyingClaim(await store.outbox.claim(messageId)),
  });
  return {
    ...found,
    store: over(store, {
      outbox,
      update: (entryNo, change) => step('marked', store.update(entryNo, change)),
      begin: async (...all) => {
        const { record, claim } = await step('begun', store.begin(...all));
        return { record, claim: dyingClaim(claim) };
      },
    }),
  };
}

function dyingClaim(claim: Claim | null): Claim | null {
  return claim && { ...claim, settle: outcome => step('settled', claim.settle(outcome)) };
}

function dyingLine(found: OpenChannel): OpenChannel {
  const { line } = found;
  return {
    ...found,
    line: { ...line, send: (...message) => step('answered', line.send(...message)) },
  };
}

/** The same object with some of its methods in another way. */
function over<T extends object>(target: T, changes: Partial<T>): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(name in changes ? changes : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
