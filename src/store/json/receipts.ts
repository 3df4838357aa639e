import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Disk } from '../../disk/disk.ts';
import { REPAIR, storeError, unlessUnreadable } from '../../disk/failure.ts';
import { asObject, checkVersion } from '../../disk/json-bytes.ts';
import { openJson } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import { isEntryNo, monthOf } from '../../local/entry-number.ts';
import { OwedIn } from '../owed.ts';
import {
  byArrival,
  type Kept,
  type KeptReceipt,
  MOST_RECEIPTS,
  type Owed,
  type Receipt,
  type Receipts,
  ReceiptTimes,
} from '../receipts.ts';
import type { Layout } from './home.ts';
import { owedFile } from './owed.ts';

export interface ReceiptsOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  /** Whether there is a declaration of this number. */
  has: (entryNo: string) => boolean;
}

const NEW = 'new';
const APPLIED = 'applied';
// Where receipts lie that name no entry number of ours.
const NOBODY = 'none';

/**
 * Every receipt, one file each, on the disk before it is acknowledged. It waits in `new` until somebody has applied it
 * to its declaration; one whose declaration is not here stays there.
 */
export class JsonReceipts implements Receipts {
  readonly owed: Owed;
  readonly #options: ReceiptsOptions;
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #times = new ReceiptTimes();

  constructor(options: ReceiptsOptions) {
    this.#options = options;
    this.owed = new OwedIn(owedFile(options));
    // What was counted and is not safe is counted anew.
    options.lock.onGroup({ mark: () => () => this.#counts.clear(), keep: () => {} });
  }

  keep(receipts: readonly Receipt[]): Promise<readonly Kept[]> {
    return this.#options.lock.run(async () => {
      const kept: Kept[] = [];
      for (const receipt of receipts) kept.push(await this.#keep(receipt));
      return kept;
    });
  }

  async #keep(receipt: Receipt): Promise<Kept> {
    const { disk } = this.#options;
    const waiting = this.#newFile(receipt);
    if ((await disk.facts(waiting)) ?? (await disk.facts(this.#appliedFile(receipt)))) return 'known';
    const { identity, entryNo, raw, receivedAt } = receipt;
    const counts = entryNo !== null && isEntryNo(entryNo) ? await this.#countsBeside(entryNo) : undefined;
    const count = counts?.get(entryNo ?? '') ?? 0;
    if (count >= MOST_RECEIPTS) return 'refused';
    const low = await this.#open(waiting);
    low.data = { version: 1, identity, entryNo, raw, receivedAt: this.#times.timeFor(receivedAt) };
    await low.write();
    counts?.set(entryNo ?? '', count + 1);
    return 'new';
  }

  /** How many there are of each declaration of a month, read once: what other programs add later is not counted. */
  async #countsBeside(entryNo: string): Promise<Map<string, number>> {
    const { disk } = this.#options;
    const month = monthOf(entryNo);
    const known = this.#counts.get(month);
    if (known !== undefined) return known;
    const counts = new Map<string, number>();
    for (const name of [...(await disk.list(this.#at(NEW))), ...(await disk.list(this.#at(APPLIED, month)))]) {
      const [word = ''] = name.split('_', 1);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    this.#counts.set(month, counts);
    return counts;
  }

  markApplied(receipts: readonly Pick<Receipt, 'identity' | 'entryNo'>[]): Promise<void> {
    return this.#options.lock.run(async () => {
      for (const receipt of receipts) await this.#markApplied(receipt);
    });
  }

  async #markApplied(receipt: Pick<Receipt, 'identity' | 'entryNo'>): Promise<void> {
    const { disk, modes } = this.#options;
    const from = this.#newFile(receipt);
    if (!(await disk.facts(from))?.plain) return;
    const to = this.#appliedFile(receipt);
    const folder = dirname(to);
    if (await disk.makeFolder(folder, modes.folder)) await disk.syncFolder(dirname(folder));
    await disk.rename(from, to);
    await disk.syncFolder(folder);
    await disk.syncFolder(dirname(from));
  }

  async of(entryNo: string): Promise<KeptReceipt[]> {
    const folders = [this.#at(NEW), this.#at(APPLIED, isEntryNo(entryNo) ? monthOf(entryNo) : NOBODY)];
    const found: KeptReceipt[] = [];
    for (const folder of folders)
      found.push(...(await this.#read(folder, name => name.startsWith(`${fileWord(entryNo)}_`))));
    return found.filter(receipt => receipt.entryNo === entryNo).sort(byArrival);
  }

  async unapplied(): Promise<KeptReceipt[]> {
    return (await this.#read(this.#at(NEW), () => true)).sort(byArrival);
  }

  async #read(folder: string, wanted: (name: string) => boolean): Promise<KeptReceipt[]> {
    const { disk, has } = this.#options;
    const found: KeptReceipt[] = [];
    for (const name of await disk.list(folder)) {
      if (!name.endsWith('.json') || !wanted(name)) continue;
      // `store check` tells of one that cannot be read; the others have their effect all the same.
      const data = (await unlessUnreadable(this.#open(join(folder, name))))?.data ?? null;
      if (data === null) continue;
      found.push({ ...data, applied: folder !== this.#at(NEW), matched: data.entryNo !== null && has(data.entryNo) });
    }
    return found;
  }

  #open(file: string) {
    const { disk, modes } = this.#options;
    return openJson<StoredReceipt>({ disk, modes, file, shape: shapeReceipt, sealed: true });
  }

  #newFile(receipt: Pick<Receipt, 'identity' | 'entryNo'>): string {
    return receiptFile(this.#options.layout, receipt, false);
  }

  #appliedFile(receipt: Pick<Receipt, 'identity' | 'entryNo'>): string {
    return receiptFile(this.#options.layout, receipt, true);
  }

  #at(...names: string[]): string {
    return this.#options.layout.at('receipts', ...names);
  }
}

/** Where a receipt lies, before it has had its effect or after. */
export function receiptFile(
  layout: Layout,
  { identity, entryNo }: Pick<Receipt, 'identity' | 'entryNo'>,
  applied: boolean,
): string {
  const month = entryNo !== null && isEntryNo(entryNo) ? monthOf(entryNo) : NOBODY;
  return layout.at('receipts', ...(applied ? [APPLIED, month] : [NEW]), nameOf(identity, entryNo));
}

type StoredReceipt = Receipt & { version: 1 };

// The number leads, so that those of one declaration are found by their names; the identity may hold anything.
function nameOf(identity: string, entryNo: string | null): string {
  return `${fileWord(entryNo)}_${createHash('sha256').update(identity).digest('hex').slice(0, 40)}.json`;
}

function fileWord(entryNo: string | null): string {
  return entryNo !== null && isEntryNo(entryNo) ? entryNo : NOBODY;
}

export function shapeReceipt(json: unknown, file: string): StoredReceipt {
  const receipt = asObject(json, file);
  checkVersion(receipt, 1, file);
  const { identity, entryNo, raw, receivedAt } = receipt;
  const whole =
    typeof identity === 'string' &&
    (entryNo === null || typeof entryNo === 'string') &&
    typeof raw === 'string' &&
    typeof receivedAt === 'number';
  if (!whole) throw storeError('store.broken', `回执文件不完整：${file}`, [REPAIR]);
  return receipt as unknown as StoredReceipt;
}
