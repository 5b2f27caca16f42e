-- Letters that ask for opinions on what is being drawn up: who asked whom about what, by when, and what came back.
create table disclosure.letter (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,   -- who asks
  about text not null,                                     -- what is being drawn up
  asked_kind text not null check (asked_kind in ('department', 'counterpart', 'stakeholder', 'expert', 'public')),
  asked text not null,                                     -- whom: an agency or a group, never a person by name
  way text not null check (way in ('written', 'web')),
  sent_on date not null,
  due_on date not null check (due_on > sent_on),
  answered_on date check (answered_on >= sent_on),
  answer text,                                             -- what was said, or why nothing came
  outcome text check (outcome in ('adopted', 'partly', 'not-adopted', 'no-opinion'))
);
create index letter_agency on disclosure.letter (agency_id, matter_id desc);
create index letter_sent on disclosure.letter (sent_on);
grant select, insert, update on disclosure.letter to mingtang_app;

-- What figures count: neither what it was about nor who was asked.
create view pub.pub_letter with (security_barrier) as
  select m.number, l.agency_id, l.sent_on, l.due_on, l.answered_on
    from disclosure.letter l join kernel.matter m on m.id = l.matter_id;
grant select on pub.pub_letter to mingtang_public, mingtang_app;

-- Measures of policy by name: each set with how many measures it has, and totals that were said elsewhere. The sum of what
-- is named is never made to fit what was said.
create table disclosure.policy_set (
  id bigint generated always as identity primary key,
  agency_id integer not null references identity.agency,
  title text not null,
  measures integer not null check (measures between 1 and 1000),
  issued_on date not null,
  index_number text references disclosure.index_number,    -- the publication that tells it
  entered_by bigint not null references identity.person,
  entered_at timestamptz not null,
  struck_at timestamptz,                                   -- entered by mistake: it stays to be read, and counts no longer
  struck_by bigint references identity.person,
  struck_why text,
  check ((struck_at is null) = (struck_why is null))
);
create index policy_set_agency on disclosure.policy_set (agency_id, issued_on);
create index policy_set_index on disclosure.policy_set (index_number) where index_number is not null;
create index policy_set_by on disclosure.policy_set (entered_by);
create index policy_set_struck_by on disclosure.policy_set (struck_by) where struck_by is not null;

create table disclosure.policy_claim (
  id bigint generated always as identity primary key,
  agency_id integer not null references identity.agency,
  year integer not null check (year between 1990 and 2100),
  words text not null,                                     -- as it was said: 90多项
  least integer not null check (least > 0),                -- how many that is at least
  source text not null,                                    -- where it was said
  entered_by bigint not null references identity.person,
  entered_at timestamptz not null
);
create index policy_claim_agency on disclosure.policy_claim (agency_id, year);
create index policy_claim_by on disclosure.policy_claim (entered_by);
grant select, insert, update on disclosure.policy_set to mingtang_app;
grant select, insert on disclosure.policy_claim to mingtang_app;
grant usage on all sequences in schema disclosure to mingtang_app;

create view pub.pub_policy_set with (security_barrier) as
  select id, agency_id, title, measures, issued_on from disclosure.policy_set where struck_at is null;
grant select on pub.pub_policy_set to mingtang_public, mingtang_app;
