import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { explained } from '../../../disk/disk.ts';
import { explain } from '../../../disk/failure.ts';
import { plainJson, sealedJson } from '../../../disk/json-file.ts';
import { modesOf } from '../../../disk/modes.ts';
import { nodeDisk } from '../../../disk/node-disk.ts';
import { parseLine } from '../../audit-line.ts';
import type { Piece } from '../../piece.ts';
import type { Sealed } from '../../sealing.ts';
import type { StoredRecord } from '../../store.ts';
import { fileOfMonth } from '../audit/files.ts';
import { Layout, openHome } from '../home.ts';
import { LAYOUT_STEPS } from '../layout-steps.ts';
import { MEMBERS_FILE } from '../members.ts';
import { BYTES, DONE, ENTRY, outboxFile } from '../outbox/files.ts';
import { OWED_FILE } from '../owed.ts';
import { LIST_FILE, paperlessFile } from '../paperless/paperless.ts';
import { folded, writeLog } from '../recall/log-file.ts';
import { receiptFile } from '../receipts.ts';
import { recordFile, trashFile } from '../record-files.ts';
import { KEY_FILE, SECRETS_FILE } from '../secrets.ts';
import { settingsFile } from '../settings.ts';

export interface HomeToMake {
  /** Where there is nothing yet. */
  readonly home: string;
  /** Version of the records. */
  readonly records: number;
  readonly now: () => number;
  readonly random: () => number;
}

/** Makes a home of what an office keeps. It waits for no disk: it is to be packed, not to be worked in. */
export async function writePieces<R extends StoredRecord>(
  pieces: AsyncIterable<Piece<R>>,
  options: HomeToMake,
): Promise<void> {
  const { lock, layout } = await openHome({
    ...options,
    disk: explained(nodeDisk),
    shared: false,
    repair: false,
    steps: LAYOUT_STEPS,
    holder: '',
    wait: 0,
  });
  await lock.close();
  const writing = new Writing<R>(layout, options.random);
  for await (const piece of pieces) await writing.put(piece);
  writing.end();
}

/** Puts the key of a machine's home where a backup looks for it. */
export function copyKey(from: string, to: string): void {
  const [key, copy] = [new Layout(from).at(...KEY_FILE), new Layout(to).at(...KEY_FILE)];
  if (!existsSync(key)) return;
  try {
    copyFileSync(key, copy);
  } catch (error) {
    throw explain(error, key);
  }
}

class Writing<R extends StoredRecord> {
  readonly #layout: Layout;
  readonly #random: () => number;
  readonly #secrets: Record<string, Sealed> = {};
  #month = '';
  #lines: string[] = [];

  constructor(layout: Layout, random: () => number) {
    this.#layout = layout;
    this.#random = random;
  }

  async put(piece: Piece<R>): Promise<void> {
    const layout = this.#layout;
    switch (piece.kind) {
      case 'declaration':
        return write(recordFile(layout, piece.record.entryNo), sealedJson(piece.record));
      case 'trash':
        return write(trashFile(layout, piece.record.entryNo), sealedJson(piece.record));
      case 'message': {
        const { entry, bytes } = piece;
        const folder = entry.state === 'sent' ? DONE : '';
        write(outboxFile(layout, entry.messageId, BYTES, folder), bytes);
        return write(outboxFile(layout, entry.messageId, ENTRY, folder), sealedJson(entry));
      }
      case 'receipt': {
        const { receipt, applied } = piece;
        return write(receiptFile(layout, receipt, applied), sealedJson({ version: 1, ...receipt }));
      }
      case 'owed':
        return write(layout.at('receipts', OWED_FILE), plainJson(piece.owed));
      case 'setting':
        return write(settingsFile(layout, piece.name), plainJson({ version: 1, value: piece.value }));
      case 'member':
        return write(layout.at('accounts', MEMBERS_FILE), sealedJson({ ...piece.accounts, version: 1 }));
      case 'secret':
        this.#secrets[piece.name] = piece.sealed;
        return;
      case 'paperless':
        return write(paperlessFile(layout, piece.folder.entryNo, LIST_FILE), sealedJson(piece.folder));
      case 'attachment':
        return write(paperlessFile(layout, piece.entryNo, piece.sum), piece.bytes);
      case 'audit':
        return this.#audit(piece.line);
      case 'recall':
        return await this.#recall(piece);
      case 'code':
        return write(layout.at('codes', piece.name), piece.bytes);
      case 'number':
        return write(layout.numbers, sealedJson({ version: 1, last: piece.last }));
    }
  }

  /** After the last one. */
  end(): void {
    this.#flush();
    if (Object.keys(this.#secrets).length === 0) return;
    write(this.#layout.at(...SECRETS_FILE), plainJson({ version: 1, items: this.#secrets }));
  }

  #audit(line: string): void {
    // A clock that was set back must not bring lines out of order; what is no line has no time of its own.
    const next = [parseLine(line)?.at.slice(0, 7) ?? '', this.#month].sort().at(-1) ?? '';
    if (next !== this.#month && this.#month !== '') this.#flush();
    this.#month = next;
    this.#lines.push(line);
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    const file = this.#layout.at('audit', fileOfMonth(this.#month === '' ? '1970-01' : this.#month));
    write(file, Buffer.from(`${this.#lines.join('\n')}\n`));
    this.#lines = [];
  }

  async #recall({ name, version, uses }: Piece<never> & { kind: 'recall' }): Promise<void> {
    const file = this.#layout.at('recall', `${name}.log`);
    const place = { disk: nodeDisk, modes: modesOf(false), file, version, random: this.#random };
    await writeLog(place, folded(uses));
  }
}

function write(file: string, bytes: Buffer): void {
  const { file: mode, folder } = modesOf(false);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: folder });
    writeFileSync(file, bytes, { mode });
  } catch (error) {
    throw explain(error, file);
  }
}
