-- Versions of the content specification that the catalogue follows, per heading and levels: by whom and when issued, until
-- when it is filled, what it changed (R-050, R-051). A version that was taken over is never changed.
create table disclosure.specification (
  id integer generated always as identity primary key,
  name text not null check (length(name) between 2 and 150),
  version text not null check (length(version) between 1 and 40),
  issuer text not null check (length(issuer) between 2 and 100),
  issued_on date not null,
  heading text not null,               -- key of the entry of the catalogue under which its own stand
  levels text[] not null check (cardinality(levels) > 0),
  line text,                           -- of the departments that follow their counterpart above; null: everybody
  entries text[] not null,             -- keys of its entries
  differences jsonb not null,          -- to what stood before: [{key, name, kind, fields}]
  due_on date not null,
  taken_by bigint not null,
  taken_at timestamptz not null,
  unique (name, version)
);
grant select, insert on disclosure.specification to mingtang_app;
grant usage on all sequences in schema disclosure to mingtang_app;
