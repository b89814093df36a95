-- Searching by a part of a name, a SKU or a barcode goes by the three-letter pieces of each, within the merchant. Both come
-- with PostgreSQL, and the owner of a database may add them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

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
    -- Units by the code of a location.
    location_thresholds jsonb check (jsonb_typeof(location_thresholds) = 'object'),
    -- Whether mail may speak of it there, by the code of a location; where a location is not named, notify holds.
    location_notify     jsonb check (jsonb_typeof(location_notify) = 'object'),
    par        jsonb       check (jsonb_typeof(par) = 'object'),
    -- What one unit is made of, [{sku, quantity}]; null: it has stock of its own. A component is never a bundle: who makes
    -- a bundle locks the products of its components, so no other can become one meanwhile.
    bundle     jsonb       check (jsonb_array_length(bundle) > 0),
    -- The product's name and the variant's SKU, name and barcode, one a line, kept with them.
    searched   text        not null,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    primary key (merchant, sku),
    foreign key (merchant, product_id) references product (merchant, id),
    check ((tracking = 'STATUS') = (status is not null)),
    check (bundle is null or tracking = 'QUANTITY')
);
create unique index variants_of_a_product on variant (merchant, product_id, place);
create index variants_by_text on variant using gin (merchant, searched gin_trgm_ops);
create index variants_by_tracking on variant (merchant, tracking, product_id);
create index bundles on variant (merchant) where bundle is not null;

-- Beside the variant, not in it: alerts come by their own way and must neither wait for an edit nor change its version.
create table low_alert (
    merchant  text        not null,
    sku       text        not null,
    -- Where it is low; empty: over all locations.
    location  text        not null,
    -- When it went below; null once it has recovered. The row stays, to know a late event by its version.
    since     timestamptz,
    available bigint      not null,
    threshold bigint,
    version   bigint      not null,
    primary key (merchant, sku, location)
);
create index low_now on low_alert (merchant, sku, location) where since is not null;

-- An uploaded file and how far it has been worked off. Whoever works on it holds it until a time that is moved on with each
-- chunk; when the holder dies, the next one goes on where the last chunk was noted.
create table import (
    merchant   text        not null,
    -- Time-ordered: a merchant's files are worked off one after the other, in the order of their upload.
    id         uuid        not null,
    state      text        not null default 'UPLOADING' check (state in ('UPLOADING', 'RUNNING', 'DONE', 'FAILED')),
    -- Lines after the first with anything on them; null until they have been counted.
    total      bigint,
    done       bigint      not null default 0,
    failed     bigint      not null default 0,
    holder     text        not null default '',
    held_until timestamptz not null default '-infinity',
    -- How often somebody took it up: from the second time on, the chunk in hand may have been written already.
    takings    integer     not null default 0,
    created_at timestamptz not null,
    primary key (merchant, id)
);
create index imports_to_work_off on import (id) where state in ('UPLOADING', 'RUNNING');

-- The file, in parts, as long as it is needed: it must outlive the process that received it.
create table import_part (
    merchant  text    not null,
    import_id uuid    not null,
    part      integer not null,
    bytes     bytea   not null,
    primary key (merchant, import_id, part),
    foreign key (merchant, import_id) references import (merchant, id) on delete cascade
);

create table import_error (
    merchant  text   not null,
    import_id uuid   not null,
    line      bigint not null,
    detail    text   not null,
    primary key (merchant, import_id, line),
    foreign key (merchant, import_id) references import (merchant, id) on delete cascade
);
