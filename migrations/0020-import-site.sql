-- What was brought in from other sites: one row for each page and its old address, so that the same page comes in once.
create table disclosure.imported_page (
  site text not null,
  address text not null,
  matter_id bigint not null references kernel.matter,      -- the import, whose entries say what came in with it
  hash bytea not null,                                     -- of what the page said
  state text not null check (state in ('published', 'held')),
  index_number text references disclosure.index_number,
  draft_id bigint references disclosure.publication,       -- held: the draft that goes through the gates
  hits integer not null default 0,                         -- pieces of personal data found in it
  imported_at timestamptz not null,
  primary key (site, address),
  check ((state = 'published' and index_number is not null) or (state = 'held' and draft_id is not null))
);
create index imported_page_matter on disclosure.imported_page (matter_id);
comment on table disclosure.imported_page is '从原网站迁入的页面';

grant select, insert, update on disclosure.imported_page to mingtang_app;
