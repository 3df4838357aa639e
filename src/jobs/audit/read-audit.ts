import type { Office } from '../office.ts';
import { changeText, type ShownLine, shownLine } from './show.ts';

/** What is looked for in the audit. */
export interface AuditSearch {
  readonly entryNo?: string;
  /** Each must be in what people read of a line. */
  readonly words?: readonly string[];
  readonly who?: string;
  /** A permanent word or what it is called. */
  readonly what?: string;
  /** Days in Beijing, both included: `2026-11-27`. */
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
}

export interface FoundLines {
  readonly lines: readonly ShownLine[];
  /** There may be more than were asked for. */
  readonly more: boolean;
}

type AuditOffice = Pick<Office, 'store' | 'demand'>;

const BEIJING = '+08:00';
const DAY = 86_400_000;

/** The lines that fit, newest first. */
export async function readAudit({ store, demand }: AuditOffice, search: AuditSearch): Promise<FoundLines> {
  await demand('audit.read');
  const { entryNo, since, until, limit } = search;
  const lines: ShownLine[] = [];
  const query = {
    ...(entryNo !== undefined && { entryNo }),
    ...(since !== undefined && { since: startOf(since).toISOString() }),
    ...(until !== undefined && { until: new Date(startOf(until).getTime() + DAY).toISOString() }),
  };
  for await (const line of store.audit.read(query)) {
    const shown = shownLine(line);
    if (!fits(shown, search)) continue;
    if (lines.length >= limit) return { lines, more: true };
    lines.push(shown);
  }
  return { lines, more: false };
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00${BEIJING}`);

function fits(line: ShownLine, { words = [], who, what }: AuditSearch): boolean {
  if (who !== undefined && !line.who.toLowerCase().includes(who.toLowerCase())) return false;
  if (what !== undefined && line.what !== what && !line.title.includes(what)) return false;
  if (words.length === 0) return true;
  const { time, title, which, text } = line;
  const all = [time, line.who, title, which, text, ...line.changes.map(changeText)].join('\n').toLowerCase();
  return words.every(word => all.includes(word.toLowerCase()));
}

/** Goes through the whole chain; its head can be noted elsewhere. */
export async function verifyAudit({ store, demand }: AuditOffice) {
  await demand('audit.read');
  const { lines, first, head, faults } = await store.audit.verify();
  return { lines, first: first && shownLine(first), head: head && shownLine(head), faults };
}
