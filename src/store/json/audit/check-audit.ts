import { relative } from 'node:path';
import type { Disk } from '../../../disk/disk.ts';
import { sealOf } from '../../../disk/json-bytes.ts';
import { readOrNothing } from '../../../disk/json-file.ts';
import type { StoreLock } from '../../../disk/lock.ts';
import { UserError } from '../../../errors.ts';
import type { AuditEntry } from '../../audit-line.ts';
import type { StoredRecord } from '../../store.ts';
import type { Layout } from '../home.ts';
import type { RecordFiles } from '../record-files.ts';
import type { JsonAudit } from './audit.ts';
import { type Known, knownBy } from './verified.ts';

interface AuditContext<R extends StoredRecord> {
  disk: Disk;
  layout: Layout;
  lock: StoreLock;
  files: RecordFiles<R>;
  audit: JsonAudit;
}

/** Where a declaration and what the audit says last of it part. */
interface Parting {
  readonly code: string;
  readonly text: string;
  /** Where it lies. */
  readonly file: string;
  /** The line that says so from now on. */
  readonly entry: AuditEntry;
}

type Note = (code: string, file: string, text: string, outcome: boolean) => void;

/** Verifies the chain, and that every declaration is what the audit says last of it; nothing of that is put right in silence: `repair` adds lines that say so. */
export async function checkAudit<R extends StoredRecord>(
  context: AuditContext<R>,
  moved: ReadonlySet<string>,
  repair: boolean,
  note: Note,
): Promise<void> {
  const { disk, layout, lock, files, audit } = context;
  let { faults } = await audit.verify();
  // Another process may have begun a file or dropped old ones meanwhile; inside the lock nobody does.
  if (faults.length > 0) ({ faults } = await lock.run(() => audit.verify()));
  for (const { file, line, text } of faults)
    note('check.audit-chain', layout.at(...file.split('/')), `操作记录第 ${line} 行${text}`, false);

  const look = async (only?: ReadonlySet<string>) => {
    const known = await knownBy(disk, layout.at('audit'));
    const entryNos = only ?? new Set([...(await files.entryNos()), ...known.keys()]);
    const found = new Map<string, Parting>();
    for (const entryNo of entryNos) {
      const parting = await partingOf(context, entryNo, known.get(entryNo));
      if (parting !== undefined) found.set(entryNo, parting);
    }
    return found;
  };
  const seen = await look();
  if (seen.size === 0) return;
  await lock.run(async () => {
    for (const [, { code, text, file, entry }] of await look(new Set(seen.keys()))) {
      // That one was moved away is told already; before the audit began nothing was known.
      const isTold = code === BEFORE || moved.has(relative(layout.home, file));
      if (repair) await audit.noteLocked(isTold && code !== BEFORE ? { ...entry, what: 'moved-aside' } : entry, false);
      if (!isTold) note(code, file, text, repair);
    }
    if (repair) await audit.flush();
  });
}

/** Of a declaration that nobody has saved since the audit began. */
const BEFORE = 'before';

async function partingOf<R extends StoredRecord>(
  context: AuditContext<R>,
  entryNo: string,
  known: Known | undefined,
): Promise<Parting | undefined> {
  const { disk, files } = context;
  const file = files.fileOf(entryNo);
  const said = known && lineOf(known);
  const bytes = (await disk.facts(file))?.plain ? await readOrNothing(disk, file) : undefined;
  if (bytes === undefined) {
    if (known === undefined) return undefined;
    if (known.gone) return await partingInTrash(context, entryNo, known);
    const { revision = 0 } = known;
    return {
      code: 'check.audit-gone',
      file,
      text: `文件不见了，不是由报检台删除的；${said}之后没有别的`,
      entry: { what: 'found-gone', entryNo, revision, gone: true },
    };
  }
  const digest = sealOf(bytes) ?? '';
  if (known && !known.gone && known.digest === digest) return undefined;
  const revision = await revisionOf(() => files.read(entryNo));
  // What cannot be read is told of where it is verified.
  if (revision === undefined) return undefined;
  const now = { entryNo, revision, digest };
  if (known === undefined) return { code: BEFORE, text: '', file, entry: { what: 'made-up', ...now } };
  if (revision > (known.revision ?? 0)) {
    return {
      code: 'check.audit-missing',
      file,
      text: `操作记录里没有第 ${revision} 次保存，只到第 ${known.revision ?? 0} 次`,
      entry: { what: 'made-up', ...now },
    };
  }
  return {
    code: 'check.audit-changed',
    file,
    text: `文件不是由报检台改的：与${said}不符；${await whoMay(disk, file)}`,
    entry: { what: 'found-changed', ...now },
  };
}

const lineOf = ({ seq, by, at }: Known): string => `操作记录第 ${seq} 条（${by} ${at.slice(0, 10)}）`;

/** What lies in the trash is what was put there, or, after a death in between, what it was before; who empties it by hand may. */
async function partingInTrash<R extends StoredRecord>(
  { disk, files }: AuditContext<R>,
  entryNo: string,
  known: Known,
): Promise<Parting | undefined> {
  const file = files.trashOf(entryNo);
  const bytes = (await disk.facts(file))?.plain ? await readOrNothing(disk, file) : undefined;
  const digest = bytes && (sealOf(bytes) ?? '');
  // Programs before this one noted nothing of it.
  if (digest === undefined || known.digest === undefined) return undefined;
  if (digest === known.digest || digest === known.was) return undefined;
  const revision = await revisionOf(() => files.readTrashed(entryNo));
  if (revision === undefined) return undefined;
  return {
    code: 'check.audit-changed',
    file,
    text: `回收站里的文件不是由报检台改的：与${lineOf(known)}不符；${await whoMay(disk, file)}`,
    entry: { what: 'found-changed', entryNo, revision, digest, gone: true },
  };
}

async function revisionOf(read: () => Promise<StoredRecord | undefined>): Promise<number | undefined> {
  try {
    return (await read())?.revision;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** All that a file system tells of who has written a file. */
async function whoMay(disk: Disk, file: string): Promise<string> {
  const facts = await disk.facts(file);
  if (facts === undefined) return '';
  const time = new Date(facts.modified).toISOString().slice(0, 16).replace('T', ' ');
  return `最后写于 ${time} UTC，文件属于系统用户 ${facts.owner}`;
}
