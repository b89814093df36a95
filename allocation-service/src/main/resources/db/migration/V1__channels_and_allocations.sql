-- How many channels a merchant has: the row that creations of one merchant take turns on, so that positions have no
-- gap and the limit holds. Channels are never deleted.
create table channel_count (
    merchant text   primary key,
    channels bigint not null
);

create table channel (
    merchant     text        not null,
    code         text        not null,
    name         text        not null,
    kind         text        not null check (kind in ('ONLINE', 'MARKETPLACE', 'B2B', 'POS', 'INVOICE', 'MANUAL')),
    -- In the order of selling; null: all of the merchant's, later ones included.
    locations    text[],
    split_lines  boolean     not null,
    trigger      text        check (trigger in ('ON_ORDER', 'ON_PAYMENT')),
    unpaid_life  text,
    tracks_stock boolean     not null,
    priority     integer     not null,
    position     bigint      not null,
    version      bigint      not null default 1,
    created_at   timestamptz not null,
    primary key (merchant, code),
    unique (merchant, position)
);

-- How many allocations a SKU has: the row that changes to the allocations of one SKU take turns on.
create table allocated_sku (
    merchant    text    not null,
    sku         text    not null,
    allocations integer not null check (allocations >= 0),
    primary key (merchant, sku)
);

create table allocation (
    merchant   text        not null,
    -- Time-ordered, so that the order of ids is the order of creation, which lists follow.
    id         uuid        not null,
    sku        text        not null,
    purpose    text        not null check (purpose in ('RESERVE', 'PRESELL', 'BUFFER', 'STOP')),
    quantity   bigint      check (quantity between 0 and 1000000000),
    adjust     text        not null check (adjust in ('FOLLOW', 'USE_AVAILABLE')),
    -- In force from the one until before the other; null: from creation, until it is deleted.
    starts_at  timestamptz,
    ends_at    timestamptz,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    primary key (merchant, id),
    check ((purpose = 'STOP') = (quantity is null)),
    check (starts_at < ends_at)
);
create index allocations_of_a_sku on allocation (merchant, sku, id);

-- For the constraint below, which mixes equality of texts with overlapping ranges. A trusted extension: whoever may
-- create tables here may create it.
create extension if not exists btree_gist;

create table allocation_member (
    merchant      text      not null,
    allocation_id uuid      not null,
    place         integer   not null,
    channel       text      not null,
    -- Repeated from the allocation, for the constraint below.
    sku           text      not null,
    purpose       text      not null,
    -- When it is a member, as seen when this row was written: nothing that is over by then counts.
    during        tstzrange not null,
    primary key (merchant, allocation_id, place),
    unique (merchant, allocation_id, channel),
    foreign key (merchant, allocation_id) references allocation (merchant, id) on delete cascade,
    foreign key (merchant, channel) references channel (merchant, code),
    -- The second witness of the rule that a channel is a member of at most one RESERVE and one PRESELL per SKU at a
    -- time, whatever code runs.
    constraint one_pot_per_channel_and_sku_at_a_time exclude using gist
        (merchant with =, sku with =, channel with =, purpose with =, during with &&) where (purpose in ('RESERVE', 'PRESELL'))
);
create index allocations_of_a_channel on allocation_member (merchant, channel, allocation_id);

-- Variants as the catalogue said last: what can be listed, and what a bundle is made of.
create table variant (
    merchant text    not null,
    sku      text    not null,
    name     text    not null,
    archived boolean not null,
    version  bigint  not null,
    primary key (merchant, sku)
);

create table variant_component (
    merchant  text   not null,
    bundle    text   not null,
    component text   not null,
    quantity  bigint not null check (quantity > 0),
    primary key (merchant, bundle, component),
    foreign key (merchant, bundle) references variant (merchant, sku)
);
create index bundles_of_a_component on variant_component (merchant, component);

-- What channels call our SKUs. Of one SKU a channel may have several offers.
create table listing (
    merchant    text        not null,
    channel     text        not null,
    external_id text        not null,
    sku         text        not null,
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    primary key (merchant, channel, external_id),
    foreign key (merchant, channel) references channel (merchant, code)
);
create index listings_of_a_sku on listing (merchant, channel, sku);

-- The newest signs of life of a channel. No foreign key: an event about an order never waits for a channel's row.
create table channel_activity (
    merchant     text        not null,
    channel      text        not null,
    ordered_at   timestamptz,
    heartbeat_at timestamptz,
    key_used_at  timestamptz,
    primary key (merchant, channel)
);
-- Both are overwritten all day long: room beside the row, so that an update stays on its page and touches no index.
alter table channel_activity set (fillfactor = 50);
