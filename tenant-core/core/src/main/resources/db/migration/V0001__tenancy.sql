-- Tenants, their row-level security, the audit trail and the command log.
-- Every tenant table is made a tenant table by make_tenant_table(), so that no policy can be forgotten or written differently.

create procedure make_tenant_table(table_name regclass, app_privileges text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  -- The scalar subselect is evaluated once per statement. Without a tenant it is an error, never an empty result:
  -- 42704 on a fresh connection, 22P02 on a reused one. Never current_setting(x, true), never coalesce.
  execute format('create policy tenant_only on %s to cashtide_app
      using (tenant_id = (select current_setting(''app.tenant_id''))::uuid)
      with check (tenant_id = (select current_setting(''app.tenant_id''))::uuid)', table_name);
  execute format('grant %s on %s to cashtide_app', app_privileges, table_name);
end $$;
comment on procedure make_tenant_table is 'Row-level security, the one policy and the grants of a tenant table';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $$;
comment on function refuse_change is 'Trigger of append-only tables: no update, no delete, by nobody but a migration that drops the trigger';

create procedure make_append_only(table_name regclass) language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete or truncate on %s for each statement execute function refuse_change()', table_name);
end $$;

create function bump_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
comment on function bump_version is 'Row trigger of versioned tables: no use case can forget to count a change';

create table tenant_host (
  alias     text primary key check (alias ~ '^[a-z][a-z0-9-]{1,40}$'),
  tenant_id uuid not null unique
);
comment on table tenant_host is 'Maps a host name''s first label to its tenant; exempt from row-level security, since it is read before the tenant is known';
comment on column tenant_host.alias is 'First label of the tenant''s host name and alias of its Keycloak organization';
grant select, insert on tenant_host to cashtide_app;

create table tenant (
  tenant_id        uuid primary key references tenant_host (tenant_id) deferrable initially deferred,
  alias            text not null,
  name             text not null check (name <> ''),
  time_zone        text not null,
  locale           text not null default 'en-GB',
  base_currency    char(3) not null,
  holiday_calendar text not null default 'de',
  sandbox          boolean not null default false,
  business_date    date,
  grace_days       int not null default 3 check (grace_days between 0 and 30),
  contact_holdout  numeric(4, 3) not null default 0 check (contact_holdout between 0 and 0.5),
  version          bigint not null default 1,
  known_at         timestamptz not null default now(),
  recorded_at      timestamptz not null default now(),
  check (sandbox = (business_date is not null))
);
comment on table tenant is 'A business that uses Cashtide';
comment on column tenant.time_zone is 'IANA name; days end in this zone';
comment on column tenant.locale is 'BCP 47; number and date format';
comment on column tenant.holiday_calendar is 'Jollyday calendar id of the tenant''s bank holidays';
comment on column tenant.sandbox is 'The business date is moved by a person, not by the clock';
comment on column tenant.business_date is 'Only of a sandbox: its current day';
comment on column tenant.grace_days is 'Days after the promised day before a promise to pay counts as broken';
comment on column tenant.contact_holdout is 'Share of accounts left uncontacted at random, so that the benefit of contacts can be measured';
create trigger tenant_version before update on tenant for each row execute function bump_version();
call make_tenant_table('tenant', 'select, insert, update');

create table app_user (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  username     text not null,
  display_name text not null,
  email        text,
  roles        text[] not null default '{}',
  preferences  jsonb not null default '{}',
  last_seen_at timestamptz,
  primary key (tenant_id, id)
);
comment on table app_user is 'People who signed in to a tenant, as Keycloak described them last';
comment on column app_user.id is 'Keycloak''s subject';
comment on column app_user.preferences is 'What a person set for himself: scheme, split positions, single-key shortcuts';
call make_tenant_table('app_user', 'select, insert, update');

create table branding (
  tenant_id      uuid primary key references tenant,
  accent_light   text not null check (accent_light ~ '^#[0-9a-f]{6}$'),
  accent_dark    text not null check (accent_dark ~ '^#[0-9a-f]{6}$'),
  subtitle       text not null default '',
  logo           bytea,
  logo_media_type text,
  logo_dark      bytea,
  version        bigint not null default 1,
  recorded_at    timestamptz not null default now(),
  check ((logo is null) = (logo_media_type is null))
);
comment on table branding is 'A tenant''s accent colours and logo';
create trigger branding_version before update on branding for each row execute function bump_version();
call make_tenant_table('branding', 'select, insert, update');

create table command_log (
  tenant_id    uuid not null references tenant,
  command_id   uuid not null,
  use_case     text not null,
  request_hash bytea not null,
  outcome      jsonb not null,
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, command_id)
);
comment on table command_log is 'Commands that were carried out: a repeated id answers with the first outcome, the same id with another request is a conflict';
comment on column command_log.request_hash is 'SHA-256 of the canonical request';
create index command_log_recorded_at on command_log (tenant_id, recorded_at);
call make_tenant_table('command_log', 'select, insert');
call make_append_only('command_log');

create table audit_event (
  tenant_id   uuid not null references tenant,
  id          uuid not null default uuidv7(),
  actor_id    uuid not null,
  actor_name  text not null,
  action      text not null,
  entity      text not null,
  entity_id   uuid,
  command_id  uuid,
  detail      jsonb not null default '{}',
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
comment on table audit_event is 'Who did what when; one row per use case carried out';
create index audit_event_entity on audit_event (tenant_id, entity, entity_id, recorded_at desc);
call make_tenant_table('audit_event', 'select, insert');
call make_append_only('audit_event');
