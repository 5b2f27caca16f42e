-- The kernel: matters, their ledger and clocks, registers, records, files, search, jobs, notices.
-- The owner of the database runs this file; the program itself works as mingtang_app, which may append to the
-- ledger but never change it.

do $$
begin
  if not exists (select from pg_roles where rolname = 'mingtang_app') then
    create role mingtang_app nologin;
  end if;
  if not pg_has_role(current_user, 'mingtang_app', 'member') then
    execute format('grant mingtang_app to %I', current_user);
  end if;
end $$;

create schema kernel;
grant usage on schema kernel to mingtang_app;

-- A frozen definition of how a kind of matter runs. Running matters keep the version they were opened with.
create table kernel.process (
  id integer generated always as identity primary key,
  kind text not null,
  digest text not null,
  definition jsonb not null,
  created_at timestamptz not null default now(),
  unique (kind, digest)
);

create table kernel.matter (
  id bigint generated always as identity primary key,
  kind text not null,
  process_id integer not null references kernel.process,
  number text not null unique,
  title text not null,
  region text not null,
  agency_id integer not null,          -- who owes the act
  subject_id bigint,                   -- whom it is owed to
  parent_id bigint references kernel.matter,
  state text not null,
  holder_role text,                    -- who has to act next; null while nobody in particular has to
  agreed jsonb not null default '[]',  -- who has already done an act that needs a quorum
  opened_at timestamptz not null,
  acted_at timestamptz not null,
  closed_at timestamptz,
  due_on date not null default 'infinity',   -- the nearest running clock; infinity: none runs
  warn_on date not null default 'infinity',  -- from this day the light is yellow
  provisional boolean not null default false,
  seq integer not null,
  head bytea not null                  -- hash of the latest entry; every change names the head it saw
) with (fillfactor = 85);
comment on table kernel.matter is '事: somebody owes somebody an act by a legal date';

create index matter_process on kernel.matter (process_id);
create index matter_parent on kernel.matter (parent_id) where parent_id is not null;
create index matter_subject on kernel.matter (subject_id, opened_at desc) where subject_id is not null;
create index matter_inbox on kernel.matter (agency_id, holder_role, due_on, id) where closed_at is null;
create index matter_open on kernel.matter (agency_id, due_on, id) where closed_at is null;
create index matter_provisional on kernel.matter (id) where provisional and closed_at is null;
create index matter_closed on kernel.matter (kind, closed_at desc) where closed_at is not null;
create index matter_done on kernel.matter (agency_id, closed_at desc, id desc) where closed_at is not null;

create table kernel.clock (
  matter_id bigint not null references kernel.matter,
  name text not null,
  state text not null check (state in ('running', 'suspended', 'met', 'cancelled')),
  facts jsonb not null,                -- start, suspensions, extensions: what the due date follows from
  due_on date not null default 'infinity',
  warn_on date not null default 'infinity',
  met_on date,
  provisional boolean not null default false,
  calendar_version text not null,
  lapse_act text,                      -- what is deemed done when it passes unmet
  warned_at timestamptz,
  lapsed_at timestamptz,
  primary key (matter_id, name)
) with (fillfactor = 85);
-- The sweep reads these and nothing else, so it costs what is due and not what is open.
create index clock_due on kernel.clock (due_on) where state = 'running' and lapsed_at is null;
create index clock_warn on kernel.clock (warn_on) where state = 'running' and warned_at is null and lapsed_at is null;
create index clock_provisional on kernel.clock (matter_id) where provisional and state in ('running', 'suspended');

create sequence kernel.entry_id;
create table kernel.entry (
  id bigint not null default nextval('kernel.entry_id'),
  matter_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  act text not null,
  actor_id bigint,
  agency_id integer,
  from_state text,
  to_state text not null,
  body text not null,                  -- the canonical bytes that are hashed
  hash bytea not null,
  primary key (matter_id, seq, at)
) partition by range (at);
comment on table kernel.entry is 'The ledger: append-only by trigger and by grant, a hash chain for each matter';
create index entry_at on kernel.entry (at, id);

create table kernel.payload (
  matter_id bigint not null,
  seq integer not null,
  salt bytea not null,
  content bytea not null,              -- sealed; the entry carries only a commitment to it
  primary key (matter_id, seq)
);

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'MT001';
end $$;

-- Monthly partitions; made ahead by a job, and on demand for a past that is loaded later.
create function kernel.ensure_entry_partition(p_month date) returns void
language plpgsql security definer set search_path = kernel, pg_temp as $$
declare
  first date := date_trunc('month', p_month)::date;
  name text := 'entry_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass('kernel.' || name) is null then
    perform pg_advisory_xact_lock(5909, 1);
    if to_regclass('kernel.' || name) is null then
      execute format(
        'create table kernel.%I partition of kernel.entry for values from (%L) to (%L)',
        name,
        first::timestamp at time zone 'Asia/Shanghai',
        (first + interval '1 month')::timestamp at time zone 'Asia/Shanghai');
    end if;
  end if;
end $$;

create trigger entry_append_only before update or delete on kernel.entry
  for each row execute function kernel.refuse_change();
create trigger entry_keep before truncate on kernel.entry
  for each statement execute function kernel.refuse_change();

create table kernel.job (
  id bigint generated always as identity primary key,
  task text not null,
  payload jsonb not null,
  key text,                            -- at most one waiting job for a key
  run_at timestamptz not null default '-infinity', -- ready at once, whatever clock the program runs on
  attempts integer not null default 0,
  locked_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  failed_at timestamptz
);
create index job_ready on kernel.job (run_at, id) where failed_at is null;
create unique index job_key on kernel.job (key) where key is not null and failed_at is null;

-- One call for all that an act commits: state, entry, payload, clocks and jobs, guarded by the head the caller saw.
create function kernel.act(
  p_matter bigint, p_head bytea, p_seq integer, p_at timestamptz, p_act text, p_actor bigint, p_agency integer,
  p_from text, p_to text, p_body text, p_hash bytea, p_salt bytea, p_payload bytea,
  p_holder_role text, p_agreed jsonb, p_closed boolean, p_due date, p_warn date, p_provisional boolean,
  p_clocks jsonb, p_jobs jsonb
) returns boolean language plpgsql as $$
begin
  update kernel.matter
     set head = p_hash, seq = p_seq, state = p_to, holder_role = p_holder_role, agreed = p_agreed,
         acted_at = p_at, closed_at = case when p_closed then coalesce(closed_at, p_at) end,
         due_on = p_due, warn_on = p_warn, provisional = p_provisional
   where id = p_matter and head = p_head;
  if not found then
    return false;
  end if;
  insert into kernel.entry (matter_id, seq, at, act, actor_id, agency_id, from_state, to_state, body, hash)
  values (p_matter, p_seq, p_at, p_act, p_actor, p_agency, p_from, p_to, p_body, p_hash);
  if p_payload is not null then
    insert into kernel.payload (matter_id, seq, salt, content) values (p_matter, p_seq, p_salt, p_payload);
  end if;
  if p_clocks is not null then
    perform kernel.set_clocks(p_matter, p_clocks);
  end if;
  if p_jobs is not null then
    perform kernel.add_jobs(p_jobs);
  end if;
  return true;
end $$;

create function kernel.set_clocks(p_matter bigint, p_clocks jsonb) returns void language sql as $$
  insert into kernel.clock as c
    (matter_id, name, state, facts, due_on, warn_on, met_on, provisional, calendar_version, lapse_act, lapsed_at)
  select p_matter, x.name, x.state, x.facts, x.due_on, x.warn_on, x.met_on, x.provisional, x.calendar_version, x.lapse_act,
         x.lapsed_at
    from jsonb_to_recordset(p_clocks) as x(
      name text, state text, facts jsonb, due_on date, warn_on date, met_on date, provisional boolean,
      calendar_version text, lapse_act text, lapsed_at timestamptz)
  on conflict (matter_id, name) do update
    set state = excluded.state, facts = excluded.facts, due_on = excluded.due_on, warn_on = excluded.warn_on,
        met_on = excluded.met_on, provisional = excluded.provisional, calendar_version = excluded.calendar_version,
        lapse_act = excluded.lapse_act,
        lapsed_at = excluded.lapsed_at,
        -- a date that moved is a new warning
        warned_at = case when c.due_on = excluded.due_on then c.warned_at end
$$;

create function kernel.add_jobs(p_jobs jsonb) returns void language sql as $$
  insert into kernel.job (task, payload, key, run_at)
  select x.task, x.payload, x.key, coalesce(x.run_at, '-infinity')
    from jsonb_to_recordset(p_jobs) as x(task text, payload jsonb, key text, run_at timestamptz)
  on conflict (key) where key is not null and failed_at is null do nothing
$$;

create function kernel.open_matter(
  p_kind text, p_process integer, p_number text, p_title text, p_region text, p_agency integer, p_subject bigint,
  p_parent bigint, p_state text, p_at timestamptz, p_act text, p_actor bigint, p_actor_agency integer, p_body text,
  p_hash bytea, p_salt bytea, p_payload bytea, p_holder_role text, p_closed boolean, p_due date, p_warn date,
  p_provisional boolean, p_clocks jsonb, p_jobs jsonb
) returns bigint language plpgsql as $$
declare
  new_id bigint;
begin
  insert into kernel.matter (kind, process_id, number, title, region, agency_id, subject_id, parent_id, state,
    holder_role, opened_at, acted_at, closed_at, due_on, warn_on, provisional, seq, head)
  values (p_kind, p_process, p_number, p_title, p_region, p_agency, p_subject, p_parent, p_state,
    p_holder_role, p_at, p_at, case when p_closed then p_at end, p_due, p_warn, p_provisional, 1, p_hash)
  returning id into new_id;
  insert into kernel.entry (matter_id, seq, at, act, actor_id, agency_id, from_state, to_state, body, hash)
  values (new_id, 1, p_at, p_act, p_actor, p_actor_agency, null, p_state, p_body, p_hash);
  if p_payload is not null then
    insert into kernel.payload (matter_id, seq, salt, content) values (new_id, 1, p_salt, p_payload);
  end if;
  if p_clocks is not null then
    perform kernel.set_clocks(new_id, p_clocks);
  end if;
  if p_jobs is not null then
    perform kernel.add_jobs(p_jobs);
  end if;
  return new_id;
end $$;

-- Numbers for each kind and region, counted anew every year.
create table kernel.number_series (
  kind text not null,
  region text not null,
  year integer not null,
  last integer not null,
  primary key (kind, region, year)
);
create function kernel.next_number(p_kind text, p_region text, p_year integer) returns integer language sql as $$
  insert into kernel.number_series as s (kind, region, year, last) values (p_kind, p_region, p_year, 1)
  on conflict (kind, region, year) do update set last = s.last + 1
  returning last
$$;

-- 册: versioned lists in force from a date. A change is a new version; nothing is overwritten.
create table kernel.register_entry (
  register text not null,
  key text not null,
  version integer not null,
  valid_from date not null,
  valid_to date,                       -- inclusive last day; null: until replaced
  value jsonb not null,
  source text not null,
  changed_by bigint,
  changed_at timestamptz not null,
  primary key (register, key, version),
  check (valid_to is null or valid_to >= valid_from)
);
create index register_in_force on kernel.register_entry (register, valid_from);

-- 文: what the city has said in public and stands by.
create table kernel.record (
  id bigint generated always as identity primary key,
  kind text not null,
  key text not null,
  version integer not null,
  title text not null,
  agency_id integer not null,
  region text not null,
  content jsonb not null,
  validity text not null check (validity in ('in-force', 'abolished', 'lapsed')),
  published_at timestamptz not null,
  replaced_at timestamptz,
  hash bytea not null,
  unique (kind, key, version)
);
create unique index record_current on kernel.record (kind, key) where replaced_at is null;
create index record_agency on kernel.record (agency_id);

create table kernel.file (
  id uuid primary key,
  sha256 bytea not null,
  size integer not null check (size >= 0),
  media_type text not null,
  name text not null,
  owner_id bigint,                     -- the person who uploaded it; null: made by the program
  matter_id bigint references kernel.matter,
  created_at timestamptz not null
);
create index file_matter on kernel.file (matter_id) where matter_id is not null;
create index file_owner on kernel.file (owner_id) where owner_id is not null;

create table kernel.search_document (
  kind text not null,
  ref text not null,
  title text not null,
  url text not null,
  summary text not null default '',
  agency_id integer,
  region text,
  published_on date not null,
  weight integer not null default 0,
  facets jsonb not null default '{}',
  tokens tsvector not null,
  primary key (kind, ref)
);
create index search_tokens on kernel.search_document using gin (tokens);

create table kernel.notice (
  id bigint generated always as identity primary key,
  person_id bigint not null,
  matter_id bigint references kernel.matter,
  code text not null,
  params jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz
);
create index notice_person on kernel.notice (person_id, id desc);
create index notice_matter on kernel.notice (matter_id) where matter_id is not null;

-- Small pieces of state the program keeps about itself (seeded, salt of this city …).
create table kernel.setting (
  key text primary key,
  value jsonb not null
);

create table kernel.measure_snapshot (
  id bigint generated always as identity primary key,
  measure text not null,
  dimensions jsonb not null,
  result jsonb not null,
  hash bytea not null,
  frozen_by bigint,
  frozen_at timestamptz not null
);

grant select on all tables in schema kernel to mingtang_app;
grant insert on kernel.entry, kernel.payload, kernel.process to mingtang_app;
grant insert, update on kernel.matter, kernel.clock, kernel.number_series, kernel.register_entry, kernel.record,
  kernel.file, kernel.notice, kernel.setting, kernel.measure_snapshot to mingtang_app;
grant insert, update, delete on kernel.job, kernel.search_document to mingtang_app;
grant delete on kernel.file to mingtang_app;
grant usage on all sequences in schema kernel to mingtang_app;
-- Registers are versioned: only the end of validity of an entry may be set later.
revoke update on kernel.register_entry from mingtang_app;
grant update (valid_to) on kernel.register_entry to mingtang_app;
