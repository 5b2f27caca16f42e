-- What came in time and was entered when the program had ended the request already: the request is taken up again, and the
-- applicant has a letter that says so. What the gateway told is kept apart from what was entered at the counter, so that
-- the same news is known when it comes again and a second payment is not taken for it.

alter table information_requests.letter drop constraint letter_kind_check;
alter table information_requests.letter add constraint letter_kind_check check (kind in ('receipt', 'confirmation',
  'correction-notice', 'opinion-letter', 'extension-notice', 'reasons-notice', 'delay-notice', 'fee-notice', 'reply',
  'ending-notice', 'resumption-notice'));

alter table information_requests.fee add column gateway_paid_on date;
comment on column information_requests.fee.gateway_paid_on is 'The day of the payment that the gateway told of; null: it told of none';
update information_requests.fee f set gateway_paid_on = f.paid_on
  from kernel.payment_order o
 where o.id = f.order_id and o.state = 'paid' and f.paid_on = (o.paid_at at time zone 'Asia/Shanghai')::date;
