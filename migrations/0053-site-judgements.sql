-- 检查指标: what people have found of the items that no program can look at. The latest of an item counts; all stay.
create table sites.judgement (
  id bigint generated always as identity primary key,
  site text not null,
  item text not null,                  -- of the score card: V02, D10, B01 …
  times integer[] not null check (array_position(times, null) is null and 0 <= all (times)),
  note text not null,                  -- what was seen, and where
  person_id bigint not null references identity.person,
  at timestamptz not null
);
create index judgement_of on sites.judgement (site, item, id desc);
create index judgement_person on sites.judgement (person_id);
create trigger append_only before update or delete on sites.judgement for each row execute function kernel.refuse_change();

grant select, insert on sites.judgement to mingtang_app;
grant usage on all sequences in schema sites to mingtang_app;
