import type { Actor } from '../../accounts/permissions.ts';
import type { Audit, AuditQuery, ChainFault, Verified } from '../audit.ts';
import {
  type AuditEntry,
  type AuditLine,
  type AuditMark,
  BEGINNING,
  bodyOf,
  isWhole,
  parseLine,
} from '../audit-line.ts';
import { newId } from './ids.ts';
import type { Line, Value } from './line.ts';

export interface PgAuditOptions {
  readonly line: Line;
  readonly now: () => number;
  readonly actor: () => Actor;
}

/** The statement that notes what four values from the place `first` on tell, where the condition holds. */
export function noting(first: number, condition = 'true'): string {
  const [at, entryNo, body, id] = [first, first + 1, first + 2, first + 3].map(place => `$${place}`);
  return `insert into audit_new (at, entry_no, body, save_id) select ${at}::text, ${entryNo}::text, ${body}::text, ${id}::uuid
    where ${body}::text is not null and ${condition}`;
}

const PAGE = 500;
const MAX_FAULTS = 50;

/** Who did what when. A change notes itself in its own commit; the chain is made of what was noted afterwards, on the server. */
export class PgAudit implements Audit {
  readonly #options: PgAuditOptions;

  constructor(options: PgAuditOptions) {
    this.#options = options;
  }

  /** The values of `noting`; of nothing that is to be said it notes nothing. */
  told(entry: AuditEntry | undefined, id: string): readonly Value[] {
    const { now, actor } = this.#options;
    const body = entry && bodyOf(now(), actor(), entry);
    return [body?.at ?? null, body?.entryNo ?? null, body ? JSON.stringify(body) : null, id];
  }

  async note(entry: AuditEntry): Promise<void> {
    if (this.#options.line.role === 'reader') return;
    const id = newId();
    const isNew = `not exists (select from audit_new where save_id = $4::uuid) and not exists (select from audit where save_id = $4::uuid)`;
    await this.#options.line.ask(noting(1, isNew), this.told(entry, id));
  }

  async *read({ entryNo, since = '', until }: AuditQuery = {}): AsyncGenerator<AuditLine> {
    await this.seal();
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const { rows } = await this.#options.line.ask(
        `select seq, line from audit where seq < $1 and at >= $2 and ($3::text is null or at < $3) and ($4::text is null or entry_no = $4)
         order by seq desc limit ${PAGE}`,
        [before, since, until ?? null, entryNo ?? null],
      );
      for (const { line } of rows) {
        const parsed = parseLine(String(line));
        if (parsed) yield parsed;
      }
      if (rows.length < PAGE) return;
      before = Number(rows.at(-1)?.seq);
    }
  }

  async verify(): Promise<Verified> {
    await this.seal();
    const faults: ChainFault[] = [];
    const tell = (line: number, text: string) => {
      if (faults.length < MAX_FAULTS) faults.push({ file: 'audit', line, text });
    };
    let [lines, first, last] = [0, undefined as AuditLine | undefined, undefined as AuditLine | undefined];
    for (let after = -1; ; ) {
      const { rows } = await this.#options.line.ask(
        'select seq, line from audit where seq > $1 order by seq limit 5000',
        [after],
      );
      for (const row of rows) {
        const [seq, text] = [Number(row.seq), String(row.line)];
        const line = parseLine(text);
        lines += 1;
        if (!line || !isWhole(text) || line.seq !== seq) tell(seq, '这一行被改过');
        else if (last === undefined ? !(await this.#followsDropped(line)) : !follows(line, last))
          tell(seq, '前面的行被改过、抽走或插入过');
        first ??= line;
        last = line ?? last;
      }
      if (rows.length === 0) break;
      after = Number(rows.at(-1)?.seq);
    }
    const { rows } = await this.#options.line.ask('select seq, hash from audit_head');
    const head = rows[0];
    if (head && Number(head.seq) !== (last?.seq ?? 0)) tell(Number(head.seq), '最后的行被抽走了');
    return { lines, first, head: last, faults };
  }

  async drop(before: string): Promise<void> {
    const { line } = this.#options;
    // The history is the owner's: what is too old goes when they open it.
    if (line.role !== 'owner') return;
    await this.seal();
    // Also the newest one: what is noted of it stands behind it.
    const { rows } = await line.ask('select line from audit where at < $1 order by seq desc limit 1', [before]);
    const last = parseLine(String(rows[0]?.line ?? ''));
    if (!last) return;
    const dropped = { seq: last.seq, hash: last.hash };
    await this.note({ what: 'audit-dropped', about: `${before} 以前`, dropped });
    await this.seal();
    await line.ask('select drop_audit($1)', [before]);
  }

  /** Puts what was noted so far into the chain. */
  async seal(): Promise<void> {
    const { line } = this.#options;
    if (line.role !== 'reader') await line.ask('select seal_audit()');
  }

  /** The first line that is still here follows what was let go for its age, as a later line says. */
  async #followsDropped(line: AuditLine): Promise<boolean> {
    if (follows(line, BEGINNING)) return true;
    const { rows } = await this.#options.line.ask(`select line from audit where line like '%"audit-dropped"%'`);
    return rows.some(row => {
      const dropped = parseLine(String(row.line))?.dropped;
      return dropped !== undefined && follows(line, dropped);
    });
  }
}

const follows = (line: AuditLine, before: AuditMark): boolean =>
  line.seq === before.seq + 1 && line.prev === before.hash;
