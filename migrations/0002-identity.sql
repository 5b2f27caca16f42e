-- Identity: regions, agencies, people, posts and who holds them, delegation, sign-in. What happens to an account is in
-- the ledger: each account is a matter.
-- Roles come only through appointments to posts and through delegations, both in force on named days. The first and the
-- last day of every term count (from_on, until_on); until_on null is open-ended.

create schema identity;
grant usage on schema identity to mingtang_app;
comment on schema identity is '身份·组织·备案';

create table identity.region (
  code text primary key check (code ~ '^[1-9][0-9]{5}([0-9]{3})?([0-9]{3})?$'),
  name text not null check (name <> ''),
  level text not null check (level in ('province', 'city', 'county', 'township', 'village')),
  kind text not null,                          -- 市辖区, 县, 街道, 镇, 乡, 民族乡, 社区, 村 …
  parent text references identity.region,
  households integer check (households >= 0),
  population integer check (population >= 0),
  abolished_on date,                           -- the first day on which it is no more
  check ((parent is null) = (level = 'province')),
  check (length(code) = case level when 'village' then 12 when 'township' then 9 else 6 end)
);
comment on table identity.region is 'The region tree 省–市–县–乡–村 with codes of GB/T 2260 and GB/T 10114';
create index region_parent on identity.region (parent) where parent is not null;

create table identity.agency (
  id integer generated always as identity primary key,
  key text not null unique check (key ~ '^[0-9A-Z-]+$'),
  name text not null unique check (name <> ''),
  short_name text not null check (short_name <> ''),
  kind text not null check (kind in (
    'government', 'department', 'vertical', 'party', 'institution', 'mass-organisation', 'committee', 'office')),
  line text,                                   -- 条线: the same duty at every level, e.g. SC 市场监管, ZF 政府
  uscc text unique check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  region text not null references identity.region,
  parent_id integer references identity.agency,
  oversees_id integer references identity.agency,
  address text,
  phone text,
  opened_on date not null,
  closed_on date check (closed_on > opened_on), -- the first day on which it is no more
  check (parent_id <> id),
  check (uscc is not null or kind = 'office')  -- an office inside an agency has no code of its own
);
comment on table identity.agency is 'Everything that can owe an act: governments, departments, offices, village committees';
comment on column identity.agency.oversees_id is
  'An office that looks after more than what stands below it, e.g. a 政管办 after every agency below its government';
create index agency_region on identity.agency (region);
create index agency_parent on identity.agency (parent_id) where parent_id is not null;
create index agency_oversees on identity.agency (oversees_id) where oversees_id is not null;
-- Who acts for an item of this line in this region: at most one agency at a time.
create unique index agency_line on identity.agency (region, line) where line is not null and closed_on is null;

create table identity.person (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('staff', 'citizen', 'enterprise')),
  name text not null check (name <> ''),
  login text check (login = lower(login) and login <> ''),
  document_kind text check (document_kind in (
    'resident-id', 'passport', 'hk-macao-permit', 'taiwan-permit', 'foreign-card-2017', 'credit-code')),
  document_sealed bytea,
  document_lookup bytea,
  phone_sealed bytea,
  phone_lookup bytea,
  address_sealed bytea,
  region text references identity.region,
  assurance smallint not null default 0 check (assurance between 0 and 3),
  account_id bigint unique references kernel.matter, -- its ledger; opened with the first act
  created_at timestamptz not null,
  closed_at timestamptz,
  check ((document_sealed is null) = (document_lookup is null) and (document_sealed is null) = (document_kind is null)),
  check ((phone_sealed is null) = (phone_lookup is null)),
  check ((document_kind = 'credit-code') = (kind = 'enterprise') or document_kind is null)
);
comment on table identity.person is
  'Everybody who can sign in or be acted for. Who serves the city and also asks of it has two rows, one of each kind';
comment on column identity.person.document_sealed is 'Encrypted; found by document_lookup, a keyed hash; shown masked';
comment on column identity.person.assurance is
  'How sure the city is who this is: 0 said so, 1 number checked, 2 documents seen at a window, 3 national identity source';
create unique index person_login on identity.person (login) where login is not null;
create unique index person_document on identity.person (document_lookup, kind)
  where document_lookup is not null and closed_at is null;
create index person_phone on identity.person (phone_lookup) where phone_lookup is not null;
create index person_region on identity.person (region) where region is not null;

create table identity.credential (
  person_id bigint primary key references identity.person,
  password_hash text not null check (password_hash like '$argon2id$%'),
  set_on date not null,
  must_change boolean not null,
  failed_at timestamptz[] not null default '{}', -- wrong passwords since the last success, the latest few
  locked_until timestamptz,
  totp_sealed bytea                              -- second factor; null until enrolled
);
comment on table identity.credential is 'What a person proves himself with; only the hash of a password is kept';

create table identity.post (
  id integer generated always as identity primary key,
  agency_id integer not null references identity.agency,
  title text not null check (title <> ''),
  roles text[] not null check (
    cardinality(roles) > 0 and roles <@ array[
      'window-clerk', 'examiner', 'decider', 'deliverer', 'township-reviewer', 'item-manager', 'service-office', 'supervisor',
      'disclosure-officer', 'liaison', 'editor', 'hotline-agent', 'leader', 'proxy',
      'system-admin', 'security-admin', 'audit-admin']),
  is_liaison boolean not null generated always as (roles && array['liaison']) stored,
  is_administrator boolean not null
    generated always as (roles && array['system-admin', 'security-admin', 'audit-admin']) stored,
  min_holders smallint not null default 1 check (min_holders >= 0),
  from_on date not null,
  until_on date check (until_on >= from_on),
  unique (agency_id, title),
  unique (id, is_administrator),
  -- One administrator's role at most, and nothing beside it (GB/T 22239-2019 8.1.4.2).
  check (cardinality(roles) = 1 or not roles && array['system-admin', 'security-admin', 'audit-admin'])
);
comment on table identity.post is '岗位: a place in an agency and the roles it carries';
comment on column identity.post.min_holders is 'Fewer people in the post than this is a vacancy and raises an alarm';

create table identity.post_service (
  post_id integer not null references identity.post,
  agency_id integer not null references identity.agency,
  primary key (post_id, agency_id)
);
comment on table identity.post_service is '综合窗口: further agencies that a post serves with the same roles';
create index post_service_agency on identity.post_service (agency_id);

create table identity.appointment (
  id bigint generated always as identity primary key,
  post_id integer not null,
  person_id bigint not null references identity.person,
  is_administrator boolean not null,             -- follows the post by the foreign key, for the constraint below
  from_on date not null,
  until_on date check (until_on >= from_on),
  filing_id bigint references kernel.matter,     -- the filing by which it began
  filing_number text unique,
  end_filing_id bigint references kernel.matter, -- the filing by which it ended
  handover_to bigint references identity.person,
  handover_at timestamptz,
  handover_note text,
  foreign key (post_id, is_administrator) references identity.post (id, is_administrator),
  check ((handover_to is null) = (handover_at is null)),
  check (handover_to <> person_id),
  check (handover_to is null or until_on is not null),
  -- int8range stands in for "=", so that no extension is needed.
  constraint appointment_once exclude using gist (
    int8range(post_id, post_id, '[]') with &&,
    int8range(person_id, person_id, '[]') with &&,
    daterange(from_on, until_on, '[]') with &&),
  -- System, security and audit administrator are three people on every day.
  constraint administrators_apart exclude using gist (
    int8range(person_id, person_id, '[]') with &&,
    daterange(from_on, until_on, '[]') with &&) where (is_administrator)
);
comment on table identity.appointment is '任职: who holds a post and on which days; filed with the disclosure office';
create index appointment_post on identity.appointment (post_id, from_on);
create index appointment_person on identity.appointment (person_id, from_on);
create index appointment_handover on identity.appointment (handover_to) where handover_to is not null;
create index appointment_filing on identity.appointment (filing_id) where filing_id is not null;
create index appointment_end_filing on identity.appointment (end_filing_id) where end_filing_id is not null;

create table identity.delegation (
  id bigint generated always as identity primary key,
  agency_id integer not null references identity.agency,
  from_person_id bigint not null references identity.person,
  to_person_id bigint not null references identity.person,
  roles text[] not null check (
    cardinality(roles) > 0 and not roles && array['system-admin', 'security-admin', 'audit-admin']),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  reason text not null check (reason <> ''),
  given_at timestamptz not null,
  revoked_on date,                               -- from this day on it no longer counts
  revoked_by bigint references identity.person,
  check (from_person_id <> to_person_id),
  check ((revoked_on is null) = (revoked_by is null))
);
comment on table identity.delegation is
  '委托: somebody acts in another''s roles for some days; counts only while the giver holds them by appointment';
create index delegation_agency on identity.delegation (agency_id);
create index delegation_from on identity.delegation (from_person_id);
create index delegation_to on identity.delegation (to_person_id, until_on);
create index delegation_revoked_by on identity.delegation (revoked_by) where revoked_by is not null;

create table identity.representation (
  id bigint generated always as identity primary key,
  principal_id bigint not null references identity.person,
  agent_id bigint not null references identity.person,
  capacity text not null check (capacity in ('legal-representative', 'agent', 'guardian', 'proxy')),
  from_on date not null,
  until_on date check (until_on >= from_on),
  authority_file uuid references kernel.file,    -- 授权委托书
  granted_at timestamptz not null,
  check (principal_id <> agent_id),
  check (capacity = 'legal-representative' or capacity = 'guardian' or until_on is not null),
  constraint representation_once exclude using gist (
    int8range(principal_id, principal_id, '[]') with &&,
    int8range(agent_id, agent_id, '[]') with &&,
    daterange(from_on, until_on, '[]') with &&)
);
comment on table identity.representation is
  'Who may act for an enterprise (legal representative, agent) or for another person (guardian, village proxy)';
create index representation_principal on identity.representation (principal_id);
create index representation_agent on identity.representation (agent_id, until_on);
create index representation_authority on identity.representation (authority_file) where authority_file is not null;

create table identity.session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique check (length(token_hash) = 32), -- SHA-256 of the cookie: a stolen table opens nothing
  person_id bigint not null references identity.person,
  acting_for bigint references identity.person,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  device_sealed bytea not null                   -- address and browser, for the list of sessions
) with (fillfactor = 80);
create index session_person on identity.session (person_id);
create index session_acting_for on identity.session (acting_for) where acting_for is not null;
create index session_expiry on identity.session (expires_at);

create table identity.gate (
  on_day date primary key,
  matter_id bigint not null unique references kernel.matter
);
comment on table identity.gate is 'Refused sign-ins under names that nobody has: one matter for each day';

create table identity.staff_filing (
  matter_id bigint primary key references kernel.matter,
  change text not null check (change in ('appoint', 'leave')),
  unit_id integer not null references identity.agency,
  post_id integer not null references identity.post,
  person_id bigint not null references identity.person,
  changed_on date not null,                      -- first day in the post, or last
  successor_id bigint references identity.person,
  handover_note text,
  reported_on date not null,
  report_due_on date not null,                   -- last day on which the report was in time
  receipt_number text unique,
  check (change = 'leave' or (successor_id is null and handover_note is null)),
  check (successor_id <> person_id)
);
comment on table identity.staff_filing is '人员备案: what a unit reports about its liaison; the state is in the matter';
create index staff_filing_unit on identity.staff_filing (unit_id, reported_on);
create index staff_filing_post on identity.staff_filing (post_id);
create index staff_filing_person on identity.staff_filing (person_id);
create index staff_filing_successor on identity.staff_filing (successor_id) where successor_id is not null;

create table identity.vacancy (
  matter_id bigint primary key references kernel.matter,
  post_id integer not null references identity.post,
  since_on date,                                 -- null: never filled
  noticed_on date not null,
  filled_on date check (filled_on >= noticed_on)
);
comment on table identity.vacancy is '空缺告警: a post with fewer people than it needs';
create unique index vacancy_open on identity.vacancy (post_id) where filled_on is null;
create index vacancy_post on identity.vacancy (post_id);

grant select on all tables in schema identity to mingtang_app;
grant insert, update on identity.region, identity.agency, identity.person, identity.credential, identity.post,
  identity.appointment, identity.delegation, identity.representation, identity.session, identity.staff_filing,
  identity.vacancy to mingtang_app;
grant insert on identity.gate, identity.post_service to mingtang_app;
grant delete on identity.session, identity.post_service to mingtang_app;
grant usage on all sequences in schema identity to mingtang_app;
