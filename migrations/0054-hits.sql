-- Each find of a ticket is a line with a number and a state of its own; figures count lines, not documents.

-- Which of the different values of its document a find is: the same number is the same value, and none of it is kept.
alter table screening.finding add column value_no integer check (value_no > 0);

create table screening.hit (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references screening.ticket,
  line integer not null check (line > 0),
  finder text not null check (finder in ('scan', 'joint', 'province', 'superior')),
  office_id integer,                   -- the office that has registered it; null: the program found it
  -- Where it stands, as the program found it; null: somebody has pointed it out, in his words.
  document_id bigint references screening.document,
  content text,
  part text,
  kind text,
  starts_at integer,
  ends_at integer,
  masked text,
  value_no integer,
  note text,
  state text not null default 'open' check (state in ('open', 'to-mask', 'kept', 'none', 'masked', 'withdrawn')),
  reason text check (state not in ('kept', 'none') or length(trim(reason)) >= 5),
  decided_by bigint,
  decided_at timestamptz,
  found_on date not null,
  settled_on date,
  unique (ticket_id, line),
  check (num_nulls(document_id, part, kind, starts_at, ends_at, masked) in (0, 6)),
  check (state = 'open' or decided_at is not null)
);
create index hit_standing on screening.hit (ticket_id) where state in ('open', 'to-mask');
create index hit_found on screening.hit (found_on);
create index hit_document on screening.hit (document_id);

-- What there was before: as many lines as were counted; the first of them lie where the document has its finds.
insert into screening.hit (ticket_id, line, finder, document_id, part, kind, starts_at, ends_at, masked, state, reason, decided_by, decided_at, found_on, settled_on)
select t.matter_id, g.n, case t.origin when 'self' then 'scan' else 'superior' end,
       f.document_id, f.part, f.kind, f.starts_at, f.ends_at, f.masked,
       case when t.rectified is false then 'none' when t.rectified then 'masked'
            when m.state = 'rectified' then 'masked' when f.decision = 'mask' then 'to-mask' else 'open' end,
       case when t.rectified is false then '整改单认定不属于个人信息' end,
       f.decided_by,
       case when t.settled_on is not null or m.state = 'rectified' or f.decision = 'mask' then coalesce(f.decided_at, m.acted_at) end,
       (m.opened_at at time zone 'Asia/Shanghai')::date, t.settled_on
  from screening.ticket t
  join kernel.matter m on m.id = t.matter_id
  cross join lateral generate_series(1, t.findings) g(n)
  left join lateral (
    select s.* from (select x.*, row_number() over (order by x.id) as n from screening.finding x
                      where x.document_id = t.document_id and (x.decision is null or x.decision = 'mask')) s
     where s.n = g.n) f on true;

drop view pub.pub_privacy_ticket;
alter table screening.ticket drop column findings;

create view pub.pub_privacy_hit with (security_barrier) as
  select m.number || '/' || h.line as number, m.agency_id, h.finder, h.state, h.found_on, h.settled_on
    from screening.hit h join kernel.matter m on m.id = h.ticket_id;

grant select on pub.pub_privacy_hit to mingtang_public, mingtang_app;
grant select, insert, update on screening.hit to mingtang_app;
grant usage on all sequences in schema screening to mingtang_app;
