-- What administrative enforcement tells the public: decisions with their fixed fields. Each is told by a publication of its
-- own, past every gate; here is what it is made of. The full name of a natural person is never kept here.
create schema enforcement;
grant usage on schema enforcement to mingtang_app;
comment on schema enforcement is '行政执法公示: results of enforcement, imports, early ends of their display';

create table enforcement.import (
  id bigint generated always as identity primary key,
  agency_id integer not null references identity.agency,
  file_name text not null,
  kind text not null,
  imported_by bigint not null references identity.person,
  imported_at timestamptz not null,
  finished_at timestamptz,                   -- null: it goes on, or was cut off
  entered integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  report jsonb not null default '[]'         -- row by row: its number, the number of the decision, what became of it
);
create index import_agency on enforcement.import (agency_id, id desc);
create index import_by on enforcement.import (imported_by);

create table enforcement.result (
  matter_id bigint primary key references kernel.matter, -- of the publication that tells it
  agency_id integer not null references identity.agency,
  kind text not null check (kind in ('licence', 'penalty', 'compulsion', 'levy', 'payment', 'inspection', 'confirmation',
    'reward', 'ruling', 'other')),
  document_number text not null,
  subject text not null,                     -- what it is about
  party_kind text not null check (party_kind in ('person', 'business', 'organisation')),
  party text not null,                       -- as it is shown: a person's name is masked
  party_code text check (party_kind <> 'person' or party_code is null),
  decided_on date not null,
  penalties text[] not null,
  fine_fen bigint not null check (fine_fen >= 0),
  confiscated_fen bigint not null check (confiscated_fen >= 0),
  officers text[] not null,                  -- numbers of certificates
  display_months integer check (display_months > 0), -- after which it is no longer shown; null: until it is withdrawn
  display_law text not null,
  restricted_until date,                     -- a longer restriction is shown as long as it lasts
  value jsonb not null,
  hash bytea not null,
  import_id bigint references enforcement.import,
  entered_by bigint references identity.person
);
create index result_number on enforcement.result (agency_id, kind, document_number);
create index result_decided on enforcement.result (agency_id, decided_on);
create index result_agency on enforcement.result (agency_id, matter_id desc);
create index result_import on enforcement.result (import_id) where import_id is not null;
create index result_by on enforcement.result (entered_by);

-- The party asks that a penalty be shown no longer before its time is over.
create table enforcement.repair (
  matter_id bigint primary key references kernel.matter,
  result_id bigint not null references enforcement.result,
  index_number text not null,
  agency_id integer not null references identity.agency,
  applied_on date not null,
  statement text not null,
  fulfilled boolean not null,
  remedied boolean not null,
  no_repetition boolean not null,
  not_listed boolean not null,
  outcome text check (outcome in ('granted', 'denied', 'not-accepted')),
  decided_on date,
  document_number text,                      -- of the decision
  words text
);
create index repair_agency on enforcement.repair (agency_id, matter_id desc);
create index repair_result on enforcement.repair (result_id);

grant select, insert, update on enforcement.result, enforcement.repair to mingtang_app;
grant select, insert on enforcement.import to mingtang_app;
grant update (finished_at, entered, changed, unchanged, refused, report) on enforcement.import to mingtang_app;
grant usage on all sequences in schema enforcement to mingtang_app;

-- Organs, certificates, powers and benchmarks, as anybody may read them.
create view pub.pub_enforcement_entry with (security_barrier) as
  select register, key, version, valid_from, valid_to, value, changed_at from kernel.register_entry
   where register in ('enforcement-subject', 'enforcement-officer', 'enforcement-power', 'enforcement-benchmark');

-- Results that stand in public; of what was corrected, the version that went out last.
create index publication_index on disclosure.publication (index_number) where index_number is not null;
create view pub.pub_enforcement_result with (security_barrier) as
  select d.index_number, r.agency_id, r.kind, r.document_number, r.subject, r.party_kind, r.party, r.party_code, r.decided_on,
         r.penalties, r.fine_fen, r.confiscated_fen, d.published_at, d.due_on,
         greatest(((d.published_at at time zone 'Asia/Shanghai')::date + make_interval(months => r.display_months))::date,
           r.restricted_until) as shown_until
    from enforcement.result r
    join disclosure.publication p on p.matter_id = r.matter_id and p.published_at is not null
    join disclosure.published d on d.index_number = p.index_number and not d.withdrawn
   where not exists (select from disclosure.publication later
                      where later.index_number = p.index_number and (later.published_at, later.matter_id) > (p.published_at, p.matter_id));

-- For the staff: what became of each result in public, shown or no longer.
create view enforcement.told as
  select p.matter_id, d.index_number, d.published_at, d.withdrawn
    from disclosure.publication p join disclosure.published d on d.index_number = p.index_number
   where p.published_at is not null;
grant select on enforcement.told to mingtang_app;

-- How many asked that their penalty be shown no longer, and what became of it: never who.
create view pub.pub_enforcement_repair with (security_barrier) as
  select m.number, r.agency_id, r.applied_on, r.outcome, r.decided_on
    from enforcement.repair r join kernel.matter m on m.id = r.matter_id;

grant select on pub.pub_enforcement_entry, pub.pub_enforcement_result, pub.pub_enforcement_repair
  to mingtang_public, mingtang_app;
