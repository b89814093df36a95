-- The outbox: events are written here in the transaction that decided them, and leave from here.
-- A row is deleted once the broker has confirmed it, so the table holds only what is still to be sent.
-- Events of one transaction that share partition and type share a row, up to a limit. A row of several events is
-- divided into rows of one as soon as one of them is in trouble, so everything about trouble is told of single events.
create table outbox (
    -- Rows of one aggregate share a partition; the holder of the partition's lease sends them in order of id.
    partition       smallint    not null,
    -- The gap is for the rows that a row may be divided into: they keep its place.
    id              bigint      not null generated always as identity (increment by 128),
    type            text        not null,
    -- Both null for a row of several events.
    aggregate       text,
    event_id        uuid,
    -- One envelope in JSON, or an array of them in their order.
    envelope        text        not null,
    created_at      timestamptz not null default holdfast_now(),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default '-infinity',
    last_error      text,
    -- Set when it can't be sent. It then holds back the later rows of its own aggregate only, until resumed.
    parked_at       timestamptz,
    -- The one index to find due rows by. With one on id alone the planner could choose to walk over all
    -- partitions to find the rows of an empty one.
    primary key (partition, id),
    check (attempts = 0 or event_id is not null),
    check ((aggregate is null) = (event_id is null))
);
-- A row of many events is long enough to be compressed, in the transaction of those who write: by the fast method, where
-- the server was built with it.
do $$ begin
    alter table outbox alter column envelope set compression lz4;
exception when feature_not_supported then null;
end $$;
-- Rows that failed at least once: the only ones that can hold others back.
create index outbox_failed on outbox (partition, aggregate, id) where attempts > 0;
create index outbox_parked on outbox (id) where parked_at is not null;
-- Every row is inserted and soon deleted, so the table is mostly dead rows unless it is cleaned early.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
    autovacuum_vacuum_insert_threshold = -1);

-- Who relays which partition, and until when. A lease that ran out may be taken by anybody.
create table outbox_lease (
    partition smallint    primary key,
    holder    text        not null,
    until     timestamptz not null
);
insert into outbox_lease (partition, holder, until) select p, '', '-infinity' from generate_series(0, 15) as p;

-- The relays that are alive: they share out the partitions by their number.
create table outbox_relay (
    name  text        primary key,
    until timestamptz not null
);

-- The statements that are repeated all day are functions, because only a function can carry planner settings:
-- a plan that was cached while the table was empty would otherwise read all of it for every batch of a backlog.

-- The next rows that a relay may send: of the partitions that it holds, unless an earlier row of the aggregate waits.
-- Rows of several events are returned with "beside_failed" where the partition has rows that may hold some of them back.
create function outbox_due(relay text, per_partition integer, at_most integer)
    returns table (partition smallint, id bigint, event_id uuid, type text, envelope text, attempts integer, beside_failed boolean)
    language sql stable
    set enable_seqscan = off
    set enable_bitmapscan = off
    as $$
        with clock as materialized (select holdfast_now() as now),
        mine as materialized (
            select l.partition, clock.now, exists (
                select from outbox f where f.attempts > 0 and f.partition = l.partition) as failed
            from clock join outbox_lease l on l.holder = relay and l.until > clock.now)
        select due.partition, due.id, due.event_id, due.type, due.envelope, due.attempts, mine.failed
        from mine
        cross join lateral (
            select o.partition, o.id, o.event_id, o.type, o.envelope, o.attempts
            from outbox o
            where o.partition = mine.partition and o.parked_at is null and o.next_attempt_at <= mine.now
                and (not mine.failed or o.event_id is null or (
                    select h.id from outbox h
                    where h.attempts > 0 and h.partition = o.partition and h.aggregate = o.aggregate and h.id < o.id
                        and (h.parked_at is not null or h.next_attempt_at > mine.now)
                    limit 1) is null)
            order by o.id
            limit per_partition) as due
        order by due.id
        limit at_most
    $$;

create function outbox_sent(partitions smallint[], ids bigint[]) returns void
    language sql
    set enable_seqscan = off
    set enable_bitmapscan = off
    as $$
        delete from outbox o using unnest(partitions, ids) as sent (partition, id)
        where o.partition = sent.partition and o.id = sent.id
    $$;

-- How many rows can't be sent.
create function outbox_parked() returns float8
    language sql stable
    set enable_seqscan = off
    as $$
        select count(*)::float8 from outbox where parked_at is not null
    $$;

-- The inbox: which events this service has applied, written in the transaction of their effect.
create table inbox (
    event_id   uuid        primary key,
    applied_at timestamptz not null default holdfast_now()
);
create index inbox_by_age on inbox (applied_at);

-- Messages that could not be applied, however often they were tried: listed, and applied again on request.
create table inbox_parked (
    id        bigint generated always as identity primary key,
    -- Null when the message could not even be read. A message that is delivered again is parked once.
    event_id  uuid        unique,
    type      text,
    body      bytea       not null,
    error     text        not null,
    parked_at timestamptz not null default holdfast_now()
);
