create table merchant (
    id         text        primary key,
    name       text        not null,
    email      text        not null,
    time_zone  text        not null,
    locale     text        not null check (locale in ('fr', 'en')),
    currency   text        check (currency ~ '^[A-Z]{3}$'),
    version    bigint      not null default 1,
    created_at timestamptz not null default holdfast_now(),
    changed_at timestamptz not null default holdfast_now()
);

-- Only a hash is kept, so a stolen table opens nothing. SHA-256 is enough for a secret of 256 random bits; no salt,
-- because a key is looked up by its hash: the one table whose key can't begin with the merchant, who is not known yet.
create table api_key (
    hash       bytea       primary key check (octet_length(hash) = 32),
    id         uuid        not null unique,
    merchant   text        not null references merchant (id),
    role       text        not null check (role in ('ADMIN')),
    name       text        not null,
    created_at timestamptz not null default holdfast_now()
);
create index api_key_of_merchant on api_key (merchant, id);
