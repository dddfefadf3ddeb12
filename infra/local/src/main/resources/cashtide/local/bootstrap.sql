-- What a Cashtide database needs before its first migration, run by a superuser once per database.
-- Roles belong to the cluster and may be there already; passwords are set by whoever runs this.

do $$
declare
    login text;
begin
    foreach login in array array[
        'cashtide_owner',   -- owns the database and all in it; migrations and backup alone
        'cashtide_app',     -- the web application; sees the rows of one tenant at a time
        'cashtide_relay',   -- reads the change log of all the tenants
        'cashtide_scores',  -- writes scores and forecasts into the inboxes
        'cashtide_worker',  -- the scheduler's tables and the runs of the data plane
        'cashtide_lake'     -- owns the lake's catalog, in a database of its own
    ] loop
        if not exists (select from pg_roles where rolname = login) then
            execute format('create role %I login', login);
        end if;
        execute format(
            'alter role %I login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls', login);
    end loop;
    execute format('alter database %I owner to cashtide_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to cashtide_app, cashtide_relay, cashtide_scores, cashtide_worker',
        current_database());
    -- Imports are posted through temporary tables.
    execute format('grant temporary on database %I to cashtide_app', current_database());
end
$$;

alter schema public owner to cashtide_owner;
revoke all on schema public from public;
grant usage on schema public to cashtide_app, cashtide_relay, cashtide_scores, cashtide_worker;

-- The change log's reader keeps the cluster's identity and timeline with its position.
grant execute on function pg_control_system(), pg_control_checkpoint() to cashtide_relay;
