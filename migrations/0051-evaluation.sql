-- The third gate: what those think of something that it was published for. One row for each vote of a visitor, one for each
-- organised evaluation with its counts; only ever added to. Nothing says who a visitor was.
create table disclosure.evaluation (
  id bigint generated always as identity primary key,
  index_number text not null references disclosure.published,
  agency_id integer not null references identity.agency,
  source text not null check (source in ('visitor', 'served', 'invited', 'inspection')),
  on_day date not null,
  good integer not null check (good >= 0),
  fair integer not null check (fair >= 0),
  poor integer not null check (poor >= 0),
  faults text[] not null default '{}'
    check (faults <@ array['late', 'incomplete', 'unclear', 'untrue', 'hard-to-find', 'of-no-use']),
  words text check (length(words) between 5 and 2000),
  noted_by bigint,
  at timestamptz not null,
  check (good + fair + poor > 0),
  check ((source = 'visitor') = (noted_by is null)),
  check (source <> 'visitor' or (good + fair + poor = 1 and words is null))
);
create index evaluation_index on disclosure.evaluation (index_number, id);
create index evaluation_agency on disclosure.evaluation (agency_id, on_day);

create view pub.pub_evaluation with (security_barrier) as
  select id, index_number, agency_id, source, on_day, good, fair, poor from disclosure.evaluation;
grant select on pub.pub_evaluation to mingtang_public, mingtang_app;
grant select, insert on disclosure.evaluation to mingtang_app;
