-- A column that is taken from a site owes nothing any more; one that comes again begins with a duty of its own.
grant delete on sites.column_duty to mingtang_app;

-- What visitors think of how something is carried out. What somebody wrote may name him: sealed. What is told to everybody
-- is written anew by the agency.
create table disclosure.opinion (
  matter_id bigint primary key references kernel.matter,
  index_number text not null,          -- of the publication it is about
  agency_id integer not null references identity.agency,
  words_sealed bytea,                  -- null: erased
  contact_sealed bytea,
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  told_at timestamptz not null,
  reply text,                          -- for whoever has number and code
  answered_at timestamptz,
  said text,                           -- what was said, as everybody may read it
  improved text,                       -- what was done about it
  check ((reply is null) = (answered_at is null)),
  check ((said is null) = (improved is null) and (said is null or reply is not null))
);
create index opinion_agency on disclosure.opinion (agency_id, matter_id desc);
create index opinion_index on disclosure.opinion (index_number) where said is not null;

create view pub.pub_opinion with (security_barrier) as
  select index_number, said, improved, answered_at from disclosure.opinion where said is not null;
grant select on pub.pub_opinion to mingtang_public, mingtang_app;
grant select, insert, update on disclosure.opinion to mingtang_app;
