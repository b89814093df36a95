-- Counting open orders needs an index that every order pays for, so it is there only where they are capped. Runs again
-- whenever a cap is set, changed or taken away; on a full table building it holds up writes once. "none": no cap is set.
do $$
begin
    if '${open_per_merchant}' = 'none' and '${open_per_channel}' = 'none' then
        drop index if exists orders_holding;
    else
        create index if not exists orders_holding on orders (merchant, channel) include (expires_at)
            where state = 'UNPAID' and trigger = 'ON_ORDER';
    end if;
end $$;
