-- The stock database. Every key begins with the merchant, so that it can be distributed by merchant.
--
-- One lock guards all there is to know of a SKU: its row in `item`. Levels, allocations, order lines and backorders of a
-- SKU change only under it; an order's own row is locked after its items. All locks are taken in key order.

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

create table stock_settings (
    merchant text   primary key,
    settings text   not null,
    version  bigint not null
);

-- A SKU that may be sold: a fact of the catalogue, and the lock of everything below.
create table item (
    merchant        text    not null,
    sku             text    not null,
    tracking        text    not null,
    in_stock        boolean not null,
    archived        boolean not null,
    variant_version bigint  not null,
    -- Units of accepted orders that no unit covers yet.
    backordered     bigint  not null default 0 check (backordered >= 0),
    -- Grows with every change that a reader of the SKU can see.
    version         bigint  not null default 0,
    primary key (merchant, sku)
);

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
    purpose    text        not null check (purpose in ('RESERVE', 'STOP')),
    members    text[]      not null,
    quantity   bigint      not null check (quantity >= 0),
    adjust     text        not null,
    drawn      bigint      not null default 0 check (drawn >= 0),
    ended      boolean     not null,
    created_at timestamptz not null,
    version    bigint      not null,
    primary key (merchant, id)
);
create index allocation_in_force on allocation (merchant, sku) where not ended;

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
create index orders_due on orders (expires_at) where expires_at is not null;

create table order_line (
    merchant    text    not null,
    order_id    uuid    not null,
    position    integer not null,
    sku         text    not null,
    quantity    bigint  not null check (quantity > 0),
    counted     boolean not null,
    reserved    bigint  not null check (reserved >= 0),
    committed   bigint  not null check (committed >= 0),
    fulfilled   bigint  not null check (fulfilled >= 0),
    backordered bigint  not null check (backordered >= 0),
    returned    bigint  not null check (returned >= 0 and returned <= fulfilled),
    -- The same units by location, and the allocations that they were drawn from.
    holds       text    not null,
    draws       text    not null,
    open        boolean not null,
    expires_at  timestamptz,
    primary key (merchant, order_id, sku),
    foreign key (merchant, order_id) references orders,
    check (not open or reserved + committed + fulfilled + backordered = quantity),
    check (open or reserved + committed + backordered = 0)
);
-- Found by SKU: lines past their deadline, and lines that wait for units.
create index order_line_due on order_line (merchant, sku, expires_at) where expires_at is not null;
create index order_line_waiting on order_line (merchant, sku) where backordered > 0;

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

create table adjustment (
    merchant text        not null,
    id       uuid        not null,
    at       timestamptz not null,
    reason   text,
    actor    text        not null,
    results  text        not null,
    primary key (merchant, id)
);
