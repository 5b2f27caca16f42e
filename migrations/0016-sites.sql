-- Sites: what was published as a page, byte for byte. The register of pages is the truth; the files that a web server in
-- front serves are a copy of it, and what is found to differ is laid again from here.

create schema sites;
comment on schema sites is '站群: published pages, where articles stand, old addresses, alarms, counts of reading';
grant usage on schema sites to mingtang_app;

-- The matter in whose ledger stands what was published on a site.
create table sites.website (
  site text primary key,
  matter_id bigint not null unique references kernel.matter
);

-- One turn of publishing: all of its pages become public with its commit, and its entry in the ledger of the site says
-- which they are.
create table sites.batch (
  id bigint generated always as identity primary key,
  site text not null,
  matter_id bigint not null references kernel.matter,
  at timestamptz not null,
  cause text not null,
  pages integer not null check (pages >= 0),
  digest bytea not null,               -- over path, status, hash and size of each of its pages
  laid_at timestamptz                  -- when its files were written; null: not yet by anybody
);
create index batch_matter on sites.batch (matter_id);
create index batch_unlaid on sites.batch (id) where laid_at is null;

create table sites.page (
  path text primary key check (path ~ '^/' and path !~ '(^|/)\.\.?(/|$)'),
  site text not null,
  kind text not null,
  status smallint not null default 200 check (status in (200, 410)),
  media_type text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes integer not null,
  br bytea not null,                   -- its bytes, compressed: what it is restored from
  version integer not null,
  batch bigint not null references sites.batch,
  published_at timestamptz not null
);
create index page_batch on sites.page (batch);
create index page_site on sites.page (site, kind, path);

-- Every version of every page by its hash; append-only.
create table sites.page_version (
  path text not null,
  version integer not null,
  batch bigint not null references sites.batch,
  status smallint not null,            -- 0: taken away
  sha256 bytea,
  bytes integer not null,
  at timestamptz not null,
  primary key (path, version)
);
create index page_version_batch on sites.page_version (batch);
create trigger append_only before update or delete on sites.page_version for each row execute function kernel.refuse_change();

-- Where each publication stands, and what lists and the search need of it. What it says is read from its published views.
create table sites.article (
  ref text primary key check (ref ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,89}$'),
  index_number text not null unique,
  version integer not null,
  path text not null unique,
  title text not null,
  agency_id integer not null references identity.agency,
  site text not null,                  -- the site and column it belongs to first: its tags name them
  column_key text not null,
  published_at timestamptz not null,
  validity text not null check (validity in ('in-force', 'abolished', 'lapsed')),
  withdrawn boolean not null default false,
  text text not null,                  -- all of its words, attachments included: for searching and for snippets
  placed_at timestamptz not null
);
create index article_agency on sites.article (agency_id, published_at desc);
create index article_site on sites.article (site, column_key);

create table sites.placement (
  site text not null,
  column_key text not null,
  ref text not null references sites.article on delete cascade,
  published_at timestamptz not null,
  primary key (site, column_key, ref)
);
create index placement_order on sites.placement (site, column_key, published_at desc, ref desc);
create index placement_ref on sites.placement (ref);

-- Links that lead away from the city's own pages, each only because a published page has it.
create table sites.foreign_link (
  url text not null,
  ref text not null references sites.article on delete cascade,
  title text not null default '',
  checked_at timestamptz,
  fault text,
  primary key (url, ref)
);
create index foreign_link_ref on sites.foreign_link (ref);

create table sites.redirect (
  old_path text primary key check (old_path ~ '^/'),
  new_path text not null check (new_path ~ '^/'),
  source text not null,
  since timestamptz not null
);

-- A published file that was not what it should be.
create table sites.alarm (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  path text not null,
  file text not null,
  fault text not null check (fault in ('changed', 'missing', 'added', 'register')),
  expected bytea,
  found bytea,
  restored_at timestamptz,
  incident_id bigint references kernel.matter
);
create index alarm_at on sites.alarm (at desc);
create index alarm_incident on sites.alarm (incident_id) where incident_id is not null;

create table sites.reading (
  ref text not null references sites.article on delete cascade,
  on_day date not null,
  times integer not null check (times > 0),
  primary key (ref, on_day)
);

-- One look at a site against the score card of inspections.
create table sites.health (
  id bigint generated always as identity primary key,
  site text not null,
  at timestamptz not null,
  passed boolean not null,
  score numeric(5, 2),
  result jsonb not null
);
create index health_site on sites.health (site, at desc);

-- The duty to keep a column fresh: one matter for each column that has a rule.
create table sites.column_duty (
  site text not null,
  column_key text not null,
  matter_id bigint not null unique references kernel.matter,
  primary key (site, column_key)
);

-- Published views.

create view pub.pub_page as
  select path, site, kind, status, media_type, sha256, bytes, br, version, batch, published_at from sites.page;
create view pub.pub_page_version as
  select path, version, batch, status, sha256, bytes, at from sites.page_version;
create view pub.pub_page_batch as select id, site, at, pages, digest from sites.batch;
create view pub.pub_article as
  select ref, index_number, version, path, title, agency_id, site, column_key, published_at, validity, withdrawn, text
    from sites.article;
create view pub.pub_placement as select site, column_key, ref, published_at from sites.placement;
create view pub.pub_foreign_link as select url, ref from sites.foreign_link;
create view pub.pub_redirect as select old_path, new_path from sites.redirect;
create view pub.pub_reading as select ref, on_day, times from sites.reading;
create view pub.pub_column_duty with (security_barrier) as
  select d.site, d.column_key, m.number, m.due_on from sites.column_duty d join kernel.matter m on m.id = d.matter_id;

create or replace view pub.pub_register_entry with (security_barrier) as
  select register, key, version, valid_from, valid_to, value, source, null::bigint as changed_by, changed_at
    from kernel.register_entry
   where register in ('service-item', 'hall-facility', 'published-calendar', 'catalogue-node', 'disclosure-guide', 'site',
                      'site-column');

grant select on pub.pub_page, pub.pub_page_version, pub.pub_page_batch, pub.pub_article, pub.pub_placement, pub.pub_foreign_link, pub.pub_redirect,
  pub.pub_reading, pub.pub_column_duty to mingtang_public, mingtang_app;

grant select, insert on all tables in schema sites to mingtang_app;
grant update (laid_at) on sites.batch to mingtang_app;
grant update, delete on sites.page, sites.article, sites.placement, sites.foreign_link, sites.redirect, sites.reading
  to mingtang_app;
grant update (restored_at, incident_id) on sites.alarm to mingtang_app;
grant delete on sites.health to mingtang_app;
grant usage on all sequences in schema sites to mingtang_app;
