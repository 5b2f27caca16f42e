-- What was found of persons in a field of a result, and what was decided of it: only a hash of the words is kept.
create table enforcement.field_decision (
  result_id bigint not null references enforcement.result,
  field text not null,
  digest bytea not null,
  kind text not null,
  decision text not null check (decision in ('keep', 'false-positive')),
  reason text not null check (length(reason) between 5 and 500),
  decided_by bigint not null references identity.person,
  decided_at timestamptz not null,
  primary key (result_id, field, digest)
);
create index field_decision_by on enforcement.field_decision (decided_by);
grant select, insert, update on enforcement.field_decision to mingtang_app;
