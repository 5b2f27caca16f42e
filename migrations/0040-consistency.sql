-- Comparisons of everything that shows what is published with the one store, and what they found.
create schema consistency;
comment on schema consistency is '目录与各渠道一致性';
grant usage on schema consistency to mingtang_app;

create table consistency.run (
  id bigint generated always as identity primary key,
  asked_at timestamptz not null,
  asked_by bigint references identity.person,     -- null: because it was time
  part text not null default 'articles',          -- how far it is: each slice is committed with what it found
  after text not null default '',
  slices integer not null default 0,
  ended_at timestamptz,
  found integer not null default 0,
  opened integer not null default 0,
  closed integer not null default 0
);
-- One comparison at a time.
create unique index run_under_way on consistency.run ((true)) where ended_at is null;

-- One row for each mismatch, with its ticket, from when it was found until it was gone.
create table consistency.mismatch (
  matter_id bigint primary key references kernel.matter,
  key text not null,                              -- what, where, of which publication
  code text not null,
  channel text not null,
  place text not null,                            -- address, board, target or entry of the catalogue
  index_number text,
  title text not null,
  agency_id integer not null references identity.agency,
  shown text,                                     -- what is said there
  stored text,                                    -- what the store says
  words text,                                     -- why it is none
  found_at timestamptz not null,
  seen_at timestamptz not null,
  seen_run bigint not null references consistency.run,
  closed_at timestamptz
);
create unique index mismatch_once on consistency.mismatch (key) where closed_at is null;
create index mismatch_key on consistency.mismatch (key, matter_id desc);
create index mismatch_agency on consistency.mismatch (agency_id, matter_id desc);
create index mismatch_run on consistency.mismatch (seen_run);

grant select, insert, update on consistency.run, consistency.mismatch to mingtang_app;
grant usage on all sequences in schema consistency to mingtang_app;

-- What figures count: nothing of what differs, nobody's words.
create view pub.pub_consistency_mismatch with (security_barrier) as
  select m.number, x.agency_id, (x.found_at at time zone 'Asia/Shanghai')::date as found_on, x.closed_at is not null as is_closed
    from consistency.mismatch x join kernel.matter m on m.id = x.matter_id;
grant select on pub.pub_consistency_mismatch to mingtang_public, mingtang_app;
