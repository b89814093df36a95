-- What is known of each variant: the newest facts, and the last steps of both stories. Events of the catalogue and of stock
-- come in any order; with the steps kept, the day on which a variant went below is the same whichever came first.
create table sku (
    merchant  text    not null,
    sku       text    not null,
    name      text,
    notifies  boolean not null default true,
    -- Of single locations, by code; where a location is not named, notifies holds.
    notifies_at jsonb not null default '{}',
    -- Whether it ever had an alert, so that of all others none has to be looked for.
    alerted   boolean not null default false,
    available bigint,
    -- Codes of the locations that the numbers below mean by their places (0, 1, …), a line each.
    places    text     not null default '',
    -- Steps, oldest first, flat, because each level of each variant reads and writes them: version, time in µs,
    -- threshold or null, watched (1) or not (0), how many locations follow, and of each its place and its threshold
    variants  bigint[] not null default '{}',
    -- version, time in µs, counted (1) or not (0), available, how many locations follow, of each its place and what is available
    levels    bigint[] not null default '{}',
    -- Of the newest version and level: place and units that should be there, place and units on their way.
    pars      bigint[] not null default '{}',
    incoming  bigint[] not null default '{}',
    primary key (merchant, sku)
);
-- Room for the next version of a row beside it, so that the index stays as it is.
alter table sku set (fillfactor = 50);

-- One row for each alert of a variant. A cleared one stays for long, because a digest that is made up asks what was below at
-- its hour. Versions begin with the time, so that they go on growing where one is raised again after it was forgotten.
create table alert (
    merchant   text        not null,
    kind       text        not null check (kind in ('LOW', 'SOLD_OUT', 'NEGATIVE')),
    sku        text        not null,
    -- Empty: over all locations.
    location   text        not null,
    version    bigint      not null,
    since      timestamptz not null,
    cleared_at timestamptz,
    available  bigint      not null,
    threshold  bigint,
    primary key (merchant, kind, sku, location)
);
create index alert_open on alert (merchant, kind, sku, location) where cleared_at is null;
create index alert_cleared on alert (cleared_at) where cleared_at is not null;

-- Orders that are or were short, and, for a while, those that later states were seen of: an older event must not reopen them.
create table shortage (
    merchant   text        not null,
    order_id   uuid        not null,
    version    bigint      not null,
    open       boolean     not null,
    since      timestamptz,
    changed_at timestamptz not null,
    channel    text        not null,
    reference  text        not null,
    -- [{"sku": …, "missing": units}, …]
    lines      jsonb       not null,
    primary key (merchant, order_id),
    check (not open or since is not null)
);
create index shortage_open on shortage (merchant, order_id) where open;
create index shortage_ended on shortage (changed_at) where not open;

-- Merchants, and how they want to be mailed. Null means: as the merchant's own record says.
create table merchant (
    merchant      text        primary key,
    version       bigint      not null,
    -- Grows with every change of what the settings show.
    revision      bigint      not null default 1,
    name          text        not null,
    email         text        not null,
    time_zone     text        not null,
    locale        text        not null,
    enabled       boolean     not null default true,
    recipients    text[],
    send_at       time        not null default '06:00',
    mail_locale   text,
    -- An hour counts only if the merchant existed at it, mail was on, and it was the hour of sending already.
    known_since   timestamptz not null,
    enabled_since timestamptz not null,
    hour_since    timestamptz not null,
    -- The last hour that was judged, and when to judge again.
    judged_at     timestamptz,
    next_at       timestamptz not null default '-infinity'
);
create index merchant_due on merchant (next_at) where enabled;

-- One digest for a merchant and date. Everything that is mailed is fixed by the insert; afterwards only its delivery changes.
create table digest (
    merchant         text        not null,
    date             date        not null,
    claimed_at       timestamptz not null,
    message_id       text        not null,
    subject          text        not null,
    html             text        not null,
    text             text        not null,
    -- Stands in html and text wherever the reader's own link goes.
    link_mark        text        not null,
    new_items        bigint      not null,
    continuing_items bigint      not null,
    primary key (merchant, date)
);
create index digest_claimed on digest (claimed_at);

-- One letter of it for each recipient: each has a link of its own to end the mail.
create table digest_letter (
    merchant        text        not null,
    date            date        not null,
    recipient       text        not null,
    -- In the order of the merchant's list.
    place           integer     not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    last_error      text,
    -- Set after the mail server's positive answer, and never before it.
    sent_at         timestamptz,
    primary key (merchant, date, recipient)
);
create index digest_letter_unsent on digest_letter (next_attempt_at) where sent_at is null;

-- Recipients who want the merchant's mail no more; addresses in small letters.
create table unsubscribed (
    merchant text        not null,
    address  text        not null,
    at       timestamptz not null,
    primary key (merchant, address)
);

-- What the links in mails are signed with. It lives as long as the mails do: made once, shared by all replicas.
create table link_key (
    one boolean primary key default true check (one),
    key text    not null
);
insert into link_key (key) values (gen_random_uuid()::text || gen_random_uuid()::text);

-- What was below when the last digest was claimed, mailed or muted: whatever stands here is not new in the next one.
create table digest_listing (
    merchant text        primary key,
    as_of    timestamptz not null,
    skus     text[]      not null,
    -- Of each of them where; empty: over all locations.
    locations text[]     not null
);
