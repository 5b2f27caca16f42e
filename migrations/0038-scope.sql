-- Who something is told, and whether what has to be told is there: categories of the public and of the internal side, what
-- is told inside only, notices before something is done, and the stages of one matter.

alter table disclosure.publication
  add column implements_on date,             -- a notice has to stand before that day
  add column warned_on date;                 -- the last day on which its people were told that the day is near
create index publication_implements on disclosure.publication (implements_on)
  where implements_on is not null and published_at is null;

-- What belongs together: one decision, project or task, of which basis, procedure, process and result are told.
create table disclosure.affair (
  id bigint generated always as identity primary key,
  agency_id integer not null references identity.agency,
  title text not null,
  kind text not null check (kind in ('ordinary', 'superior-decision')),
  basis text not null,                       -- what it carries out, in words
  opened_by bigint,
  opened_at timestamptz not null,
  unique (agency_id, title)
);

alter table disclosure.published
  add column category text,
  add column implements_on date,
  add column affair_id bigint references disclosure.affair,
  add column stage text check (stage in ('basis', 'procedure', 'process', 'result')),
  add check ((affair_id is null) = (stage is null));
create index published_affair on disclosure.published (affair_id) where affair_id is not null;

-- What stands inside: read by the signed-in staff of the publishing agency's own system and by nobody else. No published
-- view reads it.
create table disclosure.internal_item (
  matter_id bigint primary key references kernel.matter,  -- the publication that stands now
  index_number text not null unique references disclosure.index_number,
  version integer not null,
  agency_id integer not null references identity.agency,
  category text not null,
  title text not null,
  summary text not null,
  genre text not null,
  published_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_note text,
  check ((withdrawn_at is null) = (withdrawn_note is null))
);
create index internal_item_agency on disclosure.internal_item (agency_id, published_at desc, matter_id desc);

create or replace view pub.pub_publication as
  select index_number, version, title, summary, agency_id, region, node, axis, domains, keywords, topic, genre, document_number,
         formed_on, published_at, changed_at, validity, lapses_on, withdrawn, note, interpretation, head_led,
         needs_interpretation, exempted, category, implements_on, affair_id, stage
    from disclosure.published;

create view pub.pub_affair with (security_barrier) as
  select a.id, a.title, a.kind, a.basis from disclosure.affair a
   where exists (select from disclosure.published p where p.affair_id = a.id and not p.withdrawn);

grant select on pub.pub_affair to mingtang_public, mingtang_app;

grant select, insert on disclosure.affair, disclosure.internal_item to mingtang_app;
grant update on disclosure.internal_item to mingtang_app;
grant usage on all sequences in schema disclosure to mingtang_app;
