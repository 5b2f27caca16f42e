-- The public log: every entry of the ledger is a leaf of one Merkle tree (RFC 9162), whose heads are signed and published.
-- Nothing here is ever changed or taken away; a log that can no longer be continued is followed by one of another origin.

create table kernel.log (
  id smallint primary key,             -- the highest is in use
  origin text not null unique,         -- its name in every checkpoint, for ever
  suite text not null,                 -- hash and signature
  vkey text not null,                  -- the key its checkpoints are verified with
  started_at timestamptz not null,
  reason text                          -- why the log before it was given up
);

create table kernel.log_leaf (
  log smallint not null,
  index bigint not null,
  matter_id bigint not null,
  seq integer not null,
  hash bytea not null,                 -- of the entry; this is what the leaf holds
  primary key (log, index)
);
create unique index log_leaf_entry on kernel.log_leaf (log, matter_id, seq);

-- Hashes of full tiles, so that no tile is ever more than 256 rows away.
create table kernel.log_node (
  log smallint not null,
  level smallint not null,             -- of the tile it stands in: 1 is over 256 leaves, 2 over 65,536 …
  index bigint not null,
  hash bytea not null,
  primary key (log, level, index)
);

create table kernel.log_checkpoint (
  log smallint not null references kernel.log,
  size bigint not null,
  root bytea not null,
  note text not null,                  -- as signed by the log; signatures of witnesses are apart
  at timestamptz not null,
  -- Up to which entry the ledger was gathered, in the order (xid, matter, seq) of the cluster it was gathered in.
  cluster text not null,
  upto_xid bigint not null,
  upto_matter bigint not null,
  upto_seq integer not null,
  primary key (log, size)
);
comment on column kernel.log_checkpoint.cluster is 'Transaction ids of another cluster say nothing here: the search for entries without a leaf then begins anew';

create table kernel.log_cosignature (
  log smallint not null,
  size bigint not null,
  witness text not null,               -- name and key id
  line text not null,
  at timestamptz not null,
  primary key (log, size, witness),
  foreign key (log, size) references kernel.log_checkpoint
);
create index log_cosignature_witness on kernel.log_cosignature (log, witness, size);

do $$
declare
  name text;
begin
  foreach name in array array['log', 'log_leaf', 'log_node', 'log_checkpoint', 'log_cosignature'] loop
    execute format('create trigger append_only before update or delete on kernel.%I
      for each row execute function kernel.refuse_change()', name);
    execute format('create trigger keep before truncate on kernel.%I
      for each statement execute function kernel.refuse_change()', name);
  end loop;
end $$;

-- Which cluster and database this is: transaction ids can be compared within one only.
create function kernel.cluster() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  base text := (select oid::text from pg_database where datname = current_database());
begin
  return (select system_identifier::text from pg_control_system()) || '/' || base;
exception when insufficient_privilege then
  return 'unknown/' || base;
end $$;

grant select, insert on kernel.log, kernel.log_leaf, kernel.log_node, kernel.log_checkpoint, kernel.log_cosignature
  to mingtang_app;
