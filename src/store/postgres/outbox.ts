import { storeError } from '../../disk/failure.ts';
import { sha256 } from '../../disk/json-bytes.ts';
import { Bug, type UserError } from '../../errors.ts';
import type { Claim, NewMessage, Outbox } from '../outbox.ts';
import { isDue, isOpen, type OutboxEntry, shapeEntry } from '../outbox-entry.ts';
import {
  begun,
  busyMessage,
  demandNotArrived,
  firstTry,
  inLine,
  isMessageId,
  messageIdTaken,
  newEntry,
  taskOf,
  unknownMessage,
  withOutcome,
} from '../outbox-steps.ts';
import type { Ask, Line, Value } from './line.ts';
import { isAlive, type Run } from './runs.ts';

export interface PgOutboxOptions {
  readonly line: Line;
  readonly run: Run;
  readonly now: () => number;
}

const FIELDS = 'message_id, entry_no, channel, state, created, next_try, attempts, acknowledged, sum';
/** Nobody who lives has it in hand. */
const FREE = `(claimed_by is null or not ${isAlive('outbox.claimed_by')})`;

/** What is to be sent. A claim names its run, and is free again soon after that run is gone. */
export class PgOutbox implements Outbox {
  readonly #options: PgOutboxOptions;
  /** What this run has in hand: a claim whose answer was lost on the line is not among them, and can be made again. */
  readonly #held = new Set<string>();

  constructor(options: PgOutboxOptions) {
    this.#options = options;
  }

  async enqueue(message: NewMessage): Promise<OutboxEntry> {
    const { messageId } = message;
    if (!isMessageId(messageId)) throw new Bug(`Not a message id: ${messageId}`);
    return await this.#options.line.transact(ask => enqueueIn(ask, message, this.#options.now()), { again: true });
  }

  /** Takes a message in hand that `work` keeps, in its transaction, by the insert that it is given. */
  async beginWith<T>(
    message: NewMessage,
    work: (keep: (ask: Ask) => Promise<void>) => Promise<T>,
  ): Promise<{ value: T; claim: Claim }> {
    const { run, now } = this.#options;
    const { messageId } = message;
    if (!isMessageId(messageId)) throw new Bug(`Not a message id: ${messageId}`);
    const id = await run.live();
    const { before, entry } = firstTry(message, now());
    this.#held.add(messageId);
    try {
      const value = await work(ask => insertBegun(ask, entry, message.bytes, id));
      return { value, claim: this.#claimOf({ before, entry, bytes: Buffer.from(message.bytes) }, id) };
    } catch (error) {
      this.#held.delete(messageId);
      throw error;
    }
  }

  async due(now: number): Promise<OutboxEntry[]> {
    const open = await this.#entries(`state in ('waiting', 'asking')`, []);
    return open.filter(entry => isDue(entry, now)).sort((a, b) => a.nextTry - b.nextTry);
  }

  async list({ done = false }: { done?: boolean } = {}): Promise<OutboxEntry[]> {
    return await this.#entries(done ? 'true' : `state <> 'sent'`, []);
  }

  async unreadable(): Promise<readonly UserError[]> {
    return [];
  }

  async find(messageId: string): Promise<OutboxEntry | undefined> {
    return (await this.#entries('message_id = $1', [messageId]))[0];
  }

  async claim(messageId: string): Promise<Claim | null> {
    const { line, run, now } = this.#options;
    if (this.#held.has(messageId)) return null;
    this.#held.add(messageId);
    try {
      const id = await run.live();
      const claimed = await line.transact(ask => claimIn(ask, messageId, id, now()));
      if (claimed === undefined) this.#held.delete(messageId);
      return claimed === undefined ? null : this.#claimOf(claimed, id);
    } catch (error) {
      this.#held.delete(messageId);
      throw error;
    }
  }

  #claimOf({ before, entry, bytes }: Claimed, run: string): Claim {
    return {
      entry,
      bytes,
      task: taskOf(before),
      settle: outcome => this.#end(run, withOutcome(entry, outcome)),
      release: async () => void (await this.#end(run, before)),
    };
  }

  retry(messageId: string): Promise<OutboxEntry> {
    return aloneOn(this.#options.line, messageId, async (ask, entry) => {
      const made = inLine(entry, this.#options.now());
      await write(ask, made, null);
      return made;
    });
  }

  async cancel(messageId: string): Promise<void> {
    await aloneOn(this.#options.line, messageId, async (ask, entry) => {
      demandNotArrived(entry);
      await ask('delete from outbox where message_id = $1', [messageId]);
    });
  }

  /** Writes what became of it, unless another run has taken it over: what that one finds out stands. */
  async #end(run: string, entry: OutboxEntry): Promise<OutboxEntry> {
    const { line } = this.#options;
    // In hand until it is written: who claimed it again before would lose the claim to this.
    const { rows } = await line
      .ask(`${SET}, claimed_by = null where message_id = $1 and claimed_by = $8::uuid returning ${FIELDS}`, [
        ...settable(entry),
        run,
      ])
      .finally(() => this.#held.delete(entry.messageId));
    if (rows[0] !== undefined) return entryOf(rows[0]);
    const found = await this.find(entry.messageId);
    if (found === undefined) throw unknownMessage(entry.messageId);
    return found;
  }

  async #entries(where: string, values: readonly Value[]): Promise<OutboxEntry[]> {
    const { rows } = await this.#options.line.ask(
      `select ${FIELDS} from outbox where ${where} order by created, message_id`,
      values,
    );
    return rows.map(entryOf);
  }
}

async function enqueueIn(ask: Ask, message: NewMessage, now: number): Promise<OutboxEntry> {
  const { messageId, entryNo, bytes } = message;
  await ask('select pg_advisory_xact_lock(hashtextextended($1, 2))', [entryNo]);
  const { rows } = await ask(`select ${FIELDS}, bytes from outbox where message_id = $1`, [messageId]);
  const [known] = rows;
  if (known !== undefined) {
    const kept = entryOf(known);
    if (kept.entryNo === entryNo && Buffer.from(bytes).equals(known.bytes as Buffer)) return kept;
    throw messageIdTaken(messageId);
  }
  await message.demand?.();
  const entry = newEntry(message, now);
  await ask(`insert into outbox (${FIELDS}, bytes) values ($1, $2, $3, $4, $5, $6, $7, null, $8, $9)`, [
    ...valuesOf(entry),
    entry.sum ?? '',
    Buffer.from(bytes),
  ]);
  return entry;
}

async function insertBegun(ask: Ask, entry: OutboxEntry, bytes: Uint8Array, run: string): Promise<void> {
  const { rows } = await ask(
    `insert into outbox (${FIELDS}, bytes, claimed_by) values ($1, $2, $3, $4, $5, $6, $7, null, $8, $9, $10::uuid)
     on conflict (message_id) do nothing returning message_id`,
    [...valuesOf(entry), entry.sum ?? '', Buffer.from(bytes), run],
  );
  if (rows.length === 0) throw messageIdTaken(entry.messageId);
}

/** Work on a message that nobody has in hand. */
function aloneOn<T>(line: Line, messageId: string, work: (ask: Ask, entry: OutboxEntry) => Promise<T>): Promise<T> {
  return line.transact(async ask => {
    const { rows } = await ask(`select ${FIELDS}, ${FREE} as free from outbox where message_id = $1 for update`, [
      messageId,
    ]);
    if (rows[0] === undefined) throw unknownMessage(messageId);
    if (rows[0].free !== true) throw busyMessage(messageId);
    return await work(ask, entryOf(rows[0]));
  });
}

interface Claimed {
  readonly before: OutboxEntry;
  readonly entry: OutboxEntry;
  readonly bytes: Buffer;
}

async function claimIn(ask: Ask, messageId: string, run: string, now: number): Promise<Claimed | undefined> {
  const { rows } = await ask(
    `select ${FIELDS}, bytes from outbox where message_id = $1 and (${FREE} or claimed_by = $2::uuid) for update skip locked`,
    [messageId, run],
  );
  const [row] = rows;
  const before = row && entryOf(row);
  if (row === undefined || before === undefined || !isOpen(before)) return undefined;
  const bytes = row.bytes as Buffer;
  if (before.sum !== undefined && sha256(bytes) !== before.sum) throw damaged(messageId);
  const entry = begun(before, now);
  await write(ask, entry, run);
  return { before, entry, bytes };
}

const SET = `update outbox set state = $2, next_try = $3::bigint, attempts = $4, acknowledged = $5, channel = $6, entry_no = $7`;

const settable = ({
  messageId,
  state,
  nextTry,
  attempts,
  acknowledged,
  channel,
  entryNo,
}: OutboxEntry): readonly Value[] => [
  ...[messageId, state, nextTry, JSON.stringify(attempts)],
  ...[acknowledged ?? null, channel, entryNo],
];

async function write(ask: Ask, entry: OutboxEntry, run: string | null): Promise<void> {
  await ask(`${SET}, claimed_by = $8::uuid where message_id = $1`, [...settable(entry), run]);
}

function valuesOf({ messageId, entryNo, channel, state, created, nextTry, attempts }: OutboxEntry): readonly Value[] {
  return [messageId, entryNo, channel, state, created, nextTry, JSON.stringify(attempts)];
}

/** What a row says. */
export function entryOf(row: Record<string, unknown>): OutboxEntry {
  const { message_id, entry_no, channel, state, created, next_try, attempts, acknowledged, sum } = row;
  const json = {
    version: 1,
    ...{ messageId: message_id, entryNo: entry_no, channel, state, created, nextTry: next_try },
    attempts: JSON.parse(String(attempts)) as unknown,
    ...(acknowledged !== null && { acknowledged }),
    sum,
  };
  return shapeEntry(json, `outbox ${String(message_id)}`);
}

const damaged = (messageId: string): Error =>
  storeError('store.broken', `待发的报文与校验值不符，已损坏，不会发送：${messageId}`, [
    '运行 store check，并请管理员查看数据库',
  ]);
