-- What became of each backup and of each drill; shown to those who run the machine.

create table kernel.backup_run (
  id bigint generated always as identity primary key,
  task text not null check (task in ('backup', 'drill')),
  kind text check (kind in ('physical', 'logical')),
  folder text not null,
  due_at timestamptz,                  -- the appointed time it was made for; null: asked for by hand
  started_at timestamptz not null,
  ended_at timestamptz,                -- null: under way, or cut off if nobody holds the lock
  ok boolean,
  bytes bigint,                        -- all of it
  new_bytes bigint,                    -- what the disk did not hold before
  matters bigint,
  entries bigint,
  head text,                           -- of the ledger: the hash that a restored database has to give again
  error text,                          -- a code; its sentence stands in kernel/backup/text.ts
  check ((ended_at is null) = (ok is null))
);
comment on table kernel.backup_run is '备份、恢复演练记录';
create index backup_run_latest on kernel.backup_run (task, started_at desc);
create index backup_run_due on kernel.backup_run (due_at) where due_at is not null;

-- Runs are written by the owner: the program itself may only show them.
grant select on kernel.backup_run to mingtang_app;
