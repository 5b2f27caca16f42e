-- The statutory limits of requests as data with a date and a source: a revision of the regulation is entered and not programmed.
alter table information_requests.rule_change drop constraint rule_change_register_check;
alter table information_requests.rule_change add constraint rule_change_register_check
  check (register in ('information-fee-table', 'information-request-settings', 'information-request-limits'));

-- The regulation as revised in 2019: 第三十条, 第三十二条, 第三十三条, 第三十四条.
insert into kernel.register_entry (register, key, version, valid_from, valid_to, value, source, changed_by, changed_at)
values ('information-request-limits', 'national', 1, '2019-05-15', null,
  '{"reply": 20, "extension": 20, "correctionNotice": 7, "opinion": 15}',
  '政府信息公开条例（国务院令第711号）', null, '2019-05-15T00:00:00+08:00')
on conflict do nothing;

create view pub.pub_request_limits with (security_barrier) as
  select version, valid_from, valid_to, value, source from kernel.register_entry
   where register = 'information-request-limits' and key = 'national';
grant select on pub.pub_request_limits to mingtang_public, mingtang_app;
