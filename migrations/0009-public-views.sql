-- What anybody may read. Pages for everybody are served by connections of mingtang_public, which sees the views of the
-- schema `pub` and nothing else: no table, no sequence, no other function. A name is masked here, not in the program; a
-- table that nobody thought of is out of sight.
--
-- A view that leaves rows out or changes what a column says is a security_barrier, so that no condition of the reader's
-- own is asked of what he may not see. A view of a table that is public as a whole is none: there is nothing to hide, and
-- its indexes serve.

do $$
begin
  if not exists (select from pg_roles where rolname = 'mingtang_public') then
    begin
      create role mingtang_public nologin;
    exception when insufficient_privilege then
      raise exception 'the role mingtang_public is missing; as a superuser: create role mingtang_public nologin; grant mingtang_public to %', current_user;
    end;
  end if;
  if not pg_has_role(current_user, 'mingtang_public', 'member') then
    execute format('grant mingtang_public to %I', current_user);
  end if;
  -- Nobody but the owner makes tables of his own here, temporary ones included.
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant connect on database %I to mingtang_public', current_database());
end $$;

-- Large objects belong to nobody's schema and everybody may make them; the program has none. On a PostgreSQL that somebody
-- else administers, deploy/database.sql does the same.
do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
  end if;
end $$;

-- PostgreSQL lets everybody call every function, those that act with the owner's rights included, once he can name it.
do $$
declare
  own text;
begin
  for own in select nspname from pg_namespace
    where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^pg_' and nspname <> 'information_schema'
  loop
    execute format('revoke execute on all functions in schema %I from public', own);
    execute format('grant execute on all functions in schema %I to mingtang_app', own);
  end loop;
end $$;
alter default privileges revoke execute on functions from public;
alter default privileges grant execute on functions to mingtang_app;

create schema pub;
comment on schema pub is '公开: everything that anybody may read, and all that the public role can see';
grant usage on schema pub to mingtang_public, mingtang_app;

-- Regions and agencies.

create view pub.pub_region with (security_barrier) as
  select code, name, kind, parent, level from identity.region where abolished_on is null;

create view pub.pub_agency with (security_barrier) as
  select id, key, name, short_name, kind, line, uscc, region, parent_id, oversees_id, address, phone
    from identity.agency where closed_on is null;

-- Who does the work of openness, by surname: how many they are is a figure, and a figure is its rows.
create view pub.pub_post_holder with (security_barrier) as
  select a.person_id as holder,
         case
           when char_length(h.name) < 2 then repeat('*', char_length(h.name))
           when char_length(h.name) = 2 then left(h.name, 1) || '*'
           else left(h.name, 1) || repeat('*', char_length(h.name) - 2) || right(h.name, 1)
         end as name_masked,
         g.short_name as agency_name, p.title as post, p.agency_id, r.role, a.from_on, a.until_on
    from identity.appointment a
    join identity.post p on p.id = a.post_id
    join identity.person h on h.id = a.person_id
    join identity.agency g on g.id = p.agency_id
   cross join unnest(p.roles) as r(role)
   where r.role in ('liaison', 'disclosure-officer', 'hotline-agent');

-- Registers that are public by law: items with every version, those to come included, and what a hall has.
create view pub.pub_register_entry with (security_barrier) as
  select register, key, version, valid_from, valid_to, value, source, null::bigint as changed_by, changed_at
    from kernel.register_entry where register in ('service-item', 'hall-facility', 'published-calendar');

create view pub.pub_offer as
  select code, version, valid_from, valid_to, basic_code, name, type_code, type_name, agency_id, agency_name, region,
         level, person_theme, legal_theme, targets, visits, online, township, has_form, flow
    from service_items.offer;

comment on table kernel.search_document is
  'What the public search finds: nothing is put here that was not published. An index for staff would be another table';
create view pub.pub_search_document as
  select kind, ref, title, url, summary, agency_id, region, published_on, weight, facets, tokens
    from kernel.search_document;

-- Cases by number, without anybody's name: what the figures are made of. The outer join is one to one; written so, the
-- planner leaves it away where only the numbers are counted.
create view pub.pub_application with (security_barrier) as
  select m.number, m.title, a.item_code, a.agency_id, a.level, a.case_type, a.amount_fen,
         a.submitted_on, a.accepted_on, a.completed_on,
         a.decided_at is not null as decided, a.outcome = 'granted' as granted,
         (a.decided_at at time zone 'Asia/Shanghai')::date as decided_on,
         a.statutory_workdays, a.handled_workdays,
         round((extract(epoch from a.accepted_at - a.submitted_at) / 3600)::numeric, 2) as acceptance_hours
    from cases.application a left join kernel.matter m on m.id = a.matter_id;

create view pub.pub_consultation with (security_barrier) as
  select m.number, m.title, c.agency_id, c.item_code, c.asked_on
    from cases.consultation c left join kernel.matter m on m.id = c.matter_id;

-- Finished applications that somebody could rate.
create view pub.pub_ratable with (security_barrier) as
  select number, title, agency_id, (closed_at at time zone 'Asia/Shanghai')::date as closed_on
    from kernel.matter
   where kind = 'service-application' and state = 'done' and subject_id is not null and closed_at is not null;

-- Who rated stays unknown to those who are rated: a rating is shown under a number of its own, drawn by lot, never under
-- that of the case.
alter table hall.rating add column ref uuid not null default gen_random_uuid();
create view pub.pub_rating with (security_barrier) as
  select r.ref, m.title, r.agency_id, r.level >= 3 as satisfied, r.rated_on,
         case when m.kind = 'service-application' and m.state = 'done'
           then (m.closed_at at time zone 'Asia/Shanghai')::date end as closed_on
    from hall.rating r left join kernel.matter m on m.id = r.matter_id
   where r.excluded_at is null;

create view pub.pub_call_back with (security_barrier) as
  select c.id, m.title, c.agency_id, c.called_on, c.result, c.complaint
    from hall.call_back c left join kernel.matter m on m.id = c.matter_id;

-- The board in the hall: the last to be finished, and no more of them than it shows.
create view pub.pub_board with (security_barrier) as
  select number, title, (closed_at at time zone 'Asia/Shanghai')::date as finished_on,
         row_number() over (order by closed_at desc) as place
    from kernel.matter
   where kind = 'service-application' and closed_at is not null
   order by closed_at desc limit 20;

-- A paper by the code that is printed on it: 75 random bits, so whoever has the code has the paper. There is no way to
-- list papers, and an unknown code is answered with nothing.
create function pub.pub_document(p_code text)
returns table (kind text, number text, title text, item_name text, agency_id integer, holder_masked text, issued_at timestamptz,
  valid_from date, valid_until date, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog rows 1
begin atomic
  select d.kind, d.number, d.title, m.title, m.agency_id, d.holder_masked, d.issued_at, d.valid_from, d.valid_until, d.revoked_at
    from cases.document d join kernel.matter m on m.id = d.matter_id
   where d.code = p_code;
end;

-- The log of the ledger: made to be public. Which entry a leaf is of is not.
create view pub.pub_log as select id, origin, suite, vkey, started_at, reason from kernel.log;
create view pub.pub_log_leaf as select log, index, hash from kernel.log_leaf;
create view pub.pub_log_node as select log, level, index, hash from kernel.log_node;
create view pub.pub_log_checkpoint as
  select log, size, root, note, at, cluster, upto_xid, upto_matter, upto_seq from kernel.log_checkpoint;
create view pub.pub_log_cosignature as select log, size, witness, line, at from kernel.log_cosignature;
create view pub.pub_log_trouble with (security_barrier) as select value from kernel.setting where key = 'log.trouble';

-- One by one: a view that is added later and not granted is not seen.
grant select on pub.pub_region, pub.pub_agency, pub.pub_post_holder, pub.pub_register_entry, pub.pub_offer,
  pub.pub_search_document, pub.pub_application, pub.pub_consultation, pub.pub_ratable, pub.pub_rating, pub.pub_call_back,
  pub.pub_board, pub.pub_log, pub.pub_log_leaf, pub.pub_log_node, pub.pub_log_checkpoint, pub.pub_log_cosignature,
  pub.pub_log_trouble to mingtang_public, mingtang_app;
grant execute on function pub.pub_document(text) to mingtang_public, mingtang_app;
