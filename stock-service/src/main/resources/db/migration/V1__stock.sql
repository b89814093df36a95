-- The stock database. Every key begins with the merchant, so that it can be distributed by merchant.
--
-- One row guards all there is to know of a SKU: its row in `item`. Levels, allocations, held units and backorders of a
-- SKU change only under its lock, and with them its version: what was read without the lock still holds while the version does.
-- Of what else a sale depends on (channels, what bundles are made of, windows), an edit is followed by a look at the SKUs that
-- it may concern, under their locks, which raises their versions. An order's own row is locked after its items. All locks are
-- taken in key order.

create table location (
    merchant text   not null,
    code     text   not null,
    name     text   not null,
    kind     text   not null check (kind in ('WAREHOUSE', 'SHOP', 'ONLINE')),
    position bigint not null generated always as identity,
    version  bigint not null default 1,
    primary key (merchant, code)
);

-- Facts of the allocation service, kept by version.
create table channel (
    merchant     text    not null,
    code         text    not null,
    kind         text    not null,
    locations    text[],
    split_lines  boolean not null,
    trigger      text,
    unpaid_life  text,
    tracks_stock boolean not null,
    priority     integer not null,
    position     bigint  not null,
    version      bigint  not null,
    primary key (merchant, code)
);

-- Grows with every edit of a merchant's locations, channels or settings, in its transaction: whoever has read them
-- before need not read them again.
create table merchant_facts (
    merchant text   primary key,
    version  bigint not null
);

create table stock_settings (
    merchant text   primary key,
    settings text   not null,
    version  bigint not null
);

-- Ends a statement that would change an item which is no longer as it was read.
create function item_changed() returns bigint language plpgsql as $$
begin
    raise exception 'an item has changed since it was read' using errcode = 'serialization_failure';
end $$;

-- A SKU that may be sold: a fact of the catalogue, and the lock of everything below.
create table item (
    merchant        text    not null,
    sku             text    not null,
    tracking        text    not null,
    in_stock        boolean not null,
    archived        boolean not null,
    -- Made of others (bundle_component), and without levels of its own.
    bundle          boolean not null default false,
    variant_version bigint  not null,
    -- Units of accepted orders that no unit covers yet.
    backordered     bigint  not null default 0 check (backordered >= 0),
    -- The sellable quantity that each channel was told last, as JSON.
    told            text    not null default '{}',
    -- Grows with every change that a reader of the SKU can see, and with every look at what channels are told of it.
    version         bigint  not null default 0,
    primary key (merchant, sku)
);

-- What bundles are made of; changes under the lock of the bundle's item. A component may become known after its bundle.
create table bundle_component (
    merchant text   not null,
    bundle   text   not null,
    sku      text   not null,
    quantity bigint not null check (quantity > 0),
    primary key (merchant, bundle, sku)
);
create index bundle_component_by_sku on bundle_component (merchant, sku);

create table level (
    merchant  text   not null,
    sku       text   not null,
    location  text   not null,
    -- May be negative after a sale over the counter, or a count: no check here.
    on_hand   bigint not null,
    reserved  bigint not null check (reserved >= 0),
    committed bigint not null check (committed >= 0),
    incoming  bigint not null check (incoming >= 0),
    primary key (merchant, sku, location),
    foreign key (merchant, sku) references item
);

create table allocation (
    merchant   text        not null,
    id         uuid        not null,
    sku        text        not null,
    purpose    text        not null check (purpose in ('RESERVE', 'PRESELL', 'BUFFER', 'STOP')),
    members    text[]      not null,
    quantity   bigint      not null check (quantity >= 0),
    adjust     text        not null,
    -- The window in which it is in force; null: open on that side.
    starts_at  timestamptz,
    ends_at    timestamptz,
    -- The next end of the window that channels have not been told of.
    turns_at   timestamptz,
    drawn      bigint      not null default 0 check (drawn >= 0),
    ended      boolean     not null,
    created_at timestamptz not null,
    version    bigint      not null,
    primary key (merchant, id)
);
create index allocation_in_force on allocation (merchant, sku) where not ended;
create index allocation_turning on allocation (turns_at) where turns_at is not null and not ended;

-- SKUs whose channels may have to be told another quantity because a fact was edited: one, or all behind another one.
create sequence retelling_stamp;
create table retelling (
    merchant text    not null,
    sku      text    not null,
    onwards  boolean not null,
    -- Another one each time that it is remembered, so that what is remembered anew is not forgotten with the old.
    stamp    bigint  not null default nextval('retelling_stamp'),
    primary key (merchant, onwards, sku)
);

create table orders (
    merchant   text        not null,
    id         uuid        not null,
    channel    text        not null,
    reference  text        not null,
    -- What was asked for, canonical: tells a repeat from a reuse of the reference.
    content    text        not null,
    state      text        not null,
    trigger    text        not null,
    on_terms   boolean     not null,
    pickup_at  text,
    supersedes uuid,
    placed_by  text        not null,
    expires_at timestamptz,
    paid       boolean     not null,
    created_at timestamptz not null,
    -- When the sale took place, as its channel says. For reports only.
    occurred_at timestamptz,
    version    bigint      not null,
    primary key (merchant, id),
    unique (merchant, channel, reference),
    check (expires_at is null or state = 'UNPAID')
);
-- Lists by state, where the newest orders or the deadlines below don't lead there. An order that is reserved, paid and shipped
-- is in none of these but while it is paid.
create index orders_without_deadline on orders (merchant, id) where state = 'UNPAID' and expires_at is null;
create index orders_by_rare_state on orders (merchant, state, id)
    where state in ('PAID', 'SHORT', 'PARTIALLY_FULFILLED', 'CANCELLED', 'EXPIRED', 'PAYMENT_FAILED', 'SUPERSEDED');
-- For what is done by age: removing old orders.
create index orders_by_time on orders using brin (created_at) with (autosummarize = on);
create index orders_due on orders (expires_at) where expires_at is not null;

create table order_line (
    merchant    text    not null,
    order_id    uuid    not null,
    position    integer not null,
    sku         text    not null,
    quantity    bigint  not null check (quantity > 0),
    -- Whether units of the SKU itself are held: not of a bundle, nor of what is not counted.
    counted     boolean not null,
    reserved    bigint  not null check (reserved >= 0),
    committed   bigint  not null check (committed >= 0),
    fulfilled   bigint  not null check (fulfilled >= 0),
    backordered bigint  not null check (backordered >= 0),
    returned    bigint  not null check (returned >= 0 and returned <= fulfilled),
    -- What it takes, by SKU and location, and the allocations that this was drawn from.
    parts       text    not null,
    draws       text    not null,
    open        boolean not null,
    expires_at  timestamptz,
    primary key (merchant, order_id, sku),
    -- No foreign key to the order: both are written by one statement each in one transaction, and looking up
    -- every order again would cost the hot path a fifth of its speed.
    check (not open or reserved + committed + fulfilled + backordered = quantity),
    check (open or reserved + committed + backordered = 0)
);
-- Found by SKU: lines past their deadline first, those without one last; and lines that wait for units.
create index order_line_by_sku on order_line (merchant, sku, expires_at);
create index order_line_waiting on order_line (merchant, sku) where counted and backordered > 0;

-- What a line that sells a bundle holds of each component; other lines have none of these.
create table order_part (
    merchant    text    not null,
    order_id    uuid    not null,
    line_sku    text    not null,
    sku         text    not null,
    counted     boolean not null,
    reserved    bigint  not null check (reserved >= 0),
    committed   bigint  not null check (committed >= 0),
    backordered bigint  not null check (backordered >= 0),
    expires_at  timestamptz,
    primary key (merchant, order_id, line_sku, sku)
);
create index order_part_by_sku on order_part (merchant, sku, expires_at);
create index order_part_waiting on order_part (merchant, sku) where counted and backordered > 0;

create table order_event (
    merchant text        not null,
    id       bigint      not null generated always as identity,
    order_id uuid        not null,
    at       timestamptz not null,
    kind     text        not null,
    event_id text,
    state    text        not null,
    actor    text        not null,
    -- The order as the first answer showed it, for those that may be sent again.
    answer   text,
    primary key (merchant, order_id, id)
);
create unique index order_event_once on order_event (merchant, order_id, kind, event_id) where event_id is not null;

create table movement (
    merchant         text        not null,
    -- Grows within the SKU.
    id               bigint      not null,
    sku              text        not null,
    location         text        not null,
    at               timestamptz not null,
    kind             text        not null,
    on_hand_change   bigint      not null,
    reserved_change  bigint      not null,
    committed_change bigint      not null,
    incoming_change  bigint      not null,
    on_hand          bigint      not null,
    reserved         bigint      not null,
    committed        bigint      not null,
    incoming         bigint      not null,
    order_id         uuid,
    reason           text,
    actor            text        not null,
    primary key (merchant, sku, id)
);
-- Rows arrive in the order of time, so a few bytes for each range of pages find the movements of a moment, at hardly any
-- cost to those who write: how an order's history is read.
create index movement_by_time on movement using brin (at) with (pages_per_range = 32, autosummarize = on);

create table adjustment (
    merchant text        not null,
    id       uuid        not null,
    at       timestamptz not null,
    reason   text,
    actor    text        not null,
    results  text        not null,
    primary key (merchant, id)
);
create index adjustment_by_time on adjustment using brin (at) with (autosummarize = on);

-- Units on their way to a location: between two of ours, or from outside (from_location is null).
create table shipment (
    merchant      text        not null,
    id            uuid        not null,
    from_location text,
    to_location   text        not null,
    expected_on   date,
    reference     text,
    created_at    timestamptz not null,
    closed        boolean     not null,
    -- What arrived, oldest first.
    receipts      text        not null,
    version       bigint      not null,
    primary key (merchant, id)
);
create index shipment_open on shipment (merchant, id) where not closed;

create table shipment_line (
    merchant    text    not null,
    shipment_id uuid    not null,
    position    integer not null,
    sku         text    not null,
    quantity    bigint  not null check (quantity > 0),
    received    bigint  not null check (received >= 0),
    missing     bigint  not null check (missing >= 0),
    primary key (merchant, shipment_id, sku),
    foreign key (merchant, shipment_id) references shipment,
    check (received + missing <= quantity)
);
