import { type Accounts, NO_ACCOUNTS } from '../../accounts/member.ts';
import { isOver, type Session } from '../../accounts/session.ts';
import { isAccounts, isSession } from '../../accounts/shape.ts';
import type { Disk } from '../../disk/disk.ts';
import { storeError } from '../../disk/failure.ts';
import { asObject, checkVersion } from '../../disk/json-bytes.ts';
import { openJson } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { AuditSource } from '../audit-source.ts';
import type { Members } from '../members.ts';
import type { JsonAudit } from './audit/audit.ts';
import type { Layout } from './home.ts';

interface MembersOptions {
  readonly disk: Disk;
  readonly modes: Modes;
  readonly layout: Layout;
  readonly lock: StoreLock;
  readonly audit: JsonAudit;
  /** What the audit says of a change. */
  readonly describe: AuditSource<never>['members'];
}

export const MEMBERS_FILE = 'members.json';
export const SESSIONS_FILE = 'sessions.json';

type MembersFile = Accounts & { readonly version: 1 };
interface SessionsFile {
  readonly version: 1;
  readonly sessions: readonly Session[];
}

/** The people of the office and who of them has logged in for batch commands, in two sealed files. */
export class JsonMembers implements Members {
  readonly #options: MembersOptions;

  constructor(options: MembersOptions) {
    this.#options = options;
  }

  async read(): Promise<Accounts> {
    return (await this.#open()).data ?? NO_ACCOUNTS;
  }

  update(change: (held: Accounts) => Accounts): Promise<Accounts> {
    return this.#options.lock.run(async () => {
      let entry: AuditEntry | undefined;
      const low = await this.#open(() => entry);
      const held = low.data ?? NO_ACCOUNTS;
      const made = change(held);
      if (made === held) return held;
      entry = this.#options.describe(held, made);
      low.data = { ...made, version: 1 };
      await low.write();
      return made;
    });
  }

  async sessions(): Promise<readonly Session[]> {
    return (await this.#openSessions()).data?.sessions ?? [];
  }

  updateSessions(now: number, change: (held: readonly Session[]) => readonly Session[]): Promise<void> {
    return this.#options.lock.run(async () => {
      const low = await this.#openSessions();
      const held = low.data?.sessions ?? [];
      const made = change(held.filter(session => !isOver(session, now)));
      if (low.data === null && made.length === 0) return;
      low.data = { version: 1, sessions: made };
      await low.write();
    });
  }

  #open(entryOf: () => AuditEntry | undefined = () => undefined) {
    const { disk, modes, layout, audit } = this.#options;
    const file = layout.at('accounts', MEMBERS_FILE);
    const publish = (_value: MembersFile | null, commit: () => Promise<void>, bytes: Buffer) =>
      audit.around(entryOf(), { file, bytes }, commit);
    return openJson<MembersFile>({ disk, modes, file, shape: shapeMembers, sealed: true, publish });
  }

  #openSessions() {
    const { disk, modes, layout } = this.#options;
    const file = layout.at('accounts', SESSIONS_FILE);
    return openJson<SessionsFile>({ disk, modes, file, shape: shapeSessions, sealed: true });
  }
}

export function shapeMembers(json: unknown, file: string): MembersFile {
  checkVersion(asObject(json, file), 1, file);
  if (isAccounts(json)) return json as MembersFile;
  throw broken(file);
}

export function shapeSessions(json: unknown, file: string): SessionsFile {
  const found = asObject(json, file);
  checkVersion(found, 1, file);
  if (Array.isArray(found.sessions) && found.sessions.every(isSession)) return found as unknown as SessionsFile;
  throw broken(file);
}

// Without the file nobody would have to log in: it is never moved away by itself.
const broken = (file: string): Error =>
  storeError('store.broken', `帐户文件不完整：${file}`, ['从备份恢复这个文件；sessions.json 可以删去，重新登录即可']);
