-- Run once as a superuser on an external PostgreSQL 15 or later:
--   psql -v password=… -v public_password=… -f deploy/database.sql
-- The program migrates as `mingtang`, the owner of the database, and then works as `mingtang_app`, which may append to
-- the ledger and never change it. Pages for everybody are read as `mingtang_public`, which sees published views only:
-- `mingtang_visitor` is a login that can be this role and no other (DATABASE_PUBLIC_URL).
create role mingtang login password :'password';
create role mingtang_app nologin;
create role mingtang_public nologin;
create role mingtang_visitor login password :'public_password' in role mingtang_public;
grant mingtang_app, mingtang_public to mingtang;
create database mingtang owner mingtang encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0;
revoke all on database mingtang from public;
grant connect on database mingtang to mingtang_visitor;
\connect mingtang
-- Nobody makes large objects: the program has none, and they belong to no schema that could be closed.
revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
