-- Supervision: cards about matters that ran late.

create schema supervision;
grant usage on schema supervision to mingtang_app;
comment on schema supervision is '电子监察·督查';

create table supervision.card (
  matter_id bigint primary key references kernel.matter,
  late_matter_id bigint not null references kernel.matter,
  clock text not null,
  due_on date,
  unique (late_matter_id, clock) -- one card for each limit that was missed
);

grant select, insert on supervision.card to mingtang_app;
