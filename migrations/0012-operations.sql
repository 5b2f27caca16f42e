-- Operations: running copies of the program, routines, checks of the ledger, incidents and drills.

create schema operations;
grant usage on schema operations to mingtang_app;
comment on schema operations is '运行·应急';

-- Which request caused a job: found again in the lines that the job writes.
alter table kernel.job add column request_id text;

create or replace function kernel.add_jobs(p_jobs jsonb) returns void language sql as $$
  insert into kernel.job (task, payload, key, run_at, request_id)
  select x.task, x.payload, x.key, coalesce(x.run_at, '-infinity'), x.request_id
    from jsonb_to_recordset(p_jobs) as x(task text, payload jsonb, key text, run_at timestamptz, request_id text)
  on conflict (key) where key is not null and failed_at is null do nothing
$$;
-- The few jobs that were given up, without a look at those that wait.
create index job_failed on kernel.job (failed_at) where failed_at is not null;

-- The copies that run now. What is lost in a crash is written again within seconds.
create unlogged table operations.process (
  id uuid primary key,
  role text not null check (role in ('all', 'web', 'worker')),
  version text not null,
  host text not null,
  pid integer not null,
  address text,                        -- where it listens; null for a worker
  state text not null check (state in ('running', 'draining')),
  started_at timestamptz not null,
  seen_at timestamptz not null,        -- by the clock of the database, as all that is compared with it
  clock_at timestamptz not null,       -- what the clock of its own machine showed then
  ticked_at timestamptz                -- when its worker last looked for jobs
) with (fillfactor = 50);

create table operations.routine (
  name text primary key,
  every_ms bigint not null,
  began_at timestamptz not null,
  took_ms integer not null,
  fault text,                          -- why the last turn failed
  succeeded_at timestamptz
) with (fillfactor = 50);

-- One pass over the whole ledger, done in slices; `after_matter` is how far it has come.
create table operations.verification (
  id bigint generated always as identity primary key,
  began_at timestamptz not null,
  ended_at timestamptz,
  after_matter bigint not null default 0,
  matters bigint not null default 0,
  entries bigint not null default 0,
  faults jsonb not null default '[]',
  fault_count integer not null default 0
);
create unique index verification_under_way on operations.verification ((true)) where ended_at is null;

create table operations.incident (
  matter_id bigint primary key references kernel.matter,
  category text not null check (category in ('tamper', 'leak', 'outage', 'intrusion', 'malware', 'other')),
  grade text check (grade in ('I', 'II', 'III', 'IV')),
  drill boolean not null default false,
  personal_data boolean not null default false,
  detected_at timestamptz not null,
  summary text not null,
  cause_key text unique,               -- of a detection: the same cause is one incident
  notified_at timestamptz,             -- when authority and persons were told of a breach of personal data
  outcome text
);
create index incident_detected on operations.incident (detected_at desc, matter_id desc);

-- One drill is owed for each year.
create table operations.drill_duty (
  year integer primary key,
  matter_id bigint not null unique references kernel.matter,
  drill_id bigint references operations.incident
);
create index drill_duty_drill on operations.drill_duty (drill_id) where drill_id is not null;

-- Who is called in an emergency. Versions are kept: who was on call then is part of the record.
create table operations.on_call (
  id uuid primary key,
  duty text not null check (duty in ('command', 'technical', 'security', 'disclosure')),
  person_id bigint not null,
  deputy_id bigint,
  phone_sealed bytea not null,
  deputy_phone_sealed bytea,
  from_on date not null,
  until_on date,
  entered_by bigint,
  entered_at timestamptz not null,
  check (until_on is null or until_on >= from_on),
  check (deputy_id is distinct from person_id)
);
create index on_call_duty on operations.on_call (duty, from_on desc);

grant select, insert, update, delete on operations.process to mingtang_app;
grant select, insert, update on operations.routine, operations.verification, operations.incident, operations.drill_duty
  to mingtang_app;
grant select, insert on operations.on_call to mingtang_app;
grant update (until_on) on operations.on_call to mingtang_app;
grant usage on all sequences in schema operations to mingtang_app;
-- The program asks whether its schema is the one it was made for.
grant select on public.mingtang_migration to mingtang_app;
