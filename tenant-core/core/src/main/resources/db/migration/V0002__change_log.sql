-- The door out: every committed change of a published table, in the transaction that made it.

create table change_log (
  id             bigint generated always as identity primary key,
  xid            xid8 not null default pg_current_xact_id(),
  tenant_id      uuid not null,
  entity         text not null,
  entity_id      uuid not null,
  entity_version bigint not null,
  op             char(1) not null check (op in ('I', 'U', 'D')),
  known_at       timestamptz not null default now(),
  recorded_at    timestamptz not null default clock_timestamp(),
  payload        jsonb,
  check ((op = 'D') = (payload is null))
);
comment on table change_log is 'Every committed change of a published entity. Ids are given at insert and appear at commit: read it by windows of xid, never by the last id';
comment on column change_log.xid is 'Writing transaction; rows below pg_snapshot_xmin(pg_current_snapshot()) are complete';
comment on column change_log.entity_version is 'Per entity 1, 2, 3 ...; the higher version wins';
comment on column change_log.payload is 'The contract''s columns of the row after the change; null for a deletion';
create index change_log_xid_id on change_log (xid, id);
call make_tenant_table('change_log', 'insert');
create policy relay_reads on change_log for select to cashtide_relay using (true);
grant select on change_log to cashtide_relay;
create policy worker_prunes on change_log to cashtide_worker using (true);
grant select, delete on change_log to cashtide_worker;

create procedure publish_changes(table_name regclass, entity text, columns text[]) language plpgsql as $$
declare
  name text := table_name::text;
  fields text := (select string_agg(format('n.%I', c), ', ') from unnest(columns) c);
begin
  execute format($f$
    create function %1$I() returns trigger language plpgsql as $t$
    begin
      if tg_op = 'DELETE' then
        insert into change_log (tenant_id, entity, entity_id, entity_version, op)
        select o.tenant_id, %2$L, o.id, o.version + 1, 'D' from old_rows o;
      else
        insert into change_log (tenant_id, entity, entity_id, entity_version, op, known_at, payload)
        select n.tenant_id, %2$L, n.id, n.version, left(tg_op, 1), n.known_at, (select to_jsonb(c) from (select %3$s) c)
        from new_rows n;
      end if;
      return null;
    end $t$ $f$, 'log_' || name, entity, fields);
  execute format('create trigger log_insert after insert on %s referencing new table as new_rows for each statement execute function %I()', table_name, 'log_' || name);
  execute format('create trigger log_update after update on %s referencing new table as new_rows for each statement execute function %I()', table_name, 'log_' || name);
  execute format('create trigger log_delete after delete on %s referencing old table as old_rows for each statement execute function %I()', table_name, 'log_' || name);
  execute format('create trigger version before update on %s for each row execute function bump_version()', table_name);
end $$;
comment on procedure publish_changes is 'Version counter and change-log triggers of a published table; the columns are the contract''s, checked by a golden test';

create function log_tenant() returns trigger language plpgsql as $$
begin
  insert into change_log (tenant_id, entity, entity_id, entity_version, op, known_at, payload)
  select n.tenant_id, 'tenants', n.tenant_id, n.version, left(tg_op, 1), n.known_at,
         (select to_jsonb(c) from (select n.alias, n.name, n.time_zone, n.base_currency, n.sandbox, n.business_date) c)
  from new_rows n;
  return null;
end $$;
create trigger log_insert after insert on tenant referencing new table as new_rows for each statement execute function log_tenant();
create trigger log_update after update on tenant referencing new table as new_rows for each statement execute function log_tenant();
