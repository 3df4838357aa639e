import { createHash } from 'node:crypto';
import { REPAIR, storeError } from '../disk/failure.ts';
import { asObject, checkVersion } from '../disk/json-bytes.ts';
import type { Owed } from './receipts.ts';

/** Acknowledgements that a channel has not got, each with the time since which it is owed, in milliseconds since 1970. */
interface ChannelDebt {
  readonly ids: Readonly<Record<string, number>>;
  /** Not to be tried before, because it was refused. */
  readonly restUntil?: number;
}

/** All that is owed. */
export interface OwedDocument {
  readonly version: 1;
  readonly channels: Readonly<Record<string, ChannelDebt>>;
  /** What people were told on a day, by its hash: a receipt that comes again each time is no news each time. */
  readonly told: { readonly day: string; readonly words: readonly string[] };
}

/** Where the document of what is owed is kept. */
export interface OwedPlace {
  read(): Promise<OwedDocument | undefined>;
  /** Changes it with nobody in between, safe when it resolves; what stays the same is not written. */
  change(change: (held: OwedDocument) => OwedDocument): Promise<void>;
}

export const NOTHING_OWED: OwedDocument = { version: 1, channels: {}, told: { day: '', words: [] } };

const DAY = 86_400_000;
/** A bureau that has not taken it for so long will not any more. */
const FORGOTTEN_AFTER = 30 * DAY;
/** Of more than that the oldest are let go: they come again with their receipts. */
const MOST = 50_000;
const REST = 3_600_000;

/** What is owed, in one document. */
export class OwedIn implements Owed {
  readonly #place: OwedPlace;

  constructor(place: OwedPlace) {
    this.#place = place;
  }

  owe(channel: string, ids: readonly string[], now: number): Promise<void> {
    return this.#change(channel, debt => {
      const all = { ...Object.fromEntries(ids.map(id => [id, now])), ...debt.ids };
      const kept = Object.entries(all).filter(([, since]) => since > now - FORGOTTEN_AFTER);
      return { ...debt, ids: Object.fromEntries(kept.sort(([, a], [, b]) => a - b).slice(-MOST)) };
    });
  }

  async of(channel: string, now: number): Promise<readonly string[]> {
    const { ids = {}, restUntil = 0 } = (await this.#place.read())?.channels[channel] ?? {};
    // A clock that was set back must not make a rest longer than it is.
    return restUntil > now && restUntil <= now + REST ? [] : Object.keys(ids);
  }

  paid(channel: string, ids: readonly string[]): Promise<void> {
    const heard = new Set(ids);
    return this.#change(channel, debt => ({
      ids: Object.fromEntries(Object.entries(debt.ids).filter(([id]) => !heard.has(id))),
    }));
  }

  refused(channel: string, now: number): Promise<void> {
    return this.#change(channel, debt => ({ ...debt, restUntil: now + REST }));
  }

  async untold(texts: readonly string[], day: string): Promise<readonly string[]> {
    if (texts.length === 0) return [];
    let fresh: readonly string[] = [];
    await this.#place.change(held => {
      const before = new Set(held.told.day === day ? held.told.words : []);
      fresh = texts.filter(text => !before.has(wordOf(text)) && before.add(wordOf(text)));
      return fresh.length > 0 ? { ...held, told: { day, words: [...before].slice(-MOST) } } : held;
    });
    return fresh;
  }

  #change(channel: string, change: (debt: ChannelDebt) => ChannelDebt): Promise<void> {
    return this.#place.change(held => {
      const debt = change(held.channels[channel] ?? { ids: {} });
      return { ...held, channels: { ...held.channels, [channel]: debt } };
    });
  }
}

// Where a thing stood in an answer says nothing of what it is.
function wordOf(text: string): string {
  return createHash('sha256')
    .update(text.replace(/\[\d+\]/gu, ''))
    .digest('hex')
    .slice(0, 24);
}

export function shapeOwed(json: unknown, file: string): OwedDocument {
  const owed = asObject(json, file);
  checkVersion(owed, 1, file);
  const { told } = owed;
  const channels = Object.values(asObject(owed.channels, file)).map(debt => asObject(debt, file));
  const sound =
    channels.every(({ ids }) => Object.values(asObject(ids, file)).every(since => typeof since === 'number')) &&
    typeof (told as OwedDocument['told'] | undefined)?.day === 'string' &&
    Array.isArray((told as OwedDocument['told']).words);
  if (!sound) throw storeError('store.broken', `待确认的回执记录不完整：${file}`, [REPAIR]);
  return owed as unknown as OwedDocument;
}
