-- What a document lacked of its plan and of what explains it when it was returned; read from the facts, typed by nobody.
alter table disclosure.gate add column lacking text[] not null default '{}'
  check (lacking <@ array['plan', 'material', 'form', 'elements']);
create index gate_returned on disclosure.gate (at desc, id desc) where not passed;

create schema press;
grant usage on schema press to mingtang_app;

-- Where else a document or what explains it was carried: by a paper, a broadcaster, an account. Struck out, never removed.
create table press.carried (
  id bigint generated always as identity primary key,
  index_number text not null,          -- of the document
  outlet text not null check (length(outlet) between 2 and 100),
  kind text not null check (kind in ('newspaper', 'broadcast', 'website', 'weixin', 'weibo', 'app', 'other')),
  title text not null check (length(title) between 2 and 300),
  url text check (url ~ '^https?://'),
  on_day date not null,
  noted_by bigint not null,
  noted_at timestamptz not null,
  struck_by bigint,
  struck_at timestamptz,
  struck_words text,
  check ((struck_at is null) = (struck_by is null) and (struck_at is null) = (struck_words is null))
);
create index carried_index on press.carried (index_number, id);
create unique index carried_once on press.carried (index_number, outlet, title, on_day) where struck_at is null;

-- The look, some time after a document went out, at what people ask about it and whether it wants explaining again.
create table press.follow_up (
  matter_id bigint primary key references kernel.matter,
  index_number text not null unique,
  agency_id integer not null references identity.agency,
  questions integer check (questions >= 0),
  outcome text check (outcome in ('understood', 'again', 'clarified')),
  words text,
  recorded_at timestamptz,
  check ((recorded_at is null) = (outcome is null) and (recorded_at is null) = (words is null)
    and (recorded_at is null) = (questions is null))
);
create index follow_up_agency on press.follow_up (agency_id, matter_id desc);

create view pub.pub_carried with (security_barrier) as
  select c.id, c.index_number, c.outlet, c.kind, c.title, c.url, c.on_day from press.carried c
    join disclosure.published p on p.index_number = c.index_number and not p.withdrawn
   where c.struck_at is null;
create view pub.pub_interpretation_follow_up with (security_barrier) as
  select m.number, f.agency_id, (m.opened_at at time zone 'Asia/Shanghai')::date as opened_on, nullif(c.due_on, 'infinity') as due_on,
         (f.recorded_at at time zone 'Asia/Shanghai')::date as recorded_on, f.outcome,
         m.state = 'void' as is_void
    from press.follow_up f join kernel.matter m on m.id = f.matter_id
    left join kernel.clock c on c.matter_id = f.matter_id and c.name = 'follow-up';
grant select on pub.pub_carried, pub.pub_interpretation_follow_up to mingtang_public, mingtang_app;
grant select, insert, update on press.carried, press.follow_up to mingtang_app;
