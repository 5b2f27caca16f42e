-- What stands for long has to be kept right: an issue of the gazette is corrected or cancelled, boards are looked at item by
-- item, what is printed elsewhere is counted, and who hands in and publishes has shown that he can.

-- 政府公报: a correction or a cancellation of an issue is proposed by one and confirmed by another.
alter table sites.gazette
  add column version integer not null default 1 check (version > 0),
  add column cancelled_at timestamptz,
  add column cancel_note text,
  add column replaced_by bigint references sites.gazette,      -- the issue that is brought out in its place
  add constraint gazette_cancelled check ((cancelled_at is null) = (cancel_note is null)),
  add constraint gazette_replaced check (replaced_by is null or (cancelled_at is not null and replaced_by <> matter_id));
create index gazette_replaced_by on sites.gazette (replaced_by) where replaced_by is not null;

create table sites.gazette_change (
  matter_id bigint primary key references kernel.matter,
  gazette_id bigint not null references sites.gazette,
  change text not null check (change in ('correct', 'cancel')),
  note text not null,                  -- what the public is told
  seen_version integer not null,       -- of the issue that is changed
  items jsonb not null default '[]',   -- the new order
  issue_note text not null default '',
  contents jsonb,                      -- as proposed; what is confirmed is this and nothing else
  digest bytea,
  replaced_by bigint references sites.gazette,
  done_at timestamptz,
  check (change = 'cancel' or (contents is not null and digest is not null))
);
create index gazette_change_issue on sites.gazette_change (gazette_id, matter_id desc);
create index gazette_change_replaced_by on sites.gazette_change (replaced_by) where replaced_by is not null;

-- Each version of an issue, for good; what an earlier one said is for the staff only: it may have had to go.
create table sites.gazette_version (
  gazette_id bigint not null references sites.gazette,
  version integer not null check (version > 0),
  change text not null check (change in ('issue', 'correct', 'cancel')),
  note text,
  contents jsonb not null,
  digest bytea not null,
  file_id uuid references kernel.file,
  change_id bigint references sites.gazette_change,
  at timestamptz not null,
  primary key (gazette_id, version)
);
create index gazette_version_file on sites.gazette_version (file_id) where file_id is not null;
create index gazette_version_change on sites.gazette_version (change_id) where change_id is not null;
insert into sites.gazette_version (gazette_id, version, change, contents, digest, file_id, at)
  select matter_id, 1, 'issue', contents, digest, file_id, issued_at from sites.gazette where issued_at is not null;
create trigger append_only before update or delete on sites.gazette_version for each row execute function kernel.refuse_change();

-- What was withdrawn since is no longer read in the gazette either, nor is an issue that was cancelled.
create or replace view pub.pub_gazette with (security_barrier) as
  select g.matter_id as id, g.agency_id, g.region, g.name, g.year, g.number, g.total, g.note, g.issued_at,
         case when g.cancelled_at is not null then '[]'::jsonb else c.contents end as contents, g.digest,
         case when g.cancelled_at is null and not c.withdrawn then g.file_id end as file_id,
         case when g.cancelled_at is null and not c.withdrawn then f.sha256 end as sha256,
         case when g.cancelled_at is null and not c.withdrawn then f.size end as size,
         case when g.cancelled_at is null and not c.withdrawn then f.media_type end as media_type,
         g.version, g.cancelled_at, g.cancel_note, g.replaced_by
    from sites.gazette g
    left join kernel.file f on f.id = g.file_id
    left join lateral (
      select coalesce(bool_or(coalesce(p.withdrawn, false)), false) as withdrawn,
             jsonb_agg(case when p.withdrawn then e.value || jsonb_build_object('html', '', 'fate', 'withdrawn')
                            when p.validity <> 'in-force' then e.value || jsonb_build_object('fate', p.validity)
                            else e.value end order by e.place) as contents
        from jsonb_array_elements(g.contents) with ordinality e(value, place)
        left join pub.pub_publication p on p.index_number = e.value->>'index'
    ) c on true
   where g.issued_at is not null;
create view pub.pub_gazette_version with (security_barrier) as
  select gazette_id, version, change, note, digest, at from sites.gazette_version;
-- In which issues a text stands, as they are now.
create table sites.gazette_item (
  index_number text not null,
  gazette_id bigint not null references sites.gazette,
  primary key (index_number, gazette_id)
);
create index gazette_item_issue on sites.gazette_item (gazette_id);
insert into sites.gazette_item (index_number, gazette_id)
  select distinct e.value->>'index', g.matter_id from sites.gazette g cross join jsonb_array_elements(g.contents) e(value)
   where g.issued_at is not null;
create view pub.pub_gazette_item with (security_barrier) as
  select i.index_number, i.gazette_id, g.name, g.year, g.number, g.total
    from sites.gazette_item i join sites.gazette g on g.matter_id = i.gazette_id;
grant select on pub.pub_gazette_version, pub.pub_gazette_item to mingtang_public, mingtang_app;

grant select, insert, update on sites.gazette_change to mingtang_app;
grant select, insert on sites.gazette_version to mingtang_app;
grant select, insert, delete on sites.gazette_item to mingtang_app;

-- 一规范两到位三结合四上墙, 大厅公示内容, 基层公开重点: what was looked at on a board, item by item; the latest look counts.
create table boards.check_mark (
  id bigint generated always as identity primary key,
  list text not null,                  -- key of a checklist, as data
  item text not null,
  board text not null,                 -- key in the register `disclosure-board`
  agency_id integer not null references identity.agency,
  region text not null references identity.region,
  state text not null check (state in ('met', 'missing', 'not-applicable')),
  photo uuid references kernel.file,
  photo_taken_at timestamptz,
  note text not null default '',
  checked_on date not null,
  checked_by bigint not null references identity.person,
  checked_at timestamptz not null,
  check (state <> 'met' or photo is not null),
  check (state <> 'not-applicable' or length(note) >= 5)
);
create index check_mark_latest on boards.check_mark (board, list, item, id desc);
create index check_mark_photo on boards.check_mark (photo) where photo is not null;
create trigger append_only before update or delete on boards.check_mark for each row execute function kernel.refuse_change();

-- 宣传资料印发数: what was printed outside of a campaign. A line that was wrong is replaced by another, or by none (0 copies).
create table boards.print_report (
  id bigint generated always as identity primary key,
  agency_id integer not null references identity.agency,
  title text not null,
  kind text not null check (kind in ('leaflet', 'compilation', 'poster', 'other')),
  copies integer not null check (copies >= 0),
  printed_on date not null,
  evidence text not null,              -- order, invoice or archive number
  replaces bigint unique references boards.print_report,
  entered_by bigint not null references identity.person,
  entered_at timestamptz not null,
  check (copies > 0 or replaces is not null)
);
create index print_report_agency on boards.print_report (agency_id, printed_on desc, id desc);
create trigger append_only before update or delete on boards.print_report for each row execute function kernel.refuse_change();
grant select, insert on boards.check_mark, boards.print_report to mingtang_app;

-- Figures are for everybody: how much was printed, how large boards are and what they cost. No titles, no places, no people.
create view pub.pub_print with (security_barrier) as
  select 'run-' || r.id as ref, c.agency_id, r.form as kind, r.printed_on, r.copies
    from boards.print_run r join boards.campaign c on c.matter_id = r.matter_id
  union all
  select 'print-' || p.id, p.agency_id, p.kind, p.printed_on, p.copies
    from boards.print_report p
   where p.copies > 0 and not exists (select from boards.print_report n where n.replaces = p.id);
create view pub.pub_disclosure_board with (security_barrier) as
  select key, valid_from, valid_to, (value->>'agencyId')::integer as agency_id, (value->>'area')::numeric as area,
         coalesce((value->'funds'->>'raisedCents')::numeric, 0) / 100 as raised,
         coalesce((select sum((x->>'cents')::numeric) from jsonb_path_query(value, '$.funds.spent[*]') x), 0) / 100 as spent
    from kernel.register_entry where register = 'disclosure-board' and (value->>'open')::boolean;
grant select on pub.pub_print, pub.pub_disclosure_board to mingtang_public, mingtang_app;

-- 上岗资格: training and examinations of who hands in and publishes. Revoking is a line of its own.
create table disclosure.qualification (
  id bigint generated always as identity primary key,
  person_id bigint not null references identity.person,
  kind text not null check (kind in ('training', 'exam', 'revoked')),
  title text not null,
  score integer check (score between 0 and 100),
  passed_on date not null,
  valid_until date not null,
  note text not null default '',
  entered_by bigint not null references identity.person,
  entered_at timestamptz not null,
  check (valid_until >= passed_on or kind = 'revoked')
);
create index qualification_person on disclosure.qualification (person_id, id desc);
create trigger append_only before update or delete on disclosure.qualification for each row execute function kernel.refuse_change();
grant select, insert on disclosure.qualification to mingtang_app;
grant usage on all sequences in schema boards, disclosure to mingtang_app;
