-- Cases: drafts that citizens keep over days, applications for service items, the papers that come of them, and
-- enquiries. The envelope, the clocks and the history of each are the kernel's; here is what is particular.

create schema cases;
grant usage on schema cases to mingtang_app;
comment on schema cases is '办件·审批';

create table cases.draft (
  id uuid primary key,
  person_id bigint not null references identity.person,      -- who fills it in
  subject_id bigint not null references identity.person,     -- for whom: the person itself or an enterprise
  item_code text not null,
  item_version integer not null,
  answers jsonb not null default '{}',                       -- to the situation questions
  form_sealed bytea,                                         -- the form as filled in so far
  uploads jsonb not null default '{}',                       -- file ids by material
  step text,
  corrects bigint references kernel.matter,                  -- the application it corrects; null: a new one
  matter_id bigint references kernel.matter,                 -- what came of it; a second submission answers with this
  updated_at timestamptz not null,
  expires_on date not null                                   -- first day on which it is gone
);
comment on table cases.draft is '暂存: an application or a correction that has not been submitted';
create unique index draft_open on cases.draft (subject_id, person_id, item_code) where matter_id is null and corrects is null;
create unique index draft_correction on cases.draft (corrects) where matter_id is null and corrects is not null;
create index draft_person on cases.draft (person_id, updated_at desc) where matter_id is null;
create index draft_corrects on cases.draft (corrects) where corrects is not null;
create index draft_matter on cases.draft (matter_id) where matter_id is not null;
create index draft_expiry on cases.draft (expires_on);

create table cases.application (
  matter_id bigint primary key references kernel.matter,
  intake_key uuid unique,                                    -- the draft or the form it came from: once only
  item_code text not null,
  item_version integer not null,
  agency_id integer not null references identity.agency,
  level smallint not null check (level between 1 and 6),     -- 行使层级; 5 is a township
  case_type text not null check (case_type in ('instant', 'promised')),
  applicant_kind text not null check (applicant_kind in ('person', 'enterprise')),
  applicant_id bigint not null references identity.person,
  submitted_by bigint references identity.person,            -- the applicant, an agent, or the clerk at the window
  channel text not null check (channel in ('online', 'window', 'proxy')),
  answers jsonb not null default '{}',
  form_seq integer not null default 1,                       -- the entry of the ledger whose sealed part is the form
  uploads jsonb not null default '{}',
  wanted jsonb not null default '[]',                        -- the list told to the applicant, frozen at submission
  checklist jsonb not null default '{}',                     -- what the clerk found, by material
  review_region text,                                        -- township that examines first
  amount_fen bigint check (amount_fen >= 0),                 -- investment
  submitted_at timestamptz not null,
  submitted_on date not null generated always as ((submitted_at at time zone 'Asia/Shanghai')::date) stored,
  accepted_on date,                                          -- the legal day; a deemed acceptance counts from receipt
  accepted_at timestamptz,                                   -- when it was done, or noticed
  accepted_how text check (accepted_how in ('accepted', 'deemed')),
  statutory_workdays integer,                                -- what the law allowed for this one
  promised_workdays integer,
  decided_at timestamptz,
  outcome text check (outcome in ('granted', 'denied')),
  completed_at timestamptz,                                  -- decided, or ended after acceptance
  completed_on date generated always as ((completed_at at time zone 'Asia/Shanghai')::date) stored,
  handled_workdays integer check (handled_workdays >= 0),    -- from acceptance to decision, time that does not count excluded
  delivered_at timestamptz,
  check ((accepted_on is null) = (accepted_at is null) and (accepted_on is null) = (accepted_how is null)),
  check ((decided_at is null) = (outcome is null)),
  check (completed_at is null or accepted_on is not null)
);
comment on table cases.application is '办件: what is particular to an application for a service item';
create index application_submitted on cases.application (submitted_on, agency_id);
create index application_accepted on cases.application (accepted_on, agency_id) where accepted_on is not null;
create index application_completed on cases.application (completed_on, agency_id) where completed_on is not null;
create index application_waiting on cases.application (matter_id) where accepted_on is null;
create index application_open on cases.application (accepted_on) where accepted_on is not null and completed_on is null;
create index application_applicant on cases.application (applicant_id);
create index application_submitter on cases.application (submitted_by) where submitted_by is not null;
create index application_agency on cases.application (agency_id);

create table cases.document (
  id uuid primary key,
  matter_id bigint not null references kernel.matter,
  kind text not null check (kind in ('receipt', 'acceptance', 'correction-notice', 'refusal', 'not-needed-notice',
    'special-notice', 'extension-notice', 'decision', 'certificate')),
  number text not null,
  title text not null,
  file_id uuid references kernel.file,                       -- null: a paper that the register only names
  code text unique,                                          -- 75 random bits; whoever holds the paper can check it
  holder_masked text not null,                               -- the only name that the public check shows
  issued_at timestamptz not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),        -- last day; null: no end
  revoked_at timestamptz,
  revoked_why text,
  check ((revoked_at is null) = (revoked_why is null)),
  check ((file_id is null) = (code is null))
);
comment on table cases.document is '文书证照: every paper the city issued on an application';
create index document_matter on cases.document (matter_id, issued_at);
create index document_file on cases.document (file_id) where file_id is not null;
-- One of each, except corrections of what was issued: those revoke the earlier one first.
create unique index document_once on cases.document (matter_id, kind) where revoked_at is null and kind <> 'special-notice';

create table cases.consultation (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  item_code text,
  channel text not null check (channel in ('online', 'window', 'phone')),
  asked_by bigint references identity.person,                -- null: not asked for a name
  question_sealed bytea not null,
  answer_sealed bytea,
  asked_at timestamptz not null,
  asked_on date not null generated always as ((asked_at at time zone 'Asia/Shanghai')::date) stored,
  answered_at timestamptz,
  check ((answer_sealed is null) = (answered_at is null))
);
comment on table cases.consultation is '咨询: an enquiry and its answer';
create index consultation_asked on cases.consultation (asked_on, agency_id);
create index consultation_agency on cases.consultation (agency_id);
create index consultation_person on cases.consultation (asked_by, asked_at desc) where asked_by is not null;

grant select, insert, update on cases.draft, cases.application, cases.document, cases.consultation to mingtang_app;
grant delete on cases.draft to mingtang_app;
