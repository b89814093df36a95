-- The outbox: events are written here in the transaction that decided them, and leave from here.
-- A row is deleted once the broker has confirmed it, so the table holds only what is still to be sent.
create table outbox (
    id              bigint generated always as identity primary key,
    -- Rows of one aggregate share a partition; the holder of the partition's lease sends them in order of id.
    partition       smallint    not null,
    aggregate       text        not null,
    event_id        uuid        not null,
    type            text        not null,
    envelope        text        not null,
    created_at      timestamptz not null default holdfast_now(),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default '-infinity',
    last_error      text,
    -- Set when it can't be sent. It then holds back the later rows of its own aggregate only, until resumed.
    parked_at       timestamptz
);
create index outbox_in_order on outbox (partition, id);
create index outbox_parked on outbox (aggregate, id) where parked_at is not null;

create table outbox_lease (
    partition smallint    primary key,
    holder    text        not null,
    until     timestamptz not null
);

-- The inbox: which events this service has applied, written in the transaction of their effect.
create table inbox (
    event_id   uuid        primary key,
    applied_at timestamptz not null default holdfast_now()
);
create index inbox_by_age on inbox (applied_at);

-- Messages that could not be applied, however often they were tried: listed, and applied again on request.
create table inbox_parked (
    id        bigint generated always as identity primary key,
    event_id  uuid,
    type      text,
    body      bytea       not null,
    error     text        not null,
    parked_at timestamptz not null default holdfast_now()
);
