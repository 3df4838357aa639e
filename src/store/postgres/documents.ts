import { type Accounts, NO_ACCOUNTS } from '../../accounts/member.ts';
import { isOver, type Session } from '../../accounts/session.ts';
import { isAccounts, isSession } from '../../accounts/shape.ts';
import { REPAIR, storeError } from '../../disk/failure.ts';
import { asObject } from '../../disk/json-bytes.ts';
import { UserError } from '../../errors.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { AuditSource } from '../audit-source.ts';
import type { Demand, Members } from '../members.ts';
import { NOTHING_OWED, type OwedPlace, shapeOwed } from '../owed.ts';
import { demandChanges, joined, type Settings, type SettingsDocument } from '../settings.ts';
import { noting, type PgAudit } from './audit.ts';
import { newId } from './ids.ts';
import type { Ask, Line } from './line.ts';

export interface PgDocumentsOptions {
  readonly line: Line;
  readonly audit: PgAudit;
}

/** Names of documents; those of settings begin with a word. */
export const OWED = 'receipts.owed';
export const MEMBERS = 'accounts.members';
export const SETTINGS = 'settings.';
const SESSIONS = 'accounts.sessions';

/** A document by its name, changed with nobody in between. */
export class PgDocuments {
  readonly #options: PgDocumentsOptions;

  constructor(options: PgDocumentsOptions) {
    this.#options = options;
  }

  /** The JSON of those that are there. */
  async read(names: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    return await readIn(this.#options.line.ask, names);
  }

  /** All in one commit, with what the audit says of it. `change` gets and gives the JSON of those that are there, and of those that become others. */
  async change(
    names: readonly string[],
    change: (held: ReadonlyMap<string, unknown>) => Promise<{
      readonly made: ReadonlyMap<string, unknown>;
      readonly entry?: AuditEntry | undefined;
    }>,
  ): Promise<void> {
    const { line, audit } = this.#options;
    await line.transact(async ask => {
      // A row that is not there yet cannot be held, so each name is; in one order, so that two do not wait for each other.
      for (const name of [...names].sort()) await ask('select pg_advisory_xact_lock(hashtextextended($1, 3))', [name]);
      const { made, entry } = await change(await readIn(ask, names));
      for (const [name, value] of made) {
        await ask('insert into documents (name, body) values ($1, $2) on conflict (name) do update set body = $2', [
          name,
          JSON.stringify(value),
        ]);
      }
      if (entry !== undefined) await ask(noting(1), audit.told(entry, newId()));
    });
  }

  owed(): OwedPlace {
    return {
      read: async () => {
        const json = (await this.read([OWED])).get(OWED);
        return json === undefined ? undefined : shapeOwed(json, OWED);
      },
      change: change =>
        this.change([OWED], async held => {
          const json = held.get(OWED);
          const before = json === undefined ? NOTHING_OWED : shapeOwed(json, OWED);
          const after = change(before);
          return { made: after === before ? new Map() : new Map([[OWED, after]]) };
        }),
    };
  }
}

async function readIn(ask: Ask, names: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await ask('select name, body from documents where name = any($1)', [names]);
  return new Map(rows.map(({ name, body }) => [String(name), JSON.parse(String(body)) as unknown]));
}

interface Kept {
  readonly documents: PgDocuments;
  readonly demand: Demand;
  readonly describe: AuditSource<never>['document'];
}

const nameOf = (document: Pick<SettingsDocument<never>, 'name'>): string => `${SETTINGS}${document.name}`;

/** The documents of the office. */
export class PgSettings implements Settings {
  readonly followsLinks = false;
  readonly #kept: Kept;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  async followLinks(): Promise<void> {
    throw new UserError('store.no-links', '数据库里的设置没有链接可用', {
      exit: 'usage',
      next: ['用 settings export 和 settings import 在几处之间传递设置'],
    });
  }

  async read<T>(document: SettingsDocument<T>): Promise<T> {
    return valueIn(document, await this.#kept.documents.read([nameOf(document)]));
  }

  async update<T>(document: SettingsDocument<T>, change: (value: T) => T): Promise<T> {
    let made = document.initial;
    await this.#change([document as SettingsDocument<unknown>], ([held]) => {
      made = change(held as T);
      return [made];
    });
    return made;
  }

  updateAll(
    documents: readonly SettingsDocument<unknown>[],
    change: (values: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    return this.#change(documents, change);
  }

  #change(
    documents: readonly SettingsDocument<unknown>[],
    change: (values: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    const { demand, describe } = this.#kept;
    return this.#kept.documents.change(documents.map(nameOf), async held => {
      const before = documents.map(document => valueIn(document, held));
      const after = change(before);
      await demandChanges(demand, documents, before, after);
      const changed = documents.flatMap((document, at) =>
        after[at] === before[at] ? [] : [{ document, from: before[at], to: after[at] }],
      );
      return {
        made: new Map(
          changed.map(({ document, from, to }) => [
            nameOf(document),
            written(document, held.get(nameOf(document)), from, to),
          ]),
        ),
        entry: joined(changed.map(({ document, from, to }) => ({ entry: describe(document.name, from, to) }))),
      };
    });
  }
}

/** What is kept of a value: of one whose rights differ by field only the fields that became others, as the server asks for each. */
function written({ right }: SettingsDocument<unknown>, held: unknown, from: unknown, to: unknown): unknown {
  if (typeof right !== 'object') return to;
  const [before, after] = [from, to] as readonly Readonly<Record<string, unknown>>[];
  const changed = Object.entries(after ?? {}).filter(([name, value]) => before?.[name] !== value);
  return { ...(held as Readonly<Record<string, unknown>> | undefined), ...Object.fromEntries(changed) };
}

function valueIn<T>(document: SettingsDocument<T>, held: ReadonlyMap<string, unknown>): T {
  const name = nameOf(document);
  return held.has(name) ? document.shape(held.get(name), name) : document.initial;
}

interface KeptMembers {
  readonly documents: PgDocuments;
  readonly describe: AuditSource<never>['members'];
}

/** The people of the office. */
export class PgMembers implements Members {
  readonly #kept: KeptMembers;

  constructor(kept: KeptMembers) {
    this.#kept = kept;
  }

  async read(): Promise<Accounts> {
    return accountsIn(await this.#kept.documents.read([MEMBERS]));
  }

  async update(change: (held: Accounts) => Accounts): Promise<Accounts> {
    let made = NO_ACCOUNTS;
    await this.#kept.documents.change([MEMBERS], async held => {
      const before = accountsIn(held);
      made = change(before);
      return made === before
        ? { made: new Map() }
        : { made: new Map([[MEMBERS, made]]), entry: this.#kept.describe(before, made) };
    });
    return made;
  }

  async sessions(): Promise<readonly Session[]> {
    return sessionsIn(await this.#kept.documents.read([SESSIONS]));
  }

  updateSessions(now: number, change: (held: readonly Session[]) => readonly Session[]): Promise<void> {
    return this.#kept.documents.change([SESSIONS], async held => {
      const sessions = change(sessionsIn(held).filter(session => !isOver(session, now)));
      return { made: new Map([[SESSIONS, { sessions }]]) };
    });
  }
}

function accountsIn(held: ReadonlyMap<string, unknown>): Accounts {
  const json = held.get(MEMBERS);
  return json === undefined ? NO_ACCOUNTS : accountsOf(json);
}

export function accountsOf(json: unknown): Accounts {
  // Without it nobody would have to log in.
  if (!isAccounts(json)) throw storeError('store.broken', '帐户的内容不完整', ['从备份恢复，或请管理员查看数据库']);
  return json;
}

function sessionsIn(held: ReadonlyMap<string, unknown>): readonly Session[] {
  if (!held.has(SESSIONS)) return [];
  const { sessions } = asObject(held.get(SESSIONS), SESSIONS);
  if (Array.isArray(sessions) && sessions.every(isSession)) return sessions;
  throw storeError('store.broken', '登录记录的内容不完整', [REPAIR]);
}
