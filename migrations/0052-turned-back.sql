-- 退文: what was handed in, or came to the office, without all that has to come with it. Nothing of its text stands here.
create table disclosure.turned_back (
  id bigint generated always as identity primary key,
  matter_id bigint not null references disclosure.publication,
  act text not null check (act in ('submit', 'pass-office')),
  code text not null,                  -- why, as the refusal says it
  details jsonb not null default '{}',
  person_id bigint references identity.person,   -- who handed it in, or wanted to pass it
  at timestamptz not null
);
create index turned_back_matter on disclosure.turned_back (matter_id, id desc);
create index turned_back_at on disclosure.turned_back (at);
create index turned_back_person on disclosure.turned_back (person_id) where person_id is not null;
create trigger append_only before update or delete on disclosure.turned_back
  for each row execute function kernel.refuse_change();

-- Counted by the figures: which matter and when, never what it is about, because it is not public yet.
create view pub.pub_turned_back with (security_barrier) as
  select t.id, m.number, t.code, t.at, p.agency_id
    from disclosure.turned_back t
    join disclosure.publication p on p.matter_id = t.matter_id
    join kernel.matter m on m.id = t.matter_id;

grant select on pub.pub_turned_back to mingtang_public, mingtang_app;
grant select, insert on disclosure.turned_back to mingtang_app;
grant usage on all sequences in schema disclosure to mingtang_app;
