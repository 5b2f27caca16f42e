-- Signing in: the second factor, sessions that wait for it, names that nobody has, allowances against too many requests.

alter table identity.credential
  add column totp_since timestamptz,
  add column totp_step bigint,                   -- the last time step whose code was taken: no code is taken twice
  add column totp_offered bytea,                 -- sealed: a key that was shown and is not confirmed yet
  add column password_given_by bigint references identity.person, -- until the person chooses his own
  add column factor_reset_by bigint references identity.person,   -- until the person sets it up again
  add constraint totp_whole check ((totp_sealed is null) = (totp_since is null));
comment on column identity.credential.totp_sealed is 'Second factor: the key of time-based codes, sealed; null until confirmed';
create index credential_password_given_by on identity.credential (password_given_by) where password_given_by is not null;
create index credential_factor_reset_by on identity.credential (factor_reset_by) where factor_reset_by is not null;

create table identity.recovery_code (
  person_id bigint not null references identity.person,
  code_hash bytea not null check (length(code_hash) = 32), -- SHA-256; a code has 79 random bits
  primary key (person_id, code_hash)
);
comment on table identity.recovery_code is 'Each stands in for one code of the second factor, once; a used one is gone';

alter table identity.session
  add column factor_at timestamptz;              -- when the second factor was shown in this session
comment on column identity.session.factor_at is 'While null, a person with a second factor can do nothing with the session but show it';

-- What is only counted may be lost when PostgreSQL crashes: unlogged.
create unlogged table identity.failed_name (
  name_hash bytea primary key,                   -- keyed hash of a typed name that nobody has
  failed_at timestamptz[] not null,
  last_at timestamptz not null
);
comment on table identity.failed_name is 'Wrong sign-ins under names that nobody has: paused like any other name';
create index failed_name_last on identity.failed_name (last_at);

create unlogged table kernel.allowance (
  key bytea primary key,                         -- keyed hash of the allowance and of whom it is counted for
  free_at timestamptz not null                   -- when everything taken so far has grown back
) with (fillfactor = 70);
comment on table kernel.allowance is 'How often one address or person may do a thing: what was taken and has not grown back yet';
create index allowance_free on kernel.allowance (free_at);

grant select, insert, delete on identity.recovery_code to mingtang_app;
grant select, insert, update, delete on identity.failed_name, kernel.allowance to mingtang_app;
