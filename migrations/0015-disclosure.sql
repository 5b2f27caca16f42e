-- Openness. What is published is a record of the kernel; here are drafts with every revision, what the gates said of
-- them, index numbers, and what lists and visitors need of each publication.

-- Records: every change of what the city has said is a version of its own, with what changed and the note that the
-- public reads. Nothing of a version changes but the instant another took its place.
alter table kernel.record
  add column change text not null default 'publish' check (change in ('publish', 'validity', 'withdraw')),
  add column note text,
  add column withdrawn boolean not null default false,
  add column first_published_at timestamptz,
  add check (change <> 'withdraw' or (withdrawn and note is not null));
update kernel.record r set first_published_at = (
  select min(f.published_at) from kernel.record f where f.kind = r.kind and f.key = r.key);
alter table kernel.record alter column first_published_at set not null;
comment on column kernel.record.change is
  'publish: said for the first time or corrected; validity: in force no longer, or again; withdraw: no longer said';
comment on column kernel.record.note is 'what the public is told of the change';
revoke update on kernel.record from mingtang_app;
grant update (replaced_at) on kernel.record to mingtang_app;

-- Who looks for secrets before something is published.
alter table identity.post drop constraint post_roles_check, add constraint post_roles_check check (
  cardinality(roles) > 0 and roles <@ array[
    'window-clerk', 'examiner', 'decider', 'deliverer', 'township-reviewer', 'item-manager', 'service-office', 'supervisor',
    'disclosure-officer', 'secrecy-reviewer', 'liaison', 'editor', 'hotline-agent', 'leader', 'proxy',
    'system-admin', 'security-admin', 'audit-admin']);

create schema disclosure;
grant usage on schema disclosure to mingtang_app;
comment on schema disclosure is '主动公开';

-- Index numbers that were ever given out, in order never to give one out again.
create table disclosure.index_number (
  number text primary key,
  agency_id integer not null references identity.agency,
  year integer not null,
  serial integer check (serial > 0),         -- null: it was given elsewhere, before this program
  matter_id bigint references kernel.matter,
  given_at timestamptz not null,
  unique (agency_id, year, serial)
);

-- One row for each publication on its way or done. A correction is one of its own for the same index number.
create table disclosure.publication (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  node text not null,
  genre text not null,
  attribute text not null check (attribute in ('proactive', 'on-request', 'withheld')),
  audience text not null check (audience in ('public', 'internal')),
  formed_on date,
  limit_workdays integer not null check (limit_workdays > 0),
  revision integer not null default 0,
  submitted_revision integer,                -- what the gates look at
  submitted_hash bytea,
  index_number text references disclosure.index_number,
  corrects text references disclosure.index_number,
  change_note text,
  publish_at timestamptz,                    -- released, and waiting for its hour
  published_at timestamptz,
  next_review_on date,                       -- when what was withheld is looked at again
  interprets bigint references kernel.matter, -- the matter of the document this material explains
  plan jsonb,                                -- how the document is going to be explained, or why it is not
  opened_by bigint,
  check (corrects is null or change_note is not null)
);
create index publication_agency on disclosure.publication (agency_id);
create index publication_node on disclosure.publication (node);
create index publication_interprets on disclosure.publication (interprets) where interprets is not null;
create index publication_scheduled on disclosure.publication (publish_at) where publish_at is not null and published_at is null;
create index publication_review on disclosure.publication (next_review_on) where next_review_on is not null;

-- Every revision of every draft, those included that came too late and were set aside: nobody's words are lost.
create table disclosure.draft (
  id bigint generated always as identity primary key,
  matter_id bigint not null references disclosure.publication,
  revision integer not null,
  aside boolean not null default false,
  content jsonb not null,
  hash bytea not null,
  saved_by bigint,
  saved_at timestamptz not null
);
create unique index draft_revision on disclosure.draft (matter_id, revision) where not aside;
create index draft_aside on disclosure.draft (matter_id, saved_by) where aside;

-- What each gate said of which text. Only ever added to.
create table disclosure.gate (
  id bigint generated always as identity primary key,
  matter_id bigint not null references disclosure.publication,
  gate text not null check (gate in ('department', 'office', 'secrecy')),
  passed boolean not null,
  hash bytea not null,
  person_id bigint not null,
  words text,
  at timestamptz not null,
  check (passed or words is not null)
);
create index gate_matter on disclosure.gate (matter_id, id);

-- What stands in public: one narrow row for each index number, for lists, figures and filters.
create table disclosure.published (
  index_number text primary key references disclosure.index_number,
  version integer not null,
  title text not null,
  summary text not null,
  agency_id integer not null references identity.agency,
  region text not null references identity.region,
  node text not null,
  axis text check (axis in ('decision', 'execution', 'management', 'service', 'result')),
  domains text[] not null,
  keywords text[] not null,
  topic text,
  genre text not null,
  document_number text,
  formed_on date,
  due_on date,
  published_at timestamptz not null,
  changed_at timestamptz not null,
  validity text not null check (validity in ('in-force', 'abolished', 'lapsed')),
  lapses_on date,
  withdrawn boolean not null default false,
  note text,
  interpretation text check (interpretation in ('chart', 'expert', 'media', 'question-and-answer', 'audio', 'video', 'text')),
  head_led boolean not null default false,
  needs_interpretation boolean not null default false,
  exempted boolean not null default false
);
create index published_order on disclosure.published (published_at desc, index_number);
create index published_agency on disclosure.published (agency_id, published_at desc, index_number);
create index published_node on disclosure.published (node, published_at desc, index_number);
create index published_genre on disclosure.published (genre, published_at desc, index_number);
create index published_axis on disclosure.published (axis, published_at desc, index_number) where axis is not null;
create index published_domains on disclosure.published using gin (domains);
create index published_document_number on disclosure.published (document_number) where document_number is not null;
create index published_lapses on disclosure.published (lapses_on) where lapses_on is not null and validity = 'in-force';

-- What one publication is to another; always there in both directions.
create table disclosure.link (
  from_index text not null references disclosure.index_number,
  relation text not null,
  to_index text not null references disclosure.index_number,
  made_at timestamptz not null,
  primary key (from_index, relation, to_index),
  check (from_index <> to_index)
);
create index link_to on disclosure.link (to_index);

-- Withdrawing and ending the validity of what stands in public are matters of their own.
create table disclosure.change (
  matter_id bigint primary key references kernel.matter,
  index_number text not null references disclosure.index_number,
  change text not null check (change in ('withdraw', 'abolish', 'lapse', 'revive')),
  note text not null,
  by_index text references disclosure.index_number, -- what abolishes it
  done_at timestamptz
);
create index change_index on disclosure.change (index_number);

-- Entries that somebody wants in the catalogue.
create table disclosure.proposal (
  matter_id bigint primary key references kernel.matter,
  key text not null,
  node jsonb not null
);

-- The periods for which a duty that comes round has opened a matter.
create table disclosure.duty (
  matter_id bigint primary key references kernel.matter,
  obligation text not null,
  agency_id integer not null references identity.agency,
  period text not null,
  due_on date not null,
  index_number text references disclosure.index_number,
  unique (obligation, agency_id, period)
);

-- What anybody may read.

create or replace view pub.pub_register_entry with (security_barrier) as
  select register, key, version, valid_from, valid_to, value, source, null::bigint as changed_by, changed_at
    from kernel.register_entry
   where register in ('service-item', 'hall-facility', 'published-calendar', 'catalogue-node', 'disclosure-guide');

-- Title and note of what was withdrawn stay, with the place where it stood; what it said is gone from here.
create view pub.pub_publication as
  select index_number, version, title, summary, agency_id, region, node, axis, domains, keywords, topic, genre, document_number,
         formed_on, published_at, changed_at, validity, lapses_on, withdrawn, note, interpretation, head_led,
         needs_interpretation, exempted
    from disclosure.published;

-- What it says: the version that stands, and no earlier one: what was corrected may have had to be.
create view pub.pub_publication_content with (security_barrier) as
  select key as index_number, version, content, hash from kernel.record
   where kind = 'publication' and replaced_at is null and not withdrawn;

create view pub.pub_publication_version with (security_barrier) as
  select key as index_number, version, change, note, validity, withdrawn, published_at, replaced_at, hash from kernel.record
   where kind = 'publication';

create view pub.pub_publication_link as
  select from_index, relation, to_index, made_at from disclosure.link;

-- The files that belong to what stands, and where the store keeps their bytes.
create view pub.pub_publication_file with (security_barrier) as
  select r.key as index_number, f.id as file_id, a.value->>'name' as name, f.media_type, f.size, f.sha256
    from kernel.record r
   cross join jsonb_array_elements(r.content->'attachments') a
    join kernel.file f on f.id = (a.value->>'fileId')::uuid
   where r.kind = 'publication' and r.replaced_at is null and not r.withdrawn and f.scan <> 'infected';

grant select on pub.pub_publication, pub.pub_publication_content, pub.pub_publication_version, pub.pub_publication_link,
  pub.pub_publication_file to mingtang_public, mingtang_app;

grant select on all tables in schema disclosure to mingtang_app;
grant insert on all tables in schema disclosure to mingtang_app;
grant update on disclosure.publication, disclosure.published, disclosure.change, disclosure.proposal, disclosure.duty
  to mingtang_app;
grant delete on disclosure.link to mingtang_app;
grant usage on all sequences in schema disclosure to mingtang_app;
