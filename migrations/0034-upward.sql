-- Information reported to a superior, what the superior made of it, and the monthly bulletin of it.

create schema upward;
grant usage on schema upward to mingtang_app;

create table upward.report (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  source text not null check (source in ('published', 'written', 'forwarded')),
  index_number text,                         -- of what is published
  forwarded_from bigint,                     -- what a subordinate reported and is passed on
  -- The superior: an agency of this city, or, where null, the one that the link leads to.
  superior_id integer references identity.agency,
  superior_name text not null,
  title text not null,
  body text not null,
  text_hash bytea not null,
  delivery uuid unique,                      -- of the last sending; sent again after it was returned it has another
  first_sent_on date,
  delivered_at timestamptz,                  -- an external superior has it
  tries integer not null default 0,
  next_try_at timestamptz,
  fault text,
  receipt_number text,
  received_on date,
  outcome text check (outcome in ('adopted', 'declined')),
  decided_on date,
  score integer check (score between 0 and 100),
  used_where text,
  words text,                                -- of the superior: why it was returned or not adopted
  opened_by bigint not null references identity.person,
  check ((source = 'published') = (index_number is not null)),
  check ((source = 'forwarded') = (forwarded_from is not null)),
  check ((outcome is null) = (decided_on is null)),
  check ((outcome = 'adopted') = (score is not null) or outcome is null and score is null)
);
comment on table upward.report is 'Information reported to a superior, with what became of it';
create index report_agency on upward.report (agency_id, matter_id desc);
create index report_sent on upward.report (first_sent_on, agency_id);
create index report_decided on upward.report (decided_on, agency_id) where decided_on is not null;
create index report_superior on upward.report (superior_id);
create index report_opened_by on upward.report (opened_by);
create index report_outbox on upward.report (next_try_at) where next_try_at is not null;
create table upward.received (
  matter_id bigint primary key references kernel.matter,
  report_id bigint not null references upward.report,
  delivery uuid not null unique,
  agency_id integer not null references identity.agency,   -- the superior
  from_id integer not null references identity.agency,
  title text not null,
  body text not null,
  index_number text,
  received_on date,
  outcome text check (outcome in ('adopted', 'declined', 'returned')),
  decided_on date,
  score integer check (score between 0 and 100),
  used_where text,
  words text
);
comment on table upward.received is 'The same at the superior, who receives, adopts, declines or returns it';
create index received_agency on upward.received (agency_id, matter_id desc);
create index received_from on upward.received (from_id);
create index received_report on upward.received (report_id);
alter table upward.report add foreign key (forwarded_from) references upward.received;
create index report_forwarded on upward.report (forwarded_from) where forwarded_from is not null;

create table upward.bulletin (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  foreword text not null,
  edition integer not null default 0,        -- the one that was handed in last
  publication_id bigint references kernel.matter,
  index_number text,
  stopped boolean not null default false
);
comment on table upward.bulletin is 'Monthly bulletin of a disclosure office';
create unique index bulletin_month on upward.bulletin (agency_id, month) where not stopped;
create index bulletin_publication on upward.bulletin (publication_id) where publication_id is not null;

-- What was handed in: figures with the rows that make them. Never changed; what is returned becomes another edition.
create table upward.bulletin_edition (
  bulletin_id bigint not null references upward.bulletin,
  edition integer not null check (edition > 0),
  foreword text not null,
  content jsonb not null,
  digest bytea not null,
  frozen_at timestamptz not null,
  primary key (bulletin_id, edition)
);
create trigger append_only before update or delete on upward.bulletin_edition
  for each row execute function kernel.refuse_change();

grant select, insert, update on upward.report, upward.received, upward.bulletin to mingtang_app;
grant select, insert on upward.bulletin_edition to mingtang_app;

-- What everybody may count: titles only of what is public anyway.
create view pub.pub_upward_report with (security_barrier) as
  select matter_id, agency_id, case when source = 'published' then title end as title, first_sent_on, outcome, decided_on
    from upward.report where first_sent_on is not null;
grant select on pub.pub_upward_report to mingtang_public, mingtang_app;
