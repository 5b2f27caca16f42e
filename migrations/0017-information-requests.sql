-- Information on request: requests, who asks (sealed, apart from what he asks), consultations, replies, letters, fees, and
-- what is made public because several asked. Envelope, clocks and history of each are the kernel's.

create schema information_requests;
grant usage on schema information_requests to mingtang_app;
comment on schema information_requests is '依申请公开';

-- Two more duties that a post can carry.
alter table identity.post drop constraint post_roles_check;
alter table identity.post add constraint post_roles_check check (
  cardinality(roles) > 0 and roles <@ array[
    'window-clerk', 'examiner', 'decider', 'deliverer', 'township-reviewer', 'item-manager', 'service-office', 'supervisor',
    'disclosure-officer', 'secrecy-reviewer', 'request-officer', 'legal-reviewer', 'liaison', 'editor', 'hotline-agent',
    'leader', 'proxy',
    'system-admin', 'security-admin', 'audit-admin']);

create table information_requests.request (
  matter_id bigint primary key references kernel.matter,
  intake_key uuid unique,                                    -- the form it came from: once only
  agency_id integer not null references identity.agency,
  channel text not null check (channel in ('web', 'counter', 'fax', 'signed-post', 'letter', 'oral')),
  applicant_kind text not null check (applicant_kind in ('natural', 'business', 'research', 'charity', 'legal', 'other')),
  subject text not null,                                     -- what the information is called
  wanted text not null,                                      -- description, document number, other marks to find it by
  medium text not null check (medium in ('paper', 'electronic', 'disc', 'other')),
  way text not null check (way in ('post', 'web', 'pickup', 'email', 'reading', 'fax')),
  suggests_publication boolean not null default false,
  tokens tsvector not null,                                  -- pairs of characters of subject and description
  marks bigint[] not null default '{}',                      -- requests that share one may be alike
  code_hash bytea not null check (length(code_hash) = 32),   -- of the code with which progress is asked for
  uploads uuid[] not null default '{}',
  submitted_at timestamptz not null,
  submitted_on date not null generated always as ((submitted_at at time zone 'Asia/Shanghai')::date) stored,
  arrived_on date,                                           -- letter, fax, signature of the post
  agency_confirmed_at timestamptz,
  applicant_confirmed_at timestamptz,
  received_on date,                                          -- R: the first day of receipt; counted in the report of its year
  counted_from date,                                         -- from when the reply period is counted now: R, corrected or paid
  extended_workdays integer check (extended_workdays between 1 and 20),
  same_as bigint references kernel.matter,                   -- an earlier request for the same, as staff found
  decision text check (decision in ('3.1', '3.2', '3.3.1', '3.3.2', '3.3.3', '3.3.4', '3.3.5', '3.3.6', '3.3.7', '3.3.8',
    '3.4.1', '3.4.2', '3.4.3', '3.5.1', '3.5.2', '3.5.3', '3.5.4', '3.5.5', '3.6.1', '3.6.2', '3.6.3')),
  decided_at timestamptz,                                    -- signed, or ended by the process
  concluded_on date,                                         -- the reply was sent, or the request ended: counted in the report of its year
  delivered_on date,
  delivered_how text check (delivered_how in ('post', 'web', 'pickup', 'email', 'reading', 'fax')),
  erased_at timestamptz,
  check ((decision is null) = (decided_at is null)),
  check (concluded_on is null or decision is not null),
  check (concluded_on >= received_on)
);
comment on table information_requests.request is '政府信息公开申请: what is particular to a request';
create index request_agency on information_requests.request (agency_id, matter_id desc);
create index request_received on information_requests.request (received_on, agency_id) where received_on is not null;
create index request_concluded on information_requests.request (concluded_on, agency_id) where concluded_on is not null;
create index request_open on information_requests.request (agency_id, received_on) where concluded_on is null;
create index request_tokens on information_requests.request using gin (tokens) with (fastupdate = off);
create index request_marks on information_requests.request using gin (marks) with (fastupdate = off);
create index request_same on information_requests.request (same_as) where same_as is not null;

-- Who asks: apart from what is asked, sealed.
create table information_requests.applicant (
  matter_id bigint primary key references information_requests.request,
  person_id bigint references identity.person,               -- signed in, or known at the counter; null: neither
  name_sealed bytea,
  name_lookup bytea,
  document_kind text not null check (document_kind in ('resident-id', 'passport', 'credit-code', 'other', 'none')),
  document_sealed bytea,
  document_lookup bytea,
  contact_sealed bytea,                                      -- telephone, address, e-mail, agent: JSON
  proof_file uuid references kernel.file,                    -- copy of the document
  check (name_sealed is null or document_kind = 'none' or document_sealed is not null)
);
comment on table information_requests.applicant is '申请人: identity and contact, apart from the request';
create index applicant_person on information_requests.applicant (person_id) where person_id is not null;
create index applicant_name on information_requests.applicant (name_lookup) where name_lookup is not null;
create index applicant_document on information_requests.applicant (document_lookup) where document_lookup is not null;
create index applicant_proof on information_requests.applicant (proof_file) where proof_file is not null;

-- A letter to a third party or another agency: a matter of its own under the request.
create table information_requests.opinion (
  matter_id bigint primary key references kernel.matter,
  request_id bigint not null references information_requests.request,
  whom text not null check (whom in ('third-party', 'agency')),
  addressee_sealed bytea,
  question_sealed bytea,
  sent_on date not null,
  received_on date,
  answered_on date,
  answer text check (answer in ('agrees', 'objects', 'partly', 'silent')),
  answer_sealed bytea,
  late_on date                                               -- an answer that came when its time was over
);
comment on table information_requests.opinion is '征求意见';
create index opinion_request on information_requests.opinion (request_id);

-- The reply as it is being drafted; fixed when it is signed.
create table information_requests.reply (
  matter_id bigint primary key references information_requests.request,
  decision text not null,
  facts_sealed bytea,                                        -- findings and reasons as written
  attachments uuid[] not null default '{}',                  -- what is given
  digest text not null,                                      -- of everything above: what is signed is what was reviewed
  drafted_by bigint not null references identity.person,
  drafted_at timestamptz not null,
  signed_at timestamptz
);
comment on table information_requests.reply is '答复';
create index reply_drafter on information_requests.reply (drafted_by);

create table information_requests.letter (
  id uuid primary key,
  matter_id bigint not null references kernel.matter,
  kind text not null check (kind in ('receipt', 'confirmation', 'correction-notice', 'opinion-letter', 'extension-notice',
    'reasons-notice', 'delay-notice', 'fee-notice', 'reply', 'ending-notice')),
  number text not null,
  title text not null,
  content_sealed bytea,                                      -- the words, for the page that says the same as the paper
  file_id uuid references kernel.file,
  code text unique,
  issued_at timestamptz not null
);
comment on table information_requests.letter is '文书: every letter on a request';
create index letter_matter on information_requests.letter (matter_id, issued_at);
create index letter_file on information_requests.letter (file_id) where file_id is not null;

create table information_requests.fee (
  matter_id bigint primary key references information_requests.request,
  agency_id integer not null references identity.agency,
  method text not null check (method in ('items', 'pages')),
  quantity integer not null check (quantity > 0),
  before integer not null default 0 check (before >= 0),     -- items of the same applicant in the same month before these
  amount_fen bigint not null check (amount_fen > 0),
  noticed_on date not null,
  notice_received_on date,
  due_on date,
  paid_on date,
  order_id uuid,                                             -- kernel.payment_order
  state text not null check (state in ('due', 'paid', 'lapsed', 'withdrawn', 'refund-due'))
);
comment on table information_requests.fee is '信息处理费';
create index fee_agency on information_requests.fee (agency_id, noticed_on);
create index fee_order on information_requests.fee (order_id) where order_id is not null;

-- 依申请转主动公开.
create table information_requests.conversion (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  topic text not null,
  applicants integer not null check (applicants >= 1),
  answer text,                                               -- what everybody may read
  url text,                                                  -- where it was published elsewhere
  published_on date
);
comment on table information_requests.conversion is '转主动公开: what several asked for';
create index conversion_agency on information_requests.conversion (agency_id);

create table information_requests.conversion_request (
  conversion_id bigint not null references information_requests.conversion,
  request_id bigint not null references information_requests.request,
  primary key (conversion_id, request_id)
);
create index conversion_request_request on information_requests.conversion_request (request_id);

-- Money. The port to a payment gateway is the kernel's, for every module: an order is written with the act that asks for
-- it, sent by a job, paid by a signed message, and compared with the gateway's list.
create table kernel.payment_order (
  id uuid primary key,
  gateway text not null,
  purpose text not null,                                     -- module and act, e.g. information-requests.fee
  matter_id bigint not null references kernel.matter,
  subject text not null,                                     -- what the payer reads; nothing personal
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('new', 'open', 'paid', 'closed', 'failed')),
  gateway_ref text,
  pay_url text,
  created_at timestamptz not null,
  expires_at timestamptz,
  paid_at timestamptz,
  tries integer not null default 0,
  error text,
  unique (gateway, gateway_ref),
  check ((state = 'paid') = (paid_at is not null))
);
comment on table kernel.payment_order is 'What was asked for through a payment gateway, and what came of it';
create index payment_order_matter on kernel.payment_order (matter_id);
create index payment_order_open on kernel.payment_order (created_at) where state in ('new', 'open');
create index payment_order_paid on kernel.payment_order (gateway, paid_at) where state = 'paid';

-- Every message that came in through a link, once.
create table kernel.link_message (
  link text not null,
  key text not null,                                         -- the sender's own number for it
  at timestamptz not null,
  digest text not null,                                      -- of its bytes: the same number with other words is refused
  outcome text not null,
  primary key (link, key)
);
comment on table kernel.link_message is 'Messages received from other systems, by their own number';

-- What reconciliation found and nobody has cleared up yet.
create table kernel.link_difference (
  id bigint generated always as identity primary key,
  link text not null,
  day date not null,
  ref text not null,
  kind text not null check (kind in ('missing-here', 'missing-there', 'amount', 'state')),
  here jsonb,
  there jsonb,
  found_at timestamptz not null,
  cleared_at timestamptz,
  unique (link, day, ref, kind)
);

-- A letter by the code printed on it: that there is one, and whose. Not what it says, nor to whom.
create function pub.pub_request_letter(p_code text)
returns table (kind text, number text, title text, agency_id integer, issued_at timestamptz)
language sql stable security definer set search_path = pg_catalog rows 1
begin atomic
  select l.kind, l.number, l.title, m.agency_id, l.issued_at
    from information_requests.letter l join kernel.matter m on m.id = l.matter_id
   where l.code = p_code;
end;

-- What was made public because several asked.
create view pub.pub_request_answer with (security_barrier) as
  select matter_id as id, agency_id, topic, answer, url, published_on
    from information_requests.conversion where published_on is not null;

-- What the figures are made of: requests by number, without anybody's name or words.
create view pub.pub_information_request with (security_barrier) as
  select m.number, r.agency_id, r.channel, r.applicant_kind, r.received_on, r.concluded_on, r.decision
    from information_requests.request r join kernel.matter m on m.id = r.matter_id
   where r.received_on is not null;

revoke execute on function pub.pub_request_letter from public;
grant execute on function pub.pub_request_letter to mingtang_public, mingtang_app;
grant select on pub.pub_request_answer, pub.pub_information_request to mingtang_public, mingtang_app;

grant select, insert, update on all tables in schema information_requests to mingtang_app;
grant delete on information_requests.conversion_request to mingtang_app;
grant select, insert, update on kernel.payment_order, kernel.link_message, kernel.link_difference to mingtang_app;
grant usage on all sequences in schema kernel to mingtang_app;
