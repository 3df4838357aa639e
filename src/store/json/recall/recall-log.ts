import { isMissing } from '../../../disk/disk.ts';
import { REPAIR, storeError } from '../../../disk/failure.ts';
import { Turns } from '../../../disk/turns.ts';
import { UserError } from '../../../errors.ts';
import type { Recall, RecallEntry, Recalled } from '../../recall.ts';
import { countIn } from '../../recall.ts';
import { buildLog, gathered, isUsable, type LogSource } from './build-log.ts';
import { encodeLines, folded, parseLines, readHead, readLog, writeLog } from './log-file.ts';

/** Bytes that a log may grow beside doubling before it is worth folding. */
const SLACK = 64 * 1024;

/**
 * What was used before, by key, as lines that are only ever added, a use each; folded to one line a key when it has grown.
 *
 * It can be derived from the records, so no save waits for a line or fails when one cannot be written. A line that a crash cut off
 * is passed over. Nothing is read before somebody asks; where nobody ever asks there is no log.
 */
export class RecallLog implements Recall {
  readonly #options: LogSource;
  // Reading and making take turns, so that none sees the place in the log of the other half way.
  readonly #turns = new Turns();
  #held = new Map<string, Recalled>();
  #id: string | undefined;
  #end = 0;
  #added = false;
  /** What is held comes from the records alone. */
  #gathered = false;

  constructor(options: LogSource) {
    this.#options = options;
  }

  get held(): ReadonlyMap<string, Recalled> {
    return this.#held;
  }

  refresh(): Promise<boolean> {
    return this.#turns.run(async () => (await this.#readOn()) ?? (await this.#load()));
  }

  /** Makes the log from the records, whatever there was. */
  rebuild(): Promise<void> {
    return this.#turns.run(() => buildLog(this.#options, true));
  }

  /** Inside the lock: adds what a record says. While there is no log there is nothing to add to: it will be made from the records. */
  async add(entries: readonly RecallEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const { disk, file, version } = this.#options;
    try {
      if ((await readHead(disk, file))?.version !== version) return;
      await disk.extend(file, encodeLines(entries));
      this.#added = true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // What the record says is stored with it. A log that lacks something goes, and is made anew when somebody asks.
      if ((await disk.facts(file))?.plain) await disk.remove(file).catch(() => {});
    }
  }

  /** Whether this process has made it grow enough to be folded. */
  async worthFolding(): Promise<boolean> {
    const { disk, file } = this.#options;
    if (!this.#added) return false;
    const head = await readHead(disk, file);
    const size = (await disk.facts(file))?.size ?? 0;
    return head !== undefined && head.base > 0 && size > 2 * head.base + SLACK;
  }

  /** Inside the lock: one line a key. */
  async fold(): Promise<void> {
    const { disk, file, version } = this.#options;
    const log = await readLog(disk, file);
    if (log === undefined || log.head.base === 0 || log.head.version !== version) return;
    await writeLog(this.#options, folded(log.lines));
  }

  /** Throws a `UserError` when lines cannot be read. */
  async verify(): Promise<void> {
    const { disk, file, version } = this.#options;
    const log = await readLog(disk, file);
    if (log === undefined) throw storeError('store.broken', `记忆文件的开头读不懂：${file}`, [REPAIR]);
    if (log.broken > 0 && log.head.version <= version)
      throw storeError('store.broken', `记忆文件有 ${log.broken} 行读不懂：${file}`, [REPAIR]);
  }

  /** Goes on where reading ended; undefined when the log is another one by now. */
  async #readOn(): Promise<boolean | undefined> {
    const { disk, file } = this.#options;
    if (this.#id === undefined) return undefined;
    try {
      const size = (await disk.facts(file))?.size ?? 0;
      if (size < this.#end) return undefined;
      const bytes = await disk.readRange(file, this.#end, size - this.#end);
      // The head is read after the lines: if it has changed, they are lines of another log.
      if ((await readHead(disk, file))?.id !== this.#id) return undefined;
      const { lines, length } = parseLines(bytes);
      for (const line of lines) countIn(this.#held, line);
      this.#end += length;
      return lines.length > 0;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #load(): Promise<boolean> {
    const { disk, file, version, readOnly, all } = this.#options;
    let log = await readLog(disk, file);
    if (!isUsable(log, version) && readOnly) {
      const isNew = !this.#gathered;
      if (isNew) this.#held = await gathered(all);
      this.#gathered = true;
      return isNew;
    }
    if (!isUsable(log, version)) {
      await buildLog(this.#options, false);
      log = await readLog(disk, file);
    }
    // A newer program's values are not for us.
    const ours = log?.head.version === version && log.head.base > 0 ? log : undefined;
    this.#held = folded(ours?.lines ?? []);
    this.#id = ours?.head.id;
    this.#end = ours?.end ?? 0;
    return true;
  }
}
