-- What keeps a site sound besides its pages: lists that are to be made anew, links that lead nowhere, errors that visitors
-- report, a day's look at its health; and what is made of publications: issues of the gazette, what is read at reading
-- points, what went to publishing targets.

-- A column in which something came or went, until its lists are made anew: many at once make them once.
create table sites.touched (
  id bigint generated always as identity primary key,
  site text not null,
  column_key text not null,
  published_at timestamptz not null,
  is_news boolean not null,
  at timestamptz not null
);

-- The frame (names, navigation, foot) a page was made with; another one makes it old.
alter table sites.page add column frame text;
-- It is compressed already: trying again is time lost.
alter table sites.page alter column br set storage external;
create index page_frame on sites.page (site, frame) where frame is not null;

-- What is wrong with published pages: links to addresses of the city that are not there, tags and elements that are missing.
create table sites.page_fault (
  path text not null,                  -- the page
  what text not null,                  -- the link, the tag, the element
  site text not null,
  title text not null default '',
  fault text not null check (fault in ('no-page', 'no-file', 'no-tag', 'no-foot')),
  is_home boolean not null,
  found_at timestamptz not null,
  checked_at timestamptz not null,
  primary key (path, what)
);
create index page_fault_site on sites.page_fault (site, fault, is_home);

-- One look at a site each day.
alter table sites.health add column on_day date;
update sites.health set on_day = (at at time zone 'Asia/Shanghai')::date;
alter table sites.health alter column on_day set not null;
create unique index health_day on sites.health (site, on_day);

-- 我为政府网站找错. What somebody wrote may name him: sealed.
create table sites.error_report (
  matter_id bigint primary key references kernel.matter,
  site text not null,
  agency_id integer not null references identity.agency,
  page text,                           -- null: the site as a whole
  kind text not null check (kind in ('broken-link', 'wrong-text', 'out-of-date', 'cannot-use', 'other')),
  words_sealed bytea,                  -- null: erased
  contact_sealed bytea,
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  told_at timestamptz not null,
  answer text,                         -- shown to everybody; never repeats who asked
  was_right boolean,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null) and (answer is null) = (was_right is null))
);
create index error_report_site on sites.error_report (site, told_at desc);
create index error_report_agency on sites.error_report (agency_id, told_at desc);

-- 政府公报: an issue, from its making to its archive; what it holds is fixed when it is issued.
create table sites.gazette (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  region text not null,
  name text not null,                  -- of the gazette
  year integer not null check (year between 1949 and 2200),
  number integer not null check (number > 0),
  total integer not null check (total > 0),
  note text not null default '',
  items jsonb not null default '[]',   -- [{part, index}] in order
  issued_at timestamptz,
  contents jsonb,                      -- [{part, index, title, documentNumber, agency, path, html}] as issued
  digest bytea,                        -- over the contents
  file_id uuid references kernel.file,
  unique (agency_id, year, number),
  unique (agency_id, total),
  check ((issued_at is null) = (contents is null) and (issued_at is null) = (digest is null))
);
create index gazette_issued on sites.gazette (agency_id, issued_at desc) where issued_at is not null;
create index gazette_file on sites.gazette (file_id) where file_id is not null;

-- What was read, printed or lent at a reading point. Nobody's name: who comes to read is not asked.
create table sites.reading_log (
  id bigint generated always as identity primary key,
  point text not null,
  at timestamptz not null,
  act text not null check (act in ('read', 'print', 'lend', 'return')),
  ref text,                            -- the article, or null for a paper that is only on the shelf
  title text not null,
  copies integer not null default 1 check (copies between 1 and 1000),
  by_person bigint references identity.person
);
create index reading_log_point on sites.reading_log (point, at desc);
create trigger append_only before update or delete on sites.reading_log for each row execute function kernel.refuse_change();

-- What was sent to a publishing target outside the city's own sites, with its receipt.
create table sites.delivery (
  id bigint generated always as identity primary key,
  target text not null,
  kind text not null check (kind in ('board', 'external')),
  agency_id integer not null references identity.agency,
  index_number text,                   -- null: something that is not in the catalogue
  title text not null,
  published_on date not null,
  receipt text,                        -- the address or number there
  noted_by bigint references identity.person,
  noted_at timestamptz not null,
  unique (target, index_number)
);
create index delivery_agency on sites.delivery (agency_id, published_on);
create trigger append_only before update or delete on sites.delivery for each row execute function kernel.refuse_change();

create view pub.pub_gazette with (security_barrier) as
  select g.matter_id as id, g.agency_id, g.region, g.name, g.year, g.number, g.total, g.note, g.issued_at, g.contents, g.digest, g.file_id,
         f.sha256, f.size, f.media_type
    from sites.gazette g left join kernel.file f on f.id = g.file_id where g.issued_at is not null;
create view pub.pub_delivery as
  select id, target, kind, agency_id, index_number, title, published_on, receipt from sites.delivery;
create view pub.pub_error_report as
  select site, agency_id, kind, told_at, answer, was_right, answered_at from sites.error_report;

create view pub.pub_reading_point with (security_barrier) as
  select key, version, valid_from, valid_to, value from kernel.register_entry where register = 'reading-point';

grant select on pub.pub_gazette, pub.pub_error_report, pub.pub_delivery, pub.pub_reading_point to mingtang_public, mingtang_app;

grant select, insert, delete on sites.touched to mingtang_app;
grant select, insert, update, delete on sites.page_fault to mingtang_app;
grant select, insert, update on sites.error_report, sites.gazette to mingtang_app;
grant select, insert on sites.reading_log, sites.delivery to mingtang_app;
grant usage on all sequences in schema sites to mingtang_app;
