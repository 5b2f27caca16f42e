-- Why an entry of the catalogue is no longer in force.
create table disclosure.catalogue_end (
  key text not null,
  last_day date not null,
  reason text not null,
  ended_by bigint,
  at timestamptz not null,
  primary key (key, at)
);
grant select, insert on disclosure.catalogue_end to mingtang_app;
