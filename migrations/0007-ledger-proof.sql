-- Entries that can be gathered into one log, and payloads whose proof outlives a change of keys.

-- The transaction that wrote an entry. Transactions below the oldest one still running are finished, so "everything up
-- to here" is exact; neither the time of an act nor its id says that, since both are given before the commit.
-- Entries from before this column have 0: they were all finished when it was added.
alter table kernel.entry add column xid bigint not null default 0;
alter table kernel.entry alter column xid set default pg_current_xact_id()::text::bigint;
comment on column kernel.entry.xid is 'The transaction that wrote it, in this cluster; not part of what is proved and not exported';
-- A range index: entries of a time lie together, so it is small, and costs an act next to nothing.
create index entry_xid on kernel.entry using brin (xid) with (pages_per_range = 32, autosummarize = on);

-- Since version 2 of an entry the commitment is over the plain content, whose salt is sealed together with it: keys can
-- change without touching a proof, and who holds the database alone cannot try contents against a commitment.
alter table kernel.payload alter column salt drop not null;
comment on column kernel.payload.salt is 'Of version 1 alone, which committed to the sealed bytes; null since version 2';
