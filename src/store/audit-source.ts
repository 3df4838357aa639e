import type { Accounts } from '../accounts/member.ts';
import type { AuditEntry } from './audit-line.ts';
import type { PaperlessFolder } from './paperless-folder.ts';

/** What the audit asks of those who know what a record and a document mean. Where nothing is to be said the answer is undefined. */
export interface AuditSource<R> {
  /** Undefined stands for a declaration that is not there, or not any more. */
  record: (before: R | undefined, after: R | undefined) => AuditEntry;
  /** A document of the settings, by its name. */
  document: (name: string, before: unknown, after: unknown) => AuditEntry | undefined;
  members: (before: Accounts, after: Accounts) => AuditEntry | undefined;
  paperless: (before: PaperlessFolder, after: PaperlessFolder) => AuditEntry | undefined;
}
