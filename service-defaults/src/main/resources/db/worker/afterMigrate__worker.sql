-- The user that a service works as may read and write rows and nothing else: it can't drop a table, empty one at a stroke,
-- or take a check away. Whoever migrates owns the tables. "none": one user does both, as on a local suite.
do $$
declare
    worker constant text := '${worker}';
begin
    if worker <> 'none' then
        execute format('grant usage on schema public to %I', worker);
        execute format('grant select, insert, update, delete on all tables in schema public to %I', worker);
        execute format('revoke insert, update, delete on flyway_schema_history from %I', worker);
        execute format('grant usage on all sequences in schema public to %I', worker);
    end if;
end $$;
