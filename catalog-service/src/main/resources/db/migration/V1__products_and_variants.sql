-- Products, their variants, and what notification last said about them. No quantity of stock is kept here:
-- that is the stock service's, and asked at request time.
create table product (
    merchant   text        not null,
    -- Time-ordered, so that the order of ids is the order of creation, which lists follow.
    id         uuid        not null,
    name       text        not null,
    archived   boolean     not null default false,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    primary key (merchant, id)
);

-- The key is what refuses a second variant with the SKU, under any concurrency. Variants are never deleted: the
-- ledger keeps speaking of their SKUs, so an archived one keeps its SKU taken.
create table variant (
    merchant   text        not null,
    sku        text        not null,
    product_id uuid        not null,
    place      integer     not null,
    name       text,
    barcode    text,
    tracking   text        not null check (tracking in ('QUANTITY', 'STATUS')),
    status     text        check (status in ('IN_STOCK', 'OUT_OF_STOCK')),
    unit_cost  numeric     check (unit_cost >= 0),
    threshold  bigint      check (threshold between 0 and 1000000000),
    notify     boolean     not null,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    primary key (merchant, sku),
    foreign key (merchant, product_id) references product (merchant, id),
    check ((tracking = 'STATUS') = (status is not null))
);
create unique index variants_of_a_product on variant (merchant, product_id, place);

-- Beside the variant, not in it: alerts come by their own way and must neither wait for an edit nor change its version.
create table low_alert (
    merchant  text        not null,
    sku       text        not null,
    -- When it went below; null once it has recovered. The row stays, to know a late event by its version.
    since     timestamptz,
    available bigint      not null,
    threshold bigint,
    version   bigint      not null,
    primary key (merchant, sku)
);
