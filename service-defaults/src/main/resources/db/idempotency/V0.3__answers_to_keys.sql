-- What was answered to an idempotency key, for a day: whoever asks again under the key gets it again.
-- A row is written in the transaction of the effect, so there is no effect without it and none twice.
create table answer_to_key (
    -- Empty: the operators'.
    merchant     text        not null,
    key          text        not null,
    -- 0: the request itself; from 1: its parts, where each of them is an effect of its own.
    part         integer     not null,
    -- Digest of path and body: tells a repeat from another request under the same key.
    request      text        not null,
    at           timestamptz not null,
    -- What the transaction decided. The answer follows from it, and may have to be made again if a process died in between.
    decided      text,
    -- The answer; null until it is known.
    status       integer,
    content_type text,
    location     text,
    etag         text,
    body         text,
    primary key (merchant, key, part)
);
-- Rows arrive in the order of time: enough to find the old ones, and hardly any cost to those who write.
create index answer_to_key_by_time on answer_to_key using brin (at) with (autosummarize = on);
