-- Run once as a superuser on an external PostgreSQL 15 or later:  psql -v password=… -f deploy/database.sql
-- The program migrates as `mingtang`, the owner of the database, and then works as `mingtang_app`, which may append to
-- the ledger and never change it.
create role mingtang login password :'password';
create role mingtang_app nologin;
grant mingtang_app to mingtang;
create database mingtang owner mingtang encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0;
revoke all on database mingtang from public;
