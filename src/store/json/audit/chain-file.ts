import type { Disk } from '../../../disk/disk.ts';
import type { Modes } from '../../../disk/modes.ts';
import { type AuditLine, bytesOf, parseLine } from '../../audit-line.ts';
import type { Layout } from '../home.ts';
import { endOfLines, fileOfMonth, linesBackwards, monthsIn } from './files.ts';

interface Tail {
  /** Of the newest file; empty when there is none. */
  readonly month: string;
  readonly end: number;
  readonly torn: boolean;
  readonly last: AuditLine | undefined;
}

const NOTHING: Tail = { month: '', end: 0, torn: false, last: undefined };

/** The end of the chain on the disk, to which lines are added inside the lock. */
export class ChainFile {
  readonly #disk: Disk;
  readonly #modes: Modes;
  readonly #layout: Layout;
  #tail: Tail = NOTHING;

  constructor({ disk, modes, layout }: { disk: Disk; modes: Modes; layout: Layout }) {
    this.#disk = disk;
    this.#modes = modes;
    this.#layout = layout;
  }

  /** What makes the end again the one that is known now. */
  mark(): () => void {
    const tail = this.#tail;
    return () => (this.#tail = tail);
  }

  /** The last line, as far as it was read or written. */
  get last(): AuditLine | undefined {
    return this.#tail.last;
  }

  /** Takes in what other processes wrote, cuts off a line that has no end, and gives the last one. */
  async readOn(): Promise<AuditLine | undefined> {
    const tail = await this.look();
    if (tail.torn) await this.#disk.truncate(this.#at(tail.month), tail.end);
    this.#tail = { ...tail, torn: false };
    return tail.last;
  }

  /** Adds the line when it follows the last one; `wait`: until it is on the disk. */
  async put(line: AuditLine, wait: boolean): Promise<void> {
    const { month: current, last } = this.#tail;
    // Others that could not be written come first.
    if ((last?.hash ?? '') !== line.prev) return;
    // A clock that was set back must not bring lines out of order.
    const month = [line.at.slice(0, 7), current].sort().at(-1) ?? current;
    if (month !== current) await this.#begin(month, current);
    const bytes = bytesOf(line);
    await (wait ? this.#disk.append(this.#at(month), bytes) : this.#disk.extend(this.#at(month), bytes));
    this.#tail = { month, end: this.#tail.end + bytes.length, torn: false, last: line };
  }

  /** Waits until all lines are on the disk. */
  async sync(month = this.#tail.month): Promise<void> {
    if (month !== '') await this.#disk.append(this.#at(month), new Uint8Array());
  }

  async #begin(month: string, former: string): Promise<void> {
    // What comes in the new file is on the disk only after all before it.
    await this.sync(former);
    await this.#disk.create(this.#at(month), new Uint8Array(), this.#modes.file);
    await this.#disk.syncFolder(this.#layout.at('audit'));
    this.#tail = { ...this.#tail, month, end: 0 };
  }

  async look(): Promise<Tail> {
    const months = await monthsIn(this.#disk, this.#layout.at('audit'));
    const month = months.at(-1);
    if (month === undefined) return NOTHING;
    const size = (await this.#disk.facts(this.#at(month)))?.size ?? 0;
    if (month === this.#tail.month && size === this.#tail.end) return this.#tail;
    const end = await endOfLines(this.#disk, this.#at(month), size);
    return { month, end, torn: end < size, last: await lastOf(this.#disk, this.#layout, months.toReversed()) };
  }

  #at(month: string): string {
    return this.#layout.at('audit', fileOfMonth(month));
  }
}

/** The last line in the files of these months, newest first. */
export async function lastOf(disk: Disk, layout: Layout, months: readonly string[]): Promise<AuditLine | undefined> {
  for (const month of months) {
    for await (const text of linesBackwards(disk, layout.at('audit'), month)) {
      const line = parseLine(text);
      if (line !== undefined) return line;
    }
  }
  return undefined;
}
