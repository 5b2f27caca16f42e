-- The figures that a periodic duty tells, and the publication that was begun from them.

-- Every version stays: who said what, when. A period before the program knew the duty can have figures too, so that the
-- first periods have something to be compared with.
create table disclosure.duty_figures (
  obligation text not null,
  agency_id integer not null references identity.agency,
  period text not null,
  version integer not null check (version > 0),
  figures jsonb not null,                    -- [{indicator, unit, value}]; value is a decimal in words, or null
  note text not null,                        -- where they come from, or why they were changed
  saved_by bigint not null references identity.person,
  saved_at timestamptz not null,
  primary key (obligation, agency_id, period, version)
);

alter table disclosure.duty add column publication_id bigint references disclosure.publication;
create index duty_publication on disclosure.duty (publication_id) where publication_id is not null;

grant select, insert on disclosure.duty_figures to mingtang_app;
