-- What an applicant brings to the organ above without an account; a reply that was set aside and is made again; the tables
-- of the processing fee as data with a date and a source.

-- A complaint is a case of the register (`dispute`), which says nothing of what was written: that is sealed here, apart.
create table information_requests.complaint (
  matter_id bigint primary key references information_requests.dispute,
  request_id bigint not null references information_requests.request,
  aspect text not null check (aspect in ('late', 'refused', 'content', 'fee', 'procedure', 'other')),
  words_sealed bytea,
  words_lookup bytea,                                        -- the same words about the same request come in once
  answer_sealed bytea,                                       -- what the applicant is told
  unique (request_id, words_lookup)
);
comment on table information_requests.complaint is '投诉举报: what the applicant wrote, and what he was answered';

-- A reply that was ordered anew is a request of its own in every respect but one: it was never received, so no figure of
-- what was received or concluded counts it.
alter table information_requests.request
  add column redo_of bigint references information_requests.request,     -- the first handling of the same request
  add column ordered_by bigint references information_requests.dispute,  -- the case whose result ordered it
  add check ((redo_of is null) = (ordered_by is null)),
  add check (redo_of is null or received_on is null);
create index request_redo_of on information_requests.request (redo_of) where redo_of is not null;
-- One order, one new handling.
create unique index request_ordered_by on information_requests.request (ordered_by) where ordered_by is not null;

-- The tables of the national measures, in force from 1 January 2021.
insert into kernel.register_entry (register, key, version, valid_from, valid_to, value, source, changed_by, changed_at)
values ('information-fee-table', 'national', 1, '2021-01-01', null,
  '{"items": {"law": "政府信息公开信息处理费管理办法 第四条", "bands": [{"upTo": 10, "yuan": 0}, {"upTo": 30, "yuan": 100}, {"upTo": null, "yuan": 200, "every": 10, "step": 100}]},
    "pages": {"law": "政府信息公开信息处理费管理办法 第五条", "bands": [{"upTo": 30, "yuan": 0}, {"upTo": 100, "yuan": 10}, {"upTo": 200, "yuan": 20}, {"upTo": null, "yuan": 40}]}}',
  '国办函〔2020〕109号', null, '2021-01-01T00:00:00+08:00')
on conflict do nothing;

create view pub.pub_fee_table with (security_barrier) as
  select version, valid_from, valid_to, value, source from kernel.register_entry
   where register = 'information-fee-table' and key = 'national';

grant select, insert, update on information_requests.complaint to mingtang_app;
grant select on pub.pub_fee_table to mingtang_public, mingtang_app;
