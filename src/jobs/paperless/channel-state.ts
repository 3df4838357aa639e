import type { Office } from '../office.ts';
import { enterprisesOf } from '../own-lists.ts';
import { addressFault } from '../typed-addresses.ts';
import {
  addressFor,
  bureauOf,
  numberFor,
  PAPERLESS,
  PAPERLESS_PASSWORD,
  type PaperlessSettings,
  paperlessSettings,
  withoutAccounts,
} from './settings.ts';

type Way = PaperlessSettings['way'];

/** What the settings of one way come to. */
interface WayState {
  /** The registration number that counts for it, and the bureau and the name in 报检注册 that belong to it; empty where there are none. */
  readonly number: string;
  readonly bureau: string;
  readonly enterprise: string;
  /** The address that is gone to: the one that is typed, or that is known of the bureau. */
  readonly address: string;
  /** Why nobody goes there as things are. */
  readonly refused: boolean;
}

/** Where paperless documents go, as its settings are looked at (S5). */
export interface PaperlessChannel {
  readonly settings: PaperlessSettings;
  readonly hasPassword: boolean;
  readonly ways: Readonly<Record<Way, WayState>>;
  /** The first registration of the office, for who has typed none. */
  readonly ownNumber: string;
}

const NOTHING: WayState = { number: '', bureau: '', enterprise: '', address: '', refused: false };

/** Before anything was read. */
export const NEW_PAPERLESS: PaperlessChannel = {
  ...{ settings: PAPERLESS.initial, hasPassword: false, ownNumber: '' },
  ways: { service: NOTHING, embed: NOTHING },
};

export async function paperlessChannel(office: Office): Promise<PaperlessChannel> {
  const settings = withoutAccounts(await paperlessSettings(office));
  const enterprises = await enterprisesOf(office);
  const stateOf = (way: Way): WayState => {
    const number = numberFor(settings, way);
    const address = addressFor(settings, way);
    return {
      ...{ number, address, refused: address !== '' && addressFault(address, settings) !== undefined },
      bureau: bureauOf(office, number) ?? '',
      enterprise: enterprises.find(each => each.number === number)?.name ?? '',
    };
  };
  return {
    settings,
    hasPassword: await office.store.secrets.has(PAPERLESS_PASSWORD),
    ways: { service: stateOf('service'), embed: stateOf('embed') },
    ownNumber: enterprises[0]?.number ?? '',
  };
}
