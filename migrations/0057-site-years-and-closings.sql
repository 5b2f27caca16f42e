-- 网站年度工作报表: what a site says of its year, published by the end of January and fixed from then on.
create table sites.year_table (
  matter_id bigint primary key references kernel.matter,
  site text not null,
  agency_id integer not null references identity.agency,
  year integer not null check (year between 2000 and 2200),
  entered jsonb not null default '{}',   -- what no program can count, by the keys of the table
  figures jsonb,                         -- the whole table as it was published
  published_at timestamptz,
  unique (site, year),
  check ((figures is null) = (published_at is null))
);
create index year_table_agency on sites.year_table (agency_id);
create view pub.pub_site_year with (security_barrier) as
  select site, agency_id, year, figures, published_at from sites.year_table where published_at is not null;

-- 临时关停: a site that is not shown for a while. It comes back by its time, whoever is at work.
create table sites.closing (
  matter_id bigint primary key references kernel.matter,
  site text not null,
  agency_id integer not null references identity.agency,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  reason text not null,                  -- for whoever approves
  notice text not null,                  -- for visitors
  proposed_by bigint references identity.person,
  approved_by bigint references identity.person,
  approved_at timestamptz,
  begun_at timestamptz,
  ended_at timestamptz,
  dropped boolean not null default false -- refused or taken back
);
create index closing_site on sites.closing (site, from_at);
create index closing_agency on sites.closing (agency_id, matter_id desc);
create index closing_proposed on sites.closing (proposed_by);
create index closing_approved on sites.closing (approved_by);
create view pub.pub_site_closing with (security_barrier) as
  select site, from_at, until_at, notice, ended_at from sites.closing where approved_at is not null and not dropped;

grant select on pub.pub_site_year, pub.pub_site_closing to mingtang_public, mingtang_app;
grant select, insert, update on sites.year_table, sites.closing to mingtang_app;
