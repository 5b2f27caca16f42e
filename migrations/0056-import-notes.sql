-- What an import says of each page and file, kept until somebody has seen to it.
alter table disclosure.imported_page add column double_of text;
comment on column disclosure.imported_page.double_of is '同一篇文章先迁入的网址';
create index imported_page_hash on disclosure.imported_page (site, hash);

create table disclosure.import_note (
  id bigint generated always as identity primary key,
  matter_id bigint not null references kernel.matter,      -- the import that noted it last
  site text not null,
  address text not null,                                   -- the page it is about
  kind text not null check (kind in ('skipped', 'held', 'file-left', 'file-aside', 'inferred', 'unread', 'same')),
  name text not null default '',                           -- of the file, or the part of it
  code text not null default '',                           -- why
  file_id uuid references kernel.file,                     -- a file that is kept aside, shown to nobody but staff
  noted_at timestamptz not null,
  settled_at timestamptz,
  settled_by bigint references identity.person,
  check (kind <> 'file-aside' or file_id is not null)
);
create index import_note_of_import on disclosure.import_note (matter_id, kind, id);
create index import_note_of_page on disclosure.import_note (site, address);
create index import_note_file on disclosure.import_note (file_id);
create index import_note_settled_by on disclosure.import_note (settled_by);
comment on table disclosure.import_note is '迁入原网站时需要人处理的事';

grant select, insert, update, delete on disclosure.import_note to mingtang_app;
