-- Art. 15: what would harm a third party is told only if he agrees, or if not telling it would harm the public interest
-- gravely. Each asking is a matter below its publication: who was asked what, what came back, what was decided.
create table disclosure.consent (
  matter_id bigint primary key references kernel.matter,
  publication_id bigint not null references disclosure.publication,
  interest text not null check (interest in ('trade-secret', 'privacy')),
  addressee_sealed bytea,                    -- whom; null when it was erased
  about_sealed bytea,                        -- what of him would be told
  asked_hash bytea not null,                 -- the text as it stood when he was asked
  answer_days integer not null check (answer_days between 5 and 60),
  sent_on date not null,
  received_on date check (received_on >= sent_on),
  received_how text,
  answer text check (answer in ('agrees', 'partly', 'objects', 'silent')),
  answered_on date check (answered_on >= sent_on),
  answer_sealed bytea,
  decision text check (decision in ('override', 'respect')),
  decided_on date,
  decided_by bigint references identity.person,
  decided_hash bytea,                        -- the text as it stood then: it has to become another where he is respected
  reason_sealed bytea,
  told_on date check (told_on >= decided_on),
  told_how text,
  check ((received_on is null) = (received_how is null)),
  check ((decision is null) = (decided_on is null)),
  check (told_on is null or decision = 'override'),
  check ((told_on is null) = (told_how is null))
);
create index consent_publication on disclosure.consent (publication_id, matter_id);
create index consent_decided_by on disclosure.consent (decided_by) where decided_by is not null;

create table disclosure.consent_letter (
  id uuid primary key,
  matter_id bigint not null references disclosure.consent,
  kind text not null check (kind in ('asking', 'decision')),
  number text not null unique,
  title text not null,
  file_id uuid references kernel.file,
  code text unique,
  issued_at timestamptz not null
);
create index consent_letter_matter on disclosure.consent_letter (matter_id);
create index consent_letter_file on disclosure.consent_letter (file_id) where file_id is not null;

-- Who holds the paper can check it, and learns nothing that he does not hold.
create function pub.pub_consent_letter(p_code text)
returns table (number text, title text, agency_id integer, issued_at timestamptz)
language sql stable security definer set search_path = pg_catalog rows 1
begin atomic
  select l.number, l.title, m.agency_id, l.issued_at
    from disclosure.consent_letter l join kernel.matter m on m.id = l.matter_id
   where l.code = p_code;
end;
revoke execute on function pub.pub_consent_letter from public;
grant execute on function pub.pub_consent_letter to mingtang_public, mingtang_app;

grant select, insert, update on disclosure.consent, disclosure.consent_letter to mingtang_app;
