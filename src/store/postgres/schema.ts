import { ARTICLES_STEP, GUARD_STEP } from './roles.ts';

/**
 * Steps of the schema, each from the version before it; `store.schema` says how many were made. JSON is kept as text: the types of the
 * server would refuse characters that people can type, change the order of what is sealed, and turn 1.10 into 1.1.
 */
export const STEPS: readonly string[] = [
  `
create table store (
  one boolean primary key default true check (one),
  id uuid not null default gen_random_uuid(),
  schema integer not null,
  records integer not null,
  created timestamptz not null default now()
);

create table declarations (
  entry_no text collate "C" primary key,
  digits text collate "C" not null generated always as (ltrim(entry_no, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')) stored,
  revision integer not null check (revision > 0),
  record text not null,
  row text not null,
  row_version integer not null,
  gone boolean not null default false,
  save_id uuid not null,
  changed_at timestamptz not null default clock_timestamp()
);
create index declarations_changed on declarations (changed_at);
create table trash (entry_no text collate "C" primary key, revision integer not null, record text not null);
create table numbers (one boolean primary key default true check (one), last bigint not null);
insert into numbers (last) values (0);

create table outbox (
  message_id text collate "C" primary key,
  entry_no text collate "C" not null,
  channel text not null,
  state text not null check (state in ('waiting', 'asking', 'sent', 'failed')),
  created bigint not null,
  next_try bigint not null,
  attempts text not null,
  acknowledged text,
  sum text not null,
  bytes bytea not null,
  claimed_by uuid
);
alter table outbox alter column bytes set storage external;
create index outbox_open on outbox (next_try) where state in ('waiting', 'asking');
create index outbox_entry on outbox (entry_no);

create table receipts (
  identity text collate "C" primary key,
  entry_no text collate "C",
  raw text not null,
  received_at bigint not null,
  applied boolean not null default false
);
create index receipts_entry on receipts (entry_no);
create index receipts_new on receipts (received_at) where not applied;

create table documents (name text collate "C" primary key, body text not null);
create table secrets (name text collate "C" primary key, body text not null, key_id text not null);

create table paperless (entry_no text collate "C" primary key, body text not null);
create table paperless_files (
  entry_no text collate "C" not null,
  sum text collate "C" not null,
  bytes bytea not null,
  primary key (entry_no, sum)
);
alter table paperless_files alter column bytes set storage external;

create table recalls (
  name text collate "C" not null,
  key text collate "C" not null,
  value text not null,
  count integer not null,
  last bigint not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (name, key)
);
create index recalls_changed on recalls (name, changed_at);
create table recall_sources (name text collate "C" primary key, version integer not null);

create table runs (id uuid primary key, beat timestamptz not null default clock_timestamp());
create table locks (name text collate "C" primary key, run uuid, holder text not null default '');

create table audit_new (
  id bigint generated always as identity primary key,
  at text collate "C" not null,
  entry_no text collate "C",
  body text not null,
  save_id uuid not null
);
create index audit_new_save on audit_new (save_id);
create table audit (
  seq bigint primary key,
  at text collate "C" not null,
  entry_no text collate "C",
  save_id uuid not null,
  line text not null
);
create index audit_entry on audit (entry_no);
create index audit_save on audit (save_id);
create table audit_head (one boolean primary key default true check (one), seq bigint not null, hash text not null);
insert into audit_head (seq, hash) values (0, '');

-- Puts what was noted into the chain: one at a time, and apart from the commits that noted it, which would wait for each other otherwise.
create function seal_audit() returns void language plpgsql security definer set search_path from current as $$
declare
  head audit_head%rowtype;
  each record;
  line text;
begin
  if not exists (select from audit_new) then return; end if;
  select * into head from audit_head for update;
  for each in select * from audit_new order by id for update loop
    head.seq := head.seq + 1;
    line := '{"seq":' || head.seq || ',' || substr(each.body, 2, length(each.body) - 2) || ',"prev":"' || head.hash || '"';
    head.hash := encode(sha256(convert_to(line, 'UTF8')), 'hex');
    insert into audit (seq, at, entry_no, save_id, line)
      values (head.seq, each.at, each.entry_no, each.save_id, line || ',"hash":"' || head.hash || '"}');
    delete from audit_new where id = each.id;
  end loop;
  update audit_head set seq = head.seq, hash = head.hash;
end $$;

-- Lets go of the lines before a time, but never of the newest one.
create function drop_audit(before text) returns void language sql security definer set search_path from current as $$
  delete from audit where at < before and seq < (select seq from audit_head)
$$;
`,
  GUARD_STEP,
  `
-- Whole files of the office, by their path in a home.
create table files (
  name text collate "C" primary key,
  bytes bytea not null,
  changed_at timestamptz not null default clock_timestamp()
);
`,
  // Which rows an older program has made is asked at every start, and nearly always there are none.
  'create index declarations_rows on declarations (row_version, entry_no) where not gone',
  ARTICLES_STEP,
];
