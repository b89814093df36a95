-- Time is one function, so that every decision of every replica follows one clock: the database's.
-- It reads the wall clock, not the start of the transaction: deadlines are judged after locks were waited for.
-- STABLE, not VOLATILE, because an index can't be searched by a volatile value.
create function holdfast_now() returns timestamptz
    language sql stable parallel safe
    as 'select clock_timestamp()';
