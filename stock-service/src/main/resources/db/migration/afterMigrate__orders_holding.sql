-- Counting open orders needs an index that every order pays for, so it is built only where they are capped; on a full table
-- that holds up writes once. Replicas that start together wait for each other here. "none": no cap is set.
do $$
begin
    if '${open_per_merchant}' <> 'none' or '${open_per_channel}' <> 'none' then
        perform pg_advisory_xact_lock(hashtext('orders_holding'));
        create index if not exists orders_holding on orders (merchant, channel) include (expires_at)
            where state = 'UNPAID' and trigger = 'ON_ORDER';
    end if;
end $$;
