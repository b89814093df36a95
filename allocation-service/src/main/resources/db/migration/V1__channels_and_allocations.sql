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
    purpose    text        not null check (purpose in ('RESERVE', 'STOP')),
    quantity   bigint      check (quantity between 0 and 1000000000),
    adjust     text        not null check (adjust in ('FOLLOW', 'USE_AVAILABLE')),
    version    bigint      not null default 1,
    created_at timestamptz not null,
    primary key (merchant, id),
    check ((purpose = 'STOP') = (quantity is null))
);
create index allocations_of_a_sku on allocation (merchant, sku, id);

create table allocation_member (
    merchant      text    not null,
    allocation_id uuid    not null,
    place         integer not null,
    channel       text    not null,
    -- Repeated from the allocation, for the index below.
    sku           text    not null,
    purpose       text    not null,
    primary key (merchant, allocation_id, place),
    unique (merchant, allocation_id, channel),
    foreign key (merchant, allocation_id) references allocation (merchant, id) on delete cascade,
    foreign key (merchant, channel) references channel (merchant, code)
);
-- The second witness of the rule that a channel is a member of at most one RESERVE per SKU, whatever code runs.
create unique index one_reserve_per_channel_and_sku on allocation_member (merchant, sku, channel) where purpose = 'RESERVE';
create index allocations_of_a_channel on allocation_member (merchant, channel, allocation_id);
