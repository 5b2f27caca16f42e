-- What is not told to everybody is looked at again: each time is a matter of its own.
create table disclosure.reassessment (
  matter_id bigint primary key references kernel.matter,
  publication_id bigint not null references disclosure.publication,
  agency_id integer not null references identity.agency,
  came_up_on date not null,
  outcome text check (outcome in ('kept', 'public')),
  words text,                                -- why; it may be as confidential as the thing itself
  next_on date,                              -- when it is looked at again, as was proposed or settled
  draft_id bigint references disclosure.publication,
  assessed_on date,
  unique (publication_id, came_up_on)
);
create index reassessment_agency on disclosure.reassessment (agency_id, matter_id desc);
create index reassessment_draft on disclosure.reassessment (draft_id) where draft_id is not null;

-- What was stopped as a secret is not told either.
update disclosure.publication p set next_review_on = (m.closed_at at time zone 'Asia/Shanghai' + interval '12 months')::date
  from kernel.matter m
 where m.id = p.matter_id and m.state = 'stopped' and p.next_review_on is null
   and exists (select from kernel.entry e where e.matter_id = m.id and e.act = 'stop-secrecy');

grant select, insert, update on disclosure.reassessment to mingtang_app;

-- How many came up, were looked at in time, and became public: never what they are.
create view pub.pub_reassessment with (security_barrier) as
  select m.number, a.agency_id, a.came_up_on, nullif(c.due_on, 'infinity') as due_on, a.assessed_on,
         m.state = 'public' as became_public
    from disclosure.reassessment a join kernel.matter m on m.id = a.matter_id
    left join kernel.clock c on c.matter_id = a.matter_id and c.name = 'assess';
grant select on pub.pub_reassessment to mingtang_public, mingtang_app;
