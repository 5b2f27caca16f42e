-- What a terminal says of itself with every heartbeat, and since when something about it is not as it should be.
alter table boards.terminal
  add column behind_since timestamptz,   -- plays another version than the one it was given
  add column played bigint,              -- slots shown since it was switched on, as it counts
  add column played_at timestamptz,      -- when that last grew
  add column proved_at timestamptz,      -- when a proof of play last came in
  add column hidden_since timestamptz,   -- nothing is seen on its screen
  add column clock_off integer,          -- seconds its own clock is off
  add column clock_at timestamptz;       -- when that was said or refused

-- Each time something was not as it should be, from when to when, and who was told.
create table boards.trouble (
  id bigint generated always as identity primary key,
  terminal_id bigint not null references boards.terminal,
  kind text not null check (kind in ('silent', 'behind', 'stuck', 'unproved', 'hidden', 'clock')),
  since timestamptz not null,
  found_at timestamptz not null,
  ended_at timestamptz
);
create unique index trouble_open on boards.trouble (terminal_id, kind) where ended_at is null;
create index trouble_terminal on boards.trouble (terminal_id, id desc);
grant select, insert, update on boards.trouble to mingtang_app;
grant usage on all sequences in schema boards to mingtang_app;
