import type { AuditEntry, AuditLine } from './audit-line.ts';

/** What of the audit is asked for. */
export interface AuditQuery {
  readonly entryNo?: string;
  /** ISO times: from the first on, before the second. */
  readonly since?: string;
  readonly until?: string;
}

/** What is wrong with the chain, at a line of a place. */
export interface ChainFault {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Verified {
  readonly lines: number;
  readonly first: AuditLine | undefined;
  /** Whoever keeps its hash elsewhere can tell later whether anything before it was changed. */
  readonly head: AuditLine | undefined;
  readonly faults: readonly ChainFault[];
}

/** Who did what when: lines that are only ever added, each with the hash of the one before. Changes of the store note themselves. */
export interface Audit {
  /** Adds a line, which is safe when this returns. Where nothing can be written nothing is noted. */
  note(entry: AuditEntry): Promise<void>;
  /** The lines that fit, newest first. */
  read(query?: AuditQuery): AsyncGenerator<AuditLine>;
  /** Goes through the whole chain. */
  verify(): Promise<Verified>;
  /** Drops the lines of all months before one (`2026-03`); a line says so first, with the hash that the chain goes on from. */
  drop(before: string): Promise<void>;
}
