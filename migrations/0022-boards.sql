-- Boards: what is published, on paper and on screens. The lists of boards, of rules for them and of playlists are registers
-- (`disclosure-board`, `board-rule`, `screen-playlist`); here is what happens to them.

create schema boards;
comment on schema boards is '公开栏与展示: postings on boards, prints handed out, terminals and what they have shown';
grant usage on schema boards to mingtang_app;

-- One sheet on one board: the matter says where it is on its way, this says what it shows.
create table boards.posting (
  matter_id bigint primary key references kernel.matter,
  board text not null,                       -- key in the register `disclosure-board`
  agency_id integer not null references identity.agency,
  region text not null references identity.region,
  board_kind text not null check (board_kind in ('government', 'village', 'service')),
  topic text not null,
  period text check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  paper text not null check (paper in ('a3', 'a4')),
  sheet jsonb not null,                      -- the words as they are printed
  sheet_hash bytea not null check (octet_length(sheet_hash) = 32),
  copies integer check (copies > 0),
  posted_on date,
  expires_on date,
  photo uuid references kernel.file,
  photo_taken_at timestamptz,                -- as the camera says; place and device are cut off
  replaces bigint references boards.posting,
  ended_on date,
  ended_how text check (ended_how in ('replaced', 'removed', 'cancelled')),
  check ((posted_on is null) = (photo is null)),
  check ((ended_on is null) = (ended_how is null))
);
create index posting_board on boards.posting (board, matter_id desc);
create index posting_agency on boards.posting (agency_id, matter_id desc);
create index posting_posted on boards.posting (posted_on desc) where posted_on is not null;
create index posting_replaces on boards.posting (replaces) where replaces is not null;
create index posting_photo on boards.posting (photo) where photo is not null;

-- What a sheet shows of that which stands in public, in which version.
create table boards.posting_item (
  matter_id bigint not null references boards.posting,
  index_number text not null,
  version integer not null,
  title text not null,
  primary key (matter_id, index_number)
);
create index posting_item_index on boards.posting_item (index_number);

-- What a board owes for one period: the village's accounts of a month, a township's own list.
create table boards.duty (
  matter_id bigint primary key references kernel.matter,
  rule text not null,
  board text not null,
  topic text not null,
  period text not null,
  posting_id bigint references boards.posting,
  unique (rule, board, period)
);
create index duty_posting on boards.duty (posting_id) where posting_id is not null;

-- 政策宣讲、明白卡、广播: one campaign is a matter.
create table boards.campaign (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  audience text not null,
  plan text not null,
  sources jsonb not null,                    -- what it tells, as references to what is published
  planned_until date not null,
  feedback text
);
create index campaign_agency on boards.campaign (agency_id, matter_id desc);

create table boards.print_run (
  id bigint generated always as identity primary key,
  matter_id bigint not null references boards.campaign,
  form text not null check (form in ('slides', 'script', 'card', 'booklet', 'panel')),
  copies integer not null check (copies > 0),
  printed_on date not null,
  note text not null,
  entered_by bigint not null,
  entered_at timestamptz not null
);
create index print_run_matter on boards.print_run (matter_id, id);

create table boards.distribution (
  id bigint generated always as identity primary key,
  matter_id bigint not null references boards.campaign,
  form text not null check (form in ('slides', 'script', 'card', 'booklet', 'panel')),
  place text not null,
  on_day date not null,
  copies integer not null check (copies >= 0),  -- 0: shown or read out, nothing handed over
  receiver text not null,                       -- an organisation or a group of people, never a person
  entered_by bigint not null,
  entered_at timestamptz not null
);
create index distribution_matter on boards.distribution (matter_id, id);
create index distribution_day on boards.distribution (on_day desc, id desc);

-- Kiosks, panels and LED screens: each signs what it says with a key that never leaves it.
create table boards.terminal (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  name text not null,
  place text not null,
  kind text not null check (kind in ('kiosk', 'display', 'led')),
  columns integer not null default 24 check (columns between 4 and 200),   -- characters in a line of an LED screen
  lines integer not null default 4 check (lines between 1 and 40),
  playlist text,
  enrol_hash bytea,                          -- of the code by which it is enrolled, while that is open
  enrol_until timestamptz,
  public_key bytea,                          -- SPKI, ECDSA P-256
  key_id bytea unique check (octet_length(key_id) = 32),
  enrolled_at timestamptz,
  revoked_at timestamptz,
  last_seen_at timestamptz,
  shown_version text,
  held integer not null default 0            -- reports it had not sent yet when it was last heard
);
create index terminal_agency on boards.terminal (agency_id, matter_id);
create unique index terminal_enrol on boards.terminal (enrol_hash) where enrol_hash is not null;
create index terminal_seen on boards.terminal (last_seen_at) where enrolled_at is not null and revoked_at is null;

-- What was shown, and what was asked of a kiosk: never by whom.
create table boards.shown (
  terminal_id bigint not null references boards.terminal,
  id uuid not null,                          -- given by the terminal, so that the same report counts once
  kind text not null check (kind in ('play', 'open', 'ask', 'reset')),
  ref text not null,
  at timestamptz not null,
  seconds integer not null check (seconds between 0 and 86400),
  received_at timestamptz not null,
  primary key (terminal_id, id)
);
create index shown_at on boards.shown (terminal_id, at desc);
create index shown_received on boards.shown (received_at);

-- Kept when the single reports are gone.
create table boards.shown_day (
  terminal_id bigint not null references boards.terminal,
  on_day date not null,
  kind text not null,
  ref text not null,
  times integer not null check (times > 0),
  seconds bigint not null,
  primary key (terminal_id, on_day, kind, ref)
);

-- 应急插播: on every screen of the agencies below, until then.
create table boards.interruption (
  matter_id bigint primary key references kernel.matter,
  agency_id integer not null references identity.agency,
  words text not null,
  until timestamptz not null,
  ended_at timestamptz
);
create index interruption_open on boards.interruption (agency_id) where ended_at is null;

-- Published: that something hangs on a board, for the counts by target (M-045).
create view pub.pub_board_posting with (security_barrier) as
  select p.matter_id, p.board, p.agency_id, p.region, p.board_kind, p.topic, p.posted_on, p.ended_on,
         greatest((select count(*) from boards.posting_item i where i.matter_id = p.matter_id), 1)::int as items
    from boards.posting p where p.posted_on is not null;
grant select on pub.pub_board_posting to mingtang_public, mingtang_app;

grant select, insert on all tables in schema boards to mingtang_app;
grant update on boards.posting, boards.duty, boards.campaign, boards.terminal, boards.shown_day, boards.interruption to mingtang_app;
grant delete on boards.shown to mingtang_app;
grant usage on all sequences in schema boards to mingtang_app;
