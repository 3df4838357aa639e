import type { ServerRole } from '../../accounts/permissions.ts';
import type { Ask } from './line.ts';

/**
 * What changes of which document the server takes of declarants: those named here, of one with fields only these, and of the people what
 * everybody does to their own account. Everything else is for administrators, who are known by what they may do to the secrets.
 */
export const GUARD_STEP = `
alter table store add column roles text;

create table open_documents (name text collate "C" primary key, fields text[]);
insert into open_documents (name, fields) values
  ('receipts.owed', null),
  ('accounts.sessions', null),
  ('settings.templates', null),
  ('settings.ledger-templates', null),
  ('settings.parties', null),
  ('settings.aliases', null),
  ('settings.column-mappings', null),
  ('settings.printing', null),
  ('settings.print-template-drafts', null),
  ('settings.list-views', null),
  ('settings.sent-codes', null),
  ('settings.switches', '{grid,sound}');

-- Characters that people can type and the type does not take are none that rights depend on.
create function comparable(body text) returns jsonb language sql immutable as $$
  select regexp_replace(body, '\\\\u(0000|d[89a-f][0-9a-f]{2})', '?', 'gi')::jsonb
$$;

create function is_own_account(before jsonb, after jsonb) returns boolean language plpgsql immutable as $$
declare
  own constant text[] := '{failures,lockedUntil,password,devices}';
  tries constant text[] := '{failures,lockedUntil}';
  mine jsonb;
  theirs jsonb;
  at integer := 0;
begin
  if before - '{members,strangers}'::text[] <> after - '{members,strangers}'::text[] then return false; end if;
  for mine in select * from jsonb_array_elements(after->'members') loop
    theirs := before->'members'->at;
    at := at + 1;
    if theirs is null then
      if mine->>'role' is distinct from 'declarant' or mine->>'state' is distinct from 'pending' then return false; end if;
    elsif theirs->>'role' = 'administrator' then
      if theirs - tries <> mine - tries then return false; end if;
    elsif theirs - own <> mine - own then return false;
    end if;
  end loop;
  return at >= jsonb_array_length(before->'members');
end $$;

create function guard_documents() returns trigger language plpgsql as $$
declare
  held text;
  known open_documents%rowtype;
begin
  if has_table_privilege('secrets', 'insert') then return new; end if;
  if tg_op = 'UPDATE' and new.name <> old.name then raise insufficient_privilege using message = 'baojian settings.shared'; end if;
  select body into held from documents where name = new.name;
  if new.name = 'accounts.members' then
    if is_own_account(comparable(coalesce(held, '{"on":false,"members":[],"strangers":{}}')), comparable(new.body)) then return new; end if;
    raise insufficient_privilege using message = 'baojian members';
  end if;
  select * into known from open_documents where name = new.name;
  if found and known.fields is null then return new; end if;
  if found and comparable(coalesce(held, '{}')) - known.fields = comparable(new.body) - known.fields then return new; end if;
  raise insufficient_privilege using message = 'baojian settings.shared';
end $$;
create trigger guard before insert or update on documents for each row execute function guard_documents();

revoke execute on function seal_audit(), drop_audit(text) from public;

-- Nobody puts a table of their own in the way of what these look at.
do $$
declare each text;
begin
  foreach each in array '{seal_audit(),drop_audit(text),guard_documents(),is_own_account(jsonb\\,jsonb),comparable(text)}'::text[] loop
    execute format('alter function %s set search_path = %I, pg_temp', each, current_schema());
  end loop;
end $$;
`;

/** What the server takes of declarants beside reading; nobody but the owner changes the audit, or empties or drops anything. */
// biome-ignore format: table
const DECLARANT: Readonly<Record<string, string>> = {
  store:           '',
  declarations:    'insert, update',
  trash:           'insert, update, delete',
  numbers:         'update',
  outbox:          'insert, update, delete',
  receipts:        'insert, update',
  documents:       'insert, update',
  open_documents:  '',
  files:           '',
  secrets:         '',
  paperless:       'insert, update',
  paperless_files: 'insert, update, delete',
  recalls:         'insert, update, delete',
  recall_sources:  'insert, update, delete',
  runs:            'insert, update, delete',
  locks:           'insert, update',
  audit_new:       'insert',
  audit:           '',
  audit_head:      '',
};
/** What administrators may do where declarants may not. */
const ADMINISTRATOR: Readonly<Record<string, string>> = {
  ...DECLARANT,
  files: 'insert, update, delete',
  secrets: 'insert, update, delete',
};
const READER: Readonly<Record<string, string>> = Object.fromEntries(Object.keys(DECLARANT).map(table => [table, '']));

const GROUPS = { declarant: DECLARANT, administrator: ADMINISTRATOR, reader: READER } as const;

/** The goods master came later than the guard. */
export const ARTICLES_STEP = `
insert into open_documents (name, fields) values
  ('settings.articles', null);
`;

/** The role of whoever asks, by what the server lets them do. */
export const ROLE_NOW = `case
  when pg_has_role((select relowner from pg_class where oid = 'store'::regclass), 'usage') then 'owner'
  when has_table_privilege('secrets', 'insert') then 'administrator'
  when has_table_privilege('declarations', 'insert') then 'declarant'
  else 'reader' end`;

export const isServerRole = (word: unknown): word is ServerRole =>
  word === 'owner' || Object.hasOwn(GROUPS, String(word));

/**
 * Gives the groups of the office what is theirs; those that are not there are made where the owner may make roles. They are called
 * `<database>_declarant` and so on: roles belong to the whole server, offices to one database of it. False when they cannot be made.
 */
export async function grantRoles(ask: Ask): Promise<boolean> {
  const facts = await ask(`select coalesce((select roles from store), left(current_database(), 48)) as prefix,
    (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may`);
  const { prefix, may } = facts.rows[0] as { prefix: string; may: boolean };
  const names = Object.keys(GROUPS).map(group => `${prefix}_${group}`);
  const { rows } = await ask('select rolname::text as name from pg_roles where rolname = any($1)', [names]);
  const there = new Set(rows.map(({ name }) => name));
  const missing = names.filter(name => !there.has(name));
  if (missing.length > 0 && !may) return false;
  for (const name of missing) await ask(`create role ${quoted(name)} nologin`);
  for (const [group, tables] of Object.entries(GROUPS)) {
    const role = quoted(`${prefix}_${group}`);
    for (const [table, more] of Object.entries(tables)) {
      await ask(`revoke all on ${table} from ${role}`);
      await ask(`grant select${more === '' ? '' : `, ${more}`} on ${table} to ${role}`);
    }
    if (group !== 'reader') await ask(`grant execute on function seal_audit() to ${role}`);
  }
  await ask('update store set roles = $1', [prefix]);
  return true;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
