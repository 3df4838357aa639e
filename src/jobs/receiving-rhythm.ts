import type { UserError } from '../errors.ts';
import { channelPasswords, channelSettings } from './channel.ts';
import type { Office } from './office.ts';
import { switchesOf } from './switches.ts';

/** Seconds between two looks at what lies on this machine anyway: the practice bureau and the folders of the import client. */
const AT_HAND = 3;
const HERE: ReadonlySet<string> = new Set(['03', '09']);

/** However often nothing could be reached, it is tried again after so many seconds. */
const LONGEST = 900;

/** A server locks an account that knocks too often: with a refused one nobody asks for an hour, unless something of the channel was changed. */
const AFTER_REFUSAL = 3600;

/** Seconds until the next try, after so many failures in a row. */
export function pauseAfter(failures: number, every: number): number {
  return Math.max(every, Math.min(LONGEST, every * 2 ** failures));
}

/** Seconds from one time of asking to the next. */
async function everyOf(office: Office): Promise<number> {
  const { receiveSeconds } = await switchesOf(office);
  return HERE.has((await channelSettings(office)).platform) ? Math.min(receiveSeconds, AT_HAND) : receiveSeconds;
}

/** When the program asks for receipts by itself (R3). */
export interface ReceivingRhythm {
  /** Whether it is time to ask, or to send what was kept back. */
  isTime(): Promise<boolean>;
  /** It was asked, and this is how it ended. */
  asked(failure: UserError | undefined): Promise<void>;
}

export function receivingRhythm(office: Office): ReceivingRhythm {
  const { outbox } = office.store;
  let [next, failures] = [0, 0];
  /** The channel as it was when it refused us. */
  let refused: string | undefined;
  const channel = async (): Promise<string> =>
    JSON.stringify([await channelSettings(office), ...(await channelPasswords(office))]);

  return {
    async isTime() {
      const now = office.now();
      const isChanged = refused !== undefined && refused !== (await channel());
      if ((refused === undefined || isChanged) && (await outbox.due(now)).length > 0) return true;
      if ((await switchesOf(office)).receiveSeconds === 0) return false;
      // A clock that was set back makes nobody wait.
      return isChanged || now >= next || next - now > AFTER_REFUSAL * 1000;
    },
    async asked(failure) {
      const isRefusal = failure?.exit === 'login';
      failures = failure ? failures + 1 : 0;
      refused = isRefusal ? await channel() : undefined;
      next = office.now() + 1000 * (isRefusal ? AFTER_REFUSAL : pauseAfter(failures, await everyOf(office)));
    },
  };
}
