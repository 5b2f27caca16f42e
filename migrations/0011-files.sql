-- Files: what the virus check has said of each, what was cut off, and the way from bytes to rows.
alter table kernel.file
  add column scan text not null default 'unscanned'
    check (scan in ('made', 'unscanned', 'waiting', 'clean', 'infected')),
  add column finding text check ((scan = 'infected') = (finding is not null)),
  add column scanned_at timestamptz,
  add column trimmed integer not null default 0 check (trimmed >= 0);

comment on column kernel.file.scan is
  'made: by the program itself; unscanned: there was no scanner; waiting: nobody may have it yet; clean; infected: its bytes are gone';
comment on column kernel.file.finding is 'the name the scanner gave to what it found';
comment on column kernel.file.trimmed is 'bytes behind the end of a picture that were not kept';

update kernel.file set scan = 'made' where owner_id is null;

create index file_bytes on kernel.file (sha256);
create index file_to_scan on kernel.file (created_at) where scan in ('waiting', 'unscanned');
create index file_unclaimed on kernel.file (created_at) where matter_id is null;

grant select, insert, update, delete on kernel.file to mingtang_app;
