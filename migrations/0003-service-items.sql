-- Service items. What an item says stands in the kernel's register `service-item`; here is what lists need of each
-- version, so that a page of a list reads narrow rows and not whole items with their forms.

create schema service_items;
grant usage on schema service_items to mingtang_app;
comment on schema service_items is '政务服务事项';

create table service_items.offer (
  code text not null,                          -- 实施编码, the key of the register
  version integer not null,
  valid_from date not null,
  valid_to date,                               -- inclusive last day; null: until replaced
  basic_code text not null,
  name text collate "zh-x-icu" not null,       -- lists are in the order of pinyin
  type_code text not null,
  type_name text not null,
  agency_id integer not null references identity.agency,
  agency_name text not null,
  region text not null references identity.region,
  level smallint not null check (level between 1 and 6),
  person_theme text,
  legal_theme text,
  targets integer[] not null,
  visits smallint not null check (visits >= 0),
  online boolean not null,
  township boolean not null,
  has_form boolean not null,
  flow jsonb not null,
  primary key (code, version),
  check (valid_to >= valid_from)
);
comment on table service_items.offer is 'One row for each version of an item that is or was in force on some day';
-- A version that another replaced on its first day was never in force and is not here: one version for each day.
create unique index offer_open on service_items.offer (code) where valid_to is null;
create unique index offer_begin on service_items.offer (code, valid_from);
create index offer_order on service_items.offer (has_form desc, name, code);
create index offer_region on service_items.offer (region, has_form desc, name, code);
create index offer_agency on service_items.offer (agency_id, has_form desc, name, code);
create index offer_basic_code on service_items.offer (basic_code);

grant select, insert, update, delete on service_items.offer to mingtang_app;
