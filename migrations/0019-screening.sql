-- Screening: what was found of persons in documents, what was decided of it, tickets, passes over the stock.

create schema screening;
grant usage on schema screening to mingtang_app;
comment on schema screening is '隐私信息排查';

-- Each document by what it holds: the same bytes are looked through once for each version of the rules.
create table screening.document (
  id bigint generated always as identity primary key,
  hash bytea not null unique check (length(hash) = 32),
  title text not null,
  rules_version text not null,
  scanned_at timestamptz not null,
  unread jsonb not null default '[]'   -- parts that could not be read, with the reason
);

-- Where it stands and how it is shown masked; what it says is in the document alone.
create table screening.finding (
  id bigint generated always as identity primary key,
  document_id bigint not null references screening.document on delete cascade,
  part text not null,
  kind text not null,
  starts_at integer not null,
  ends_at integer not null check (ends_at > starts_at),
  masked text not null,
  decision text check (decision in ('mask', 'keep', 'false-positive')),
  reason text check (decision is null or decision = 'mask' or length(trim(reason)) >= 5),
  decided_by integer,
  decided_at timestamptz,
  unique (document_id, part, kind, starts_at, ends_at),
  check ((decision is null) = (decided_at is null))
);
create index finding_undecided on screening.finding (document_id) where decision is null;

create table screening.ticket (
  matter_id bigint primary key references kernel.matter,
  document_id bigint references screening.document,
  source text not null,
  ref text not null,
  origin text not null check (origin in ('self', 'assigned')),
  findings integer not null check (findings > 0),
  clean_hash bytea,                    -- the document after it was put right
  settled_on date,
  rectified boolean                    -- false: it turned out to be no personal data
);
create index ticket_document on screening.ticket (document_id);
-- One ticket for each document that is not settled, however often it is looked through.
create unique index ticket_open on screening.ticket (source, ref) where settled_on is null;

-- One pass over the stock, done in slices; source and cursor are how far it has come.
create table screening.pass (
  id bigint generated always as identity primary key,
  rules_version text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  source integer not null default 0,
  cursor text not null default '',
  documents bigint not null default 0,
  findings bigint not null default 0,
  unread bigint not null default 0
);
create unique index pass_under_way on screening.pass ((true)) where ended_at is null;

create view pub.pub_privacy_ticket with (security_barrier) as
  select m.number, m.agency_id, t.origin, t.findings, t.rectified, t.settled_on,
         (m.opened_at at time zone 'Asia/Shanghai')::date as found_on
    from screening.ticket t join kernel.matter m on m.id = t.matter_id;

grant select on pub.pub_privacy_ticket to mingtang_public, mingtang_app;
grant select, insert, update on screening.document, screening.ticket, screening.pass to mingtang_app;
grant select, insert, update, delete on screening.finding to mingtang_app;
