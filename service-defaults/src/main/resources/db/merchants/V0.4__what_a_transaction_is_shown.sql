-- The second witness that no merchant sees another's rows: a statement that forgets its "where merchant = …" is shown the rows of
-- the merchant whom its transaction named, and none if it named nobody. `Transactions` says whose rows a transaction is about.
-- "case", not "or": the planner takes an "or" for a strong filter and expects hardly a row. A setting of an earlier transaction
-- on the connection is an empty text now, and no merchant's name.
create function holdfast_shows(merchant text) returns boolean
    language sql stable parallel safe
    return case current_setting('holdfast.merchants', true) when 'all' then true
        else merchant = nullif(current_setting('holdfast.merchant', true), '') end;
