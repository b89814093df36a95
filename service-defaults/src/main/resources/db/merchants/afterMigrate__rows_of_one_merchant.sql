-- Guards every table that names a merchant, those of the messages and keys included, so that no migration has to remember it.
-- Forced: the tables' owner is shown no more than anybody else. A migration that changes rows says first
-- "set local holdfast.merchants = 'all'". Superusers are shown everything, so no service works as one.
do $$
declare
    open regclass;
begin
    for open in
        select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'merchant' and not a.attisdropped
            and not (c.relrowsecurity and c.relforcerowsecurity
                and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'of_one_merchant'))
        order by c.relname
    loop
        execute format('alter table %s enable row level security, force row level security', open);
        execute format('drop policy if exists of_one_merchant on %s', open);
        execute format('create policy of_one_merchant on %s using (holdfast_shows(merchant))', open);
    end loop;
end $$;
