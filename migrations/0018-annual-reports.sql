-- What came after a reply (复议, 诉讼, 投诉), and the annual report on openness: entered texts and figures, the figures
-- frozen when it is submitted, with the requests that they count.

create table information_requests.dispute (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,     -- whose reply is disputed
  kind text not null check (kind in ('reconsideration', 'lawsuit', 'complaint')),
  request_id bigint references information_requests.request, -- the reply; null where none of ours is disputed
  after_id bigint references information_requests.dispute,   -- the reconsideration that a lawsuit follows
  after_reconsideration boolean not null default false,      -- also where that one is not in our register
  authority text not null,                                   -- who decides: government, court
  case_number text not null default '',
  ground text not null,                                      -- what is claimed; nothing personal
  accepted_on date not null,                                 -- taken on by the authority: counted from this day
  served_on date not null,                                   -- the agency got its copy: its days to answer run
  summary_procedure boolean not null default false,
  answered_on date,
  result text check (result in ('upheld', 'corrected', 'other')),
  result_on date,                                            -- counted in the report of its year
  result_note text,
  lesson text,
  check ((result is null) = (result_on is null)),
  check (result_on >= accepted_on),
  check (after_reconsideration or after_id is null),
  check (kind = 'lawsuit' or not after_reconsideration)
);
comment on table information_requests.dispute is '复议、诉讼、投诉';
create index dispute_agency on information_requests.dispute (agency_id, accepted_on);
create index dispute_request on information_requests.dispute (request_id) where request_id is not null;
create index dispute_after on information_requests.dispute (after_id) where after_id is not null;

create table information_requests.annual_report (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  year integer not null check (year between 2008 and 2100),
  covers text not null check (covers in ('agency', 'government')),
  due_on date not null,
  texts jsonb not null default '{}',                         -- free text of the sections
  entered jsonb not null default '{}',                       -- figures that no register of ours holds: value, who, when
  frozen jsonb,                                              -- the whole report as it was submitted
  frozen_hash bytea,
  frozen_at timestamptz,
  frozen_by bigint references identity.person,
  published_on date,
  unique (agency_id, year, covers),
  check ((frozen is null) = (frozen_hash is null)),
  check (published_on is null or frozen is not null)
);
comment on table information_requests.annual_report is '政府信息公开工作年度报告';
create index annual_report_year on information_requests.annual_report (year, covers);
create index annual_report_frozen_by on information_requests.annual_report (frozen_by) where frozen_by is not null;

-- Every request that a frozen report counts, and where: the figures can be counted again from here.
create table information_requests.annual_report_request (
  report_id bigint not null references information_requests.annual_report,
  request_id bigint not null references information_requests.request,
  applicant_kind text not null,
  is_new boolean not null,                                   -- R1, else R2
  leaf text,                                                 -- null: R4
  primary key (report_id, request_id)
);
create index annual_report_request_request on information_requests.annual_report_request (request_id);

create view pub.pub_annual_report with (security_barrier) as
  select matter_id, agency_id, year, covers, frozen as report, encode(frozen_hash, 'hex') as hash, published_on
    from information_requests.annual_report where published_on is not null;

-- What figures are made of: results by number, without who asked and for what.
create view pub.pub_dispute with (security_barrier) as
  select m.number, d.agency_id,
         case d.kind when 'reconsideration' then '行政复议结果纠正' when 'lawsuit' then '行政诉讼结果纠正' else '投诉' end as kind_title,
         case when d.kind = 'complaint' then d.accepted_on else d.result_on end as counted_on
    from information_requests.dispute d join kernel.matter m on m.id = d.matter_id
   where d.kind = 'complaint' or d.result = 'corrected';

grant select, insert, update on information_requests.dispute, information_requests.annual_report to mingtang_app;
-- A report that is taken back for correction is counted anew.
grant select, insert, delete on information_requests.annual_report_request to mingtang_app;
grant select on pub.pub_annual_report, pub.pub_dispute to mingtang_public, mingtang_app;
