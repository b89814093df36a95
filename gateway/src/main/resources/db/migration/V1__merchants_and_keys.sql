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

create table api_key (
    merchant     text        not null references merchant (id),
    id           uuid        not null unique,
    role         text        not null check (role in ('ADMIN', 'CHANNEL', 'READ')),
    channel      text,
    name         text        not null,
    created_at   timestamptz not null default holdfast_now(),
    -- To the minute: a busy key must not cost a write per request.
    last_used_at timestamptz,
    -- A revoked key stays, because movements name it as their actor.
    revoked_at   timestamptz,
    primary key (merchant, id),
    check ((role = 'CHANNEL') = (channel is not null))
);

-- Only a hash is kept, so a stolen table opens nothing. SHA-256 is enough for a secret of 256 random bits; no salt,
-- because a key is looked up by its hash: the one table whose key can't begin with the merchant, who is not known yet.
-- A key has one secret without an end, and after a rotation with an overlap a former one that ends.
create table key_secret (
    hash      bytea       primary key check (octet_length(hash) = 32),
    merchant  text        not null,
    key_id    uuid        not null,
    beginning text        not null,
    ends_at   timestamptz,
    foreign key (merchant, key_id) references api_key (merchant, id)
);
create index secret_of_key on key_secret (merchant, key_id);
create unique index one_secret_without_end on key_secret (merchant, key_id) where ends_at is null;
