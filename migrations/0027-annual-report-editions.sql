-- A published report that is corrected becomes another edition: the one before keeps its content, its hash and its rows.
-- Also kept: the cases that section four counts, and what section two counts.

alter table information_requests.annual_report
  add column edition integer not null default 1 check (edition >= 1),  -- the one that is being written, or stands
  add column correction text,                                         -- why it was taken up again; null: the first edition
  drop constraint annual_report_check1;

create table information_requests.annual_report_edition (
  report_id bigint not null references information_requests.annual_report,
  edition integer not null check (edition >= 1),
  content jsonb not null,
  hash bytea not null,
  published_on date not null,
  correction text,
  primary key (report_id, edition)
);
comment on table information_requests.annual_report_edition is '政府信息公开工作年度报告的各次公布';
insert into information_requests.annual_report_edition (report_id, edition, content, hash, published_on)
  select matter_id, 1, frozen, frozen_hash, published_on from information_requests.annual_report where published_on is not null;

alter table information_requests.annual_report_request
  add column edition integer not null default 1,
  drop constraint annual_report_request_pkey,
  add primary key (report_id, edition, request_id);

create table information_requests.annual_report_dispute (
  report_id bigint not null references information_requests.annual_report,
  edition integer not null,
  dispute_id bigint not null references information_requests.dispute,
  decided_by text not null check (decided_by in ('reconsideration', 'direct-lawsuit', 'lawsuit-after-reconsideration')),
  result text not null check (result in ('upheld', 'corrected', 'other', 'pending')),
  primary key (report_id, edition, dispute_id)
);
comment on table information_requests.annual_report_dispute is '年度报告第四部分计入的案件';
create index annual_report_dispute_dispute on information_requests.annual_report_dispute (dispute_id);

create table information_requests.annual_report_item (
  report_id bigint not null references information_requests.annual_report,
  edition integer not null,
  cell text not null,                                        -- which figure of section two
  ref text not null,                                         -- index number, number of a matter
  title text not null,
  agency_id integer not null references identity.agency,
  day date not null,
  url text,                                                  -- where anybody may read it
  primary key (report_id, edition, cell, ref)
);
comment on table information_requests.annual_report_item is '年度报告第二部分计入的文件和决定';
create index annual_report_item_agency on information_requests.annual_report_item (agency_id);

create or replace view pub.pub_annual_report with (security_barrier) as
  select a.matter_id, a.agency_id, a.year, a.covers, e.content as report, encode(e.hash, 'hex') as hash, e.published_on,
         e.edition, e.correction
    from information_requests.annual_report a
    join information_requests.annual_report_edition e on e.report_id = a.matter_id
   where e.edition = (select max(edition) from information_requests.annual_report_edition where report_id = a.matter_id);

create view pub.pub_annual_report_edition with (security_barrier) as
  select report_id, edition, content as report, encode(hash, 'hex') as hash, published_on, correction
    from information_requests.annual_report_edition;

-- What each figure of a published edition counts: numbers and days, and nothing of who asked and for what.
create view pub.pub_annual_report_request with (security_barrier) as
  select f.report_id, f.edition, f.request_id, m.number, f.applicant_kind, f.is_new, f.leaf, r.received_on,
         case when f.leaf is not null then r.concluded_on end as concluded_on
    from information_requests.annual_report_request f
    join information_requests.annual_report_edition e on e.report_id = f.report_id and e.edition = f.edition
    join information_requests.request r on r.matter_id = f.request_id
    join kernel.matter m on m.id = f.request_id;

create view pub.pub_annual_report_dispute with (security_barrier) as
  select f.report_id, f.edition, f.dispute_id, m.number, f.decided_by, f.result, d.accepted_on,
         case when f.result <> 'pending' then d.result_on end as result_on
    from information_requests.annual_report_dispute f
    join information_requests.annual_report_edition e on e.report_id = f.report_id and e.edition = f.edition
    join information_requests.dispute d on d.matter_id = f.dispute_id
    join kernel.matter m on m.id = f.dispute_id;

create view pub.pub_annual_report_item with (security_barrier) as
  select i.report_id, i.edition, i.cell, i.ref, i.title, i.day, i.url
    from information_requests.annual_report_item i
    join information_requests.annual_report_edition e on e.report_id = i.report_id and e.edition = i.edition;

grant select, insert on information_requests.annual_report_edition to mingtang_app;
grant select, insert, delete on information_requests.annual_report_dispute, information_requests.annual_report_item to mingtang_app;
grant select on pub.pub_annual_report_edition, pub.pub_annual_report_request, pub.pub_annual_report_dispute,
  pub.pub_annual_report_item to mingtang_public, mingtang_app;
