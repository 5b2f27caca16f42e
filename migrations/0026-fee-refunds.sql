-- Money that goes back: what was paid too late, for a request that was taken back, or more than is owed. The order to the
-- gateway is written with the decision and sent by a job, so that none is sent twice and none is forgotten.

create table kernel.payment_refund (
  id uuid primary key,
  order_id uuid not null references kernel.payment_order,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('new', 'done')),
  gateway_ref text,
  created_at timestamptz not null,
  done_at timestamptz,
  check ((state = 'done') = (done_at is not null))
);
comment on table kernel.payment_refund is 'What goes back of a paid order, and whether the gateway has sent it';
create index payment_refund_order on kernel.payment_refund (order_id);
create index payment_refund_open on kernel.payment_refund (created_at) where state = 'new';

alter table information_requests.fee drop constraint fee_state_check;
alter table information_requests.fee add constraint fee_state_check check (
  state in ('due', 'paid', 'lapsed', 'withdrawn', 'refund-due', 'refunding', 'refunded'));
alter table information_requests.fee
  add column refund_fen bigint check (refund_fen > 0),
  add column refund_reason text check (refund_reason in ('overpaid', 'late', 'withdrawn', 'reversed')),
  add column refunded_on date;

-- A word that many requests contain: the newest of one's own agencies are read through this, and a page is full at once.
create index request_newest on information_requests.request (matter_id desc) include (agency_id);

grant select, insert, update on kernel.payment_refund to mingtang_app;
