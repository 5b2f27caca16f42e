-- What each print run says, as it was published on the day of printing: compared with what stands now.
create table boards.print_run_item (
  run_id bigint not null references boards.print_run,
  kind text not null check (kind in ('publication', 'service-item')),
  ref text not null,
  version integer not null,
  title text not null,
  lines text[] not null,                 -- its words as they were printed
  primary key (run_id, kind, ref)
);
create index print_run_item_ref on boards.print_run_item (ref);
create trigger append_only before update or delete on boards.print_run_item for each row execute function kernel.refuse_change();

-- 更换过期宣传品: copies that are about and say what is no longer said.
create table boards.print_recall (
  matter_id bigint primary key references kernel.matter,
  campaign_id bigint not null references boards.campaign,
  agency_id integer not null references identity.agency,
  kind text not null,
  ref text not null,
  title text not null,
  printed_version integer not null,
  current_version integer not null,      -- 0: it is not said any more
  change text not null,                  -- what is different, in words
  removed text[] not null,               -- lines that are no longer said
  added text[] not null,                 -- lines that are said instead
  copies integer not null check (copies >= 0),
  found_at timestamptz not null,
  replaced_copies integer check (replaced_copies >= 0),
  how text,
  ended_at timestamptz,
  unique (campaign_id, kind, ref, current_version)
);
create index print_recall_agency on boards.print_recall (agency_id, matter_id desc);
grant select, insert on boards.print_run_item to mingtang_app;
grant select, insert, update on boards.print_recall to mingtang_app;

-- 向国家档案馆、公共图书馆移交主动公开的政府信息: a year of an agency, and what was handed to whom.
create table sites.handover (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  year integer not null check (year between 2000 and 2200),
  unique (agency_id, year)
);
create table sites.handover_receipt (
  id bigint generated always as identity primary key,
  matter_id bigint not null references sites.handover,
  receiver_kind text not null check (receiver_kind in ('archive', 'library')),
  receiver text not null,
  on_day date not null,
  copies integer not null check (copies > 0),
  receipt text not null,                 -- number of the receipt, or of the list that was signed
  items jsonb not null,                  -- index number, title, document number and day of each, as handed over
  entered_by bigint not null references identity.person,
  entered_at timestamptz not null
);
create index handover_receipt_matter on sites.handover_receipt (matter_id, id);
create trigger append_only before update or delete on sites.handover_receipt for each row execute function kernel.refuse_change();
grant select, insert on sites.handover, sites.handover_receipt to mingtang_app;
-- The short name of a new reading point.
create sequence sites.reading_point_number;
grant usage on all sequences in schema sites to mingtang_app;
