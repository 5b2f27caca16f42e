-- What is attached to a publication is given to nobody before it was looked at for viruses, and stands beside itself as a
-- page that everybody can read.

-- The words and tables of an attached file as the program has read them; made once, since a file never changes.
create table disclosure.readable_file (
  file_id uuid primary key references kernel.file on delete cascade,
  html text,
  fault text,                                -- why there is none
  made_at timestamptz not null,
  check ((html is null) <> (fault is null))
);

-- As before, but whoever reads it has no bytes of what still waits for its verdict.
create or replace view pub.pub_publication_file with (security_barrier) as
  select r.key as index_number, f.id as file_id, a.value->>'name' as name, f.media_type, f.size,
         case when f.scan in ('made', 'clean', 'unscanned') then f.sha256 end as sha256, f.scan
    from kernel.record r
   cross join jsonb_array_elements(r.content->'attachments') a
    join kernel.file f on f.id = (a.value->>'fileId')::uuid
   where r.kind = 'publication' and r.replaced_at is null and not r.withdrawn and f.scan <> 'infected';

grant select, insert on disclosure.readable_file to mingtang_app;
