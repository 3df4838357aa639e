import { sha256 } from '../../../disk/json-bytes.ts';
import { parseLine } from '../../audit-line.ts';
import type { Piece } from '../../piece.ts';
import { countIn, type Recalled } from '../../recall.ts';
import type { Sealed } from '../../sealing.ts';
import type { StoredRecord, StoredRow } from '../../store.ts';
import { MEMBERS, OWED, SETTINGS } from '../documents.ts';
import { CODES } from '../files.ts';
import { newId } from '../ids.ts';
import type { Ask, Value } from '../line.ts';
import type { Brought } from '../secrets.ts';

export interface PuttingOptions<R, Row> {
  readonly ask: Ask;
  readonly summarise: (record: R) => Row | Promise<Row>;
  /** Version of the rows. */
  readonly rows: number;
  /** The id of the key that the secrets are under, and what a secret is under it. */
  readonly key: { readonly id: string; readonly under: (secret: Brought) => Sealed };
}

const BATCH = 200;
type Rows = readonly (readonly Value[])[];
type Statement = readonly [text: string, values: readonly Value[]];
/** What is a row of its own. */
type Single<R> = Exclude<Piece<R>, { kind: 'declaration' } | { kind: 'audit' } | { kind: 'recall' }>;

/** Puts what an office keeps into the tables. */
export class Putting<R extends StoredRecord, Row extends StoredRow> {
  readonly #options: PuttingOptions<R, Row>;
  #declarations: (readonly Value[])[] = [];
  #audit: (readonly Value[])[] = [];
  #head = { seq: 0, hash: '', at: '' };

  constructor(options: PuttingOptions<R, Row>) {
    this.#options = options;
  }

  async put(piece: Piece<R>): Promise<void> {
    const { ask, summarise, rows } = this.#options;
    if (piece.kind === 'declaration') {
      const { record } = piece;
      const row = JSON.stringify(await summarise(record));
      this.#declarations.push([record.entryNo, record.revision, JSON.stringify(record), row, rows, newId()]);
    } else if (piece.kind === 'audit') this.#audit.push(this.#auditRow(piece.line));
    else if (piece.kind === 'recall') await this.#recall(piece);
    else await ask(...this.#statement(piece));
    if (this.#declarations.length >= BATCH || this.#audit.length >= BATCH) await this.#flush();
  }

  #statement(piece: Single<R>): Statement {
    switch (piece.kind) {
      case 'trash': {
        const { record } = piece;
        return ['insert into trash values ($1, $2, $3)', [record.entryNo, record.revision, JSON.stringify(record)]];
      }
      case 'message':
        return messageStatement(piece);
      case 'receipt': {
        const { identity, entryNo, raw, receivedAt } = piece.receipt;
        return [
          'insert into receipts (identity, entry_no, raw, received_at, applied) values ($1, $2, $3, $4, $5)',
          [identity, entryNo, raw, receivedAt, piece.applied],
        ];
      }
      case 'secret': {
        const { id, under } = this.#options.key;
        return ['insert into secrets values ($1, $2, $3)', [piece.name, JSON.stringify(under(piece)), id]];
      }
      case 'paperless':
        return ['insert into paperless values ($1, $2)', [piece.folder.entryNo, JSON.stringify(piece.folder)]];
      case 'attachment':
        return ['insert into paperless_files values ($1, $2, $3)', [piece.entryNo, piece.sum, piece.bytes]];
      case 'code':
        return ['insert into files (name, bytes) values ($1, $2)', [`${CODES}${piece.name}`, piece.bytes]];
      case 'number':
        return ['update numbers set last = greatest(last, $1::bigint)', [piece.last]];
      case 'setting':
        return documentStatement(`${SETTINGS}${piece.name}`, piece.value);
      case 'member':
        return documentStatement(MEMBERS, piece.accounts);
      case 'owed':
        return documentStatement(OWED, piece.owed);
    }
  }

  /** After the last one. */
  async end(): Promise<void> {
    await this.#flush();
    const { seq, hash } = this.#head;
    await this.#options.ask('update audit_head set seq = $1, hash = $2', [seq, hash]);
    // One that is in both was being restored when that broke off.
    await this.#options.ask('delete from trash where entry_no in (select entry_no from declarations)');
    await this.#options.ask(
      `insert into declarations (entry_no, revision, record, row, row_version, gone, save_id)
       select entry_no, revision, record, '{}', $1, true, gen_random_uuid() from trash`,
      [this.#options.rows],
    );
  }

  /** A line that is none keeps its place: what was wrong with a chain stays to be seen. */
  #auditRow(text: string): readonly Value[] {
    const line = parseLine(text);
    const seq = line?.seq ?? this.#head.seq + 1;
    this.#head = { seq, hash: line?.hash ?? '', at: line?.at ?? this.#head.at };
    return [seq, this.#head.at, line?.entryNo ?? null, newId(), text];
  }

  async #flush(): Promise<void> {
    const { ask } = this.#options;
    const [declarations, audit] = [this.#declarations, this.#audit];
    this.#declarations = [];
    this.#audit = [];
    await insertAll(
      ask,
      'declarations (entry_no, revision, record, row, row_version, save_id)',
      ['text', 'integer', 'text', 'text', 'integer', 'uuid'],
      declarations,
    );
    await insertAll(ask, 'audit (seq, at, entry_no, save_id, line)', ['bigint', 'text', 'text', 'uuid', 'text'], audit);
  }

  async #recall({ name, version, uses }: Piece<never> & { kind: 'recall' }): Promise<void> {
    const { ask } = this.#options;
    const held = new Map<string, Recalled>();
    for (const use of uses) countIn(held, use);
    await ask('insert into recall_sources values ($1, $2)', [name, version]);
    const all = [...held].map(([key, { value, count, last }]) => [name, key, JSON.stringify(value), count, last]);
    for (let at = 0; at < all.length; at += BATCH)
      await insertAll(
        ask,
        'recalls (name, key, value, count, last)',
        ['text', 'text', 'text', 'integer', 'bigint'],
        all.slice(at, at + BATCH),
      );
  }
}

const documentStatement = (name: string, body: unknown): Statement => [
  'insert into documents values ($1, $2)',
  [name, JSON.stringify(body)],
];

function messageStatement({ entry, bytes }: Piece<never> & { kind: 'message' }): Statement {
  const { messageId, entryNo, channel, state, created, nextTry, attempts, acknowledged = null } = entry;
  return [
    `insert into outbox (message_id, entry_no, channel, state, created, next_try, attempts, acknowledged, sum, bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[messageId, entryNo, channel, state, created, nextTry, JSON.stringify(attempts), acknowledged],
      ...[entry.sum ?? sha256(bytes), bytes],
    ],
  ];
}

/** Many rows in one statement. */
async function insertAll(ask: Ask, into: string, types: readonly string[], rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const columns = types.map((_, at) => rows.map(row => row[at] as string));
  const lists = types.map((type, at) => `$${at + 1}::${type}[]`).join(', ');
  await ask(`insert into ${into} select * from unnest(${lists})`, columns);
}
