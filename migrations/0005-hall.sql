-- The hall: what people think of the service they got, and the calls made afterwards.

create schema hall;
grant usage on schema hall to mingtang_app;
comment on schema hall is '大厅·评价·基层';

create table hall.rating (
  matter_id bigint primary key references kernel.matter, -- one rating for one finished matter
  agency_id integer not null,
  level smallint not null check (level between 1 and 5),
  tags text[] not null default '{}',
  comment text,
  channel text not null check (channel in ('online', 'window-device', 'phone')),
  -- A rating found mistaken or malicious leaves numerator and denominator alike; the row stays.
  excluded_at timestamptz,
  excluded_reason text,
  rated_on date not null,
  rated_at timestamptz not null,
  check ((excluded_at is null) = (excluded_reason is null))
);
comment on table hall.rating is '好差评: five levels, 1 and 2 are 差评';
create index rating_agency on hall.rating (agency_id, rated_on);

create table hall.call_back (
  id bigint generated always as identity primary key,
  matter_id bigint not null references kernel.matter,
  agency_id integer not null,
  called_by bigint not null,
  called_on date not null,
  called_at timestamptz not null,
  result text not null check (result in ('satisfied', 'dissatisfied', 'not-reached')),
  complaint boolean not null,
  note text
);
comment on table hall.call_back is '电话回访';
create index call_back_matter on hall.call_back (matter_id);
create index call_back_agency on hall.call_back (agency_id, called_on);

grant select, insert on hall.rating, hall.call_back to mingtang_app;
grant update (excluded_at, excluded_reason) on hall.rating to mingtang_app;
grant usage on all sequences in schema hall to mingtang_app;
