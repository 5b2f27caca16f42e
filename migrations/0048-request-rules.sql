-- What the city or an agency proposes to change of its rules for requests: the tables of the fee, or its own settings. It
-- comes into force only when somebody else has approved it; then it is a version of its register.
create table information_requests.rule_change (
  matter_id bigint primary key references kernel.matter,
  register text not null check (register in ('information-fee-table', 'information-request-settings')),
  key text not null,                                         -- `national`, `city` or the number of an agency
  valid_from date not null,
  value jsonb not null,
  source text not null check (source <> ''),                 -- the document it follows, or why
  seen_version int not null check (seen_version >= 0),       -- what it was written against; 0: there was none
  decided_on date,                                           -- approved, declined or taken back
  version int                                                -- the version of the register that it became
);
comment on table information_requests.rule_change is '规则变更: proposed by one, approved by another';
-- One at a time, so that nobody approves what another change has overtaken.
create unique index rule_change_open on information_requests.rule_change (register, key) where decided_on is null;

grant select, insert, update on information_requests.rule_change to mingtang_app;
