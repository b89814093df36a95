-- What channels were told: the newest sellable quantities, who listens, and what reached them.
-- Whoever needs several of these rows locks them in this order: positions, told, lanes; each by its key.

-- The stream of each channel: the last position given in it. The row is locked by whoever gives positions until that is
-- committed, so positions become visible in their order, and a reader that knows one has missed nothing before it.
-- Positions may have gaps.
create table stream_position (
    merchant text   not null,
    channel  text   not null,
    position bigint not null,
    primary key (merchant, channel)
);

-- The newest value per channel and SKU. A change replaces the one before and moves to the end of the stream,
-- so however much happens, the table is no larger than channels x SKUs.
create table told (
    merchant           text        not null,
    channel            text        not null,
    sku                text        not null,
    -- Units; null where nothing is counted and it can be sold, as the status says.
    sellable           bigint,
    status             text        check (status in ('IN_STOCK', 'OUT_OF_STOCK')),
    -- The stock service's, of the SKU; an older one never replaces a newer.
    version            bigint      not null,
    position           bigint      not null,
    changed_at         timestamptz not null,
    -- What last reached somebody who listens to the channel; version 0: nothing, or it has to be told again.
    delivered_sellable bigint,
    delivered_status   text,
    delivered_version  bigint      not null default 0,
    delivered_at       timestamptz,
    -- In this order, so that only the index below begins with a channel: the planner can't walk over all SKUs of a channel
    -- to find the last few of its stream, as it would while it doesn't know the table.
    primary key (merchant, sku, channel),
    check (sellable is not null or status is not null)
);
create unique index told_in_order on told (merchant, channel, position);
-- Rows are updated all day.
alter table told set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Streams that are open, touched again and again by the replica that serves them.
create table stream_reader (
    merchant text        not null,
    channel  text        not null,
    reader   uuid        not null,
    seen_at  timestamptz not null,
    primary key (merchant, channel, reader)
);

create table webhook (
    merchant         text        not null,
    -- Time-ordered: lists follow it.
    id               uuid        not null,
    url              text        not null,
    events           text[]      not null,
    -- Null: every channel of the merchant, later ones included.
    channel          text,
    enabled          boolean     not null default true,
    -- Why it was turned off, when the receiver asked for that.
    disabled_because text,
    secret           text        not null,
    -- After a rotation both sign for a while.
    former_secret    text,
    former_until     timestamptz,
    version          bigint      not null default 1,
    created_at       timestamptz not null,
    primary key (merchant, id),
    foreign key (merchant, channel) references channel (merchant, code)
);

-- The deliveries of one channel to one webhook, one after the other: how far they are, and when the next is due.
create table webhook_lane (
    merchant     text        not null,
    webhook      uuid        not null,
    channel      text        not null,
    -- Everything up to here has been delivered, or parked.
    position     bigint      not null default 0,
    -- The stream's last position as far as this lane knows; written with every change, so that none is overlooked.
    newest       bigint      not null,
    -- When the next attempt may be made; null: nothing waits.
    due_at       timestamptz,
    -- Failed ones since the last success.
    attempts     integer     not null default 0,
    -- SKUs to be delivered again although nothing has changed, by hand.
    again        text[],
    -- Whoever works on it, until then; a replica that died is succeeded after that.
    holder       uuid,
    leased_until timestamptz not null default '-infinity',
    primary key (merchant, webhook, channel),
    foreign key (merchant, webhook) references webhook (merchant, id) on delete cascade
);
create index webhook_lanes_due on webhook_lane (due_at) where due_at is not null;

-- The log of deliveries, and what of it is still to be done.
create table webhook_delivery (
    merchant        text        not null,
    webhook         uuid        not null,
    -- Time-ordered; the receiver sees it as webhook-id, the same at every attempt.
    id              uuid        not null,
    channel         text        not null,
    state           text        not null check (state in ('PENDING', 'DELIVERED', 'PARKED', 'REPLACED')),
    by_hand         boolean     not null default false,
    -- What it tells, as it was signed, and of which SKUs in which versions.
    body            text        not null,
    skus            text[]      not null,
    versions        bigint[]    not null,
    attempts        integer     not null default 0,
    last_status     integer,
    last_error      text,
    created_at      timestamptz not null,
    attempted_at    timestamptz,
    next_attempt_at timestamptz,
    delivered_at    timestamptz,
    primary key (merchant, webhook, id),
    foreign key (merchant, webhook) references webhook (merchant, id) on delete cascade
);
create index webhook_deliveries_open on webhook_delivery (merchant, webhook, channel) where state = 'PENDING';

-- Comparisons of what a channel was told with what is true.
create table drift_report (
    merchant    text        not null,
    channel     text        not null,
    -- Time-ordered; the newest is read first.
    id          uuid        not null,
    at          timestamptz not null,
    reason      text        not null check (reason in ('REQUEST', 'DAILY')),
    checked     bigint      not null,
    different   bigint      not null,
    -- The first of them, as JSON.
    differences text        not null,
    primary key (merchant, channel, id)
);

-- When each channel is compared next.
create table drift_turn (
    merchant text        not null,
    channel  text        not null,
    due_at   timestamptz not null,
    primary key (merchant, channel)
);
create index drift_turns_due on drift_turn (due_at);
