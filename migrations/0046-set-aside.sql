-- A slice of a comparison that fails again and again is set aside: the rest goes on, and so does the next comparison.
alter table consistency.run
  add column failures integer not null default 0,    -- of the slice that is next, one after the other
  add column retry_at timestamptz,                   -- it is not tried again before
  add column set_aside text[] not null default '{}', -- parts that were not looked at to their end
  add column fault text;                             -- kind of the last failure: never what was looked at

-- What was told to people beside matters is looked for by what it is about, so that nothing is told twice.
create index notice_of_no_matter on kernel.notice using hash (code) where matter_id is null;

grant select, insert, update on consistency.run to mingtang_app;
