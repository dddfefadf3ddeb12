-- The doors in (scores, forecasts), requests and progress of the data plane, control totals, and what the core folds them into.

create table score_run (
  tenant_id     uuid not null,
  id            uuid not null,
  kind          text not null check (kind in ('risk', 'forecast')),
  as_of         date not null,
  cut           jsonb not null,
  model         text not null,
  baseline_shown boolean not null default false,
  metrics       jsonb not null default '{}',
  rows          bigint not null check (rows >= 0),
  completed_at  timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id) references tenant
);
comment on table score_run is 'One completed scoring or forecast of a tenant, written last, after its chunks';
comment on column score_run.cut is 'Lake snapshots and change-log position the run read';
comment on column score_run.model is 'Version of the model, or the name of the baseline that is shown in its place';
comment on column score_run.rows is 'Rows it sent through the inbox: a run is folded only when all have arrived';
create index score_run_recent on score_run (tenant_id, kind, completed_at desc);
call make_tenant_table('score_run', 'select');
create policy scores_in on score_run for insert to cashtide_scores with check (true);
grant insert on score_run to cashtide_scores;

create table score_inbox (
  tenant_id          uuid not null,
  run_id             uuid not null,
  invoice_id         uuid not null,
  p_late             double precision not null check (p_late between 0 and 1),
  p_late30           double precision not null check (p_late30 between 0 and p_late),
  p10_date           date not null,
  p50_date           date not null,
  p90_date           date not null,
  expected_days_late double precision not null check (expected_days_late between -10000 and 10000),
  week_probability   double precision[] not null,
  evidence           int not null check (evidence >= 0),
  little_evidence    boolean not null,
  reasons            jsonb not null,
  primary key (tenant_id, run_id, invoice_id),
  foreign key (tenant_id, invoice_id) references invoice (tenant_id, id),
  check (p10_date <= p50_date and p50_date <= p90_date)
);
comment on table score_inbox is 'Scores of a run on their way into the core';
comment on column score_inbox.week_probability is 'Chance of payment in each of the next 13 weeks from the run''s as-of day (first week = the seven days after it), later and never left out';
comment on column score_inbox.evidence is 'Settled invoices of the customer the score rests on';
comment on column score_inbox.reasons is 'Array of {text, effect}: the drivers in the customer''s own terms, effect in points of P(late)';
call make_tenant_table('score_inbox', 'select, delete');
create policy scores_in on score_inbox for insert to cashtide_scores with check (true);
grant insert on score_inbox to cashtide_scores;

create table forecast_inbox (
  tenant_id    uuid not null,
  run_id       uuid not null,
  as_of        date not null,
  currency     char(3) not null,
  week_start   date not null,
  p10_minor    bigint not null check (p10_minor >= 0),
  p50_minor    bigint not null,
  p90_minor    bigint not null,
  components   jsonb not null,
  primary key (tenant_id, run_id, currency, week_start),
  foreign key (tenant_id) references tenant,
  check (p10_minor <= p50_minor and p50_minor <= p90_minor),
  check (week_start > as_of)
);
comment on table forecast_inbox is 'Forecasts of cash per week on their way into the core';
comment on column forecast_inbox.week_start is 'as_of + 1 + 7j; the week has seven days';
comment on column forecast_inbox.components is 'Parts of the P50 in minor units: open_items, promised, disputed, new_business';
call make_tenant_table('forecast_inbox', 'select, delete');
create policy scores_in on forecast_inbox for insert to cashtide_scores with check (true);
grant insert on forecast_inbox to cashtide_scores;

create table invoice_score (
  tenant_id          uuid not null,
  invoice_id         uuid not null,
  run_id             uuid not null,
  as_of              date not null,
  p_late             double precision not null,
  p_late30           double precision not null,
  p10_date           date not null,
  p50_date           date not null,
  p90_date           date not null,
  expected_days_late double precision not null,
  week_probability   double precision[] not null,
  evidence           int not null,
  little_evidence    boolean not null,
  reasons            jsonb not null,
  previous_p_late    double precision,
  primary key (tenant_id, invoice_id),
  foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)
);
comment on table invoice_score is 'The newest score of each invoice; earlier ones are in the lake';
call make_tenant_table('invoice_score', 'select, insert, update, delete');

create table forecast_point (
  tenant_id    uuid not null,
  run_id       uuid not null,
  as_of        date not null,
  currency     char(3) not null,
  week_start   date not null,
  p10_minor    bigint not null,
  p50_minor    bigint not null,
  p90_minor    bigint not null,
  components   jsonb not null,
  primary key (tenant_id, as_of, currency, week_start, run_id),
  foreign key (tenant_id, run_id) references score_run (tenant_id, id)
);
comment on table forecast_point is 'Every forecast ever made, so that accuracy can be shown; the newest run of a day is the one of that day';
call make_tenant_table('forecast_point', 'select, insert');
call make_append_only('forecast_point');

create table worklist_entry (
  tenant_id     uuid not null,
  customer_id   uuid not null,
  currency      char(3) not null,
  rank_value    double precision not null,
  tab           text not null check (tab in ('todo', 'promised', 'disputed', 'snoozed')),
  overdue_minor bigint not null,
  open_minor    bigint not null,
  disputed_minor bigint not null default 0,
  unapplied_minor bigint not null default 0,
  oldest_due    date,
  p_late        double precision,
  expected_on   date,
  chips         jsonb not null default '[]',
  last_contact_on date,
  next_step_on  date,
  next_step     text not null default '',
  collector_id  uuid,
  computed_on   date not null,
  primary key (tenant_id, customer_id, currency),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
comment on table worklist_entry is 'One row per account (customer and currency) that a collector may have to act on, ranked';
comment on column worklist_entry.rank_value is 'Expected benefit of a contact now, in minor units times days, after the rules of precedence; higher is sooner. Ties by customer id';
comment on column worklist_entry.chips is 'Reasons for the rank: array of {code, value}';
comment on column worklist_entry.computed_on is 'Business date it was computed for';
create index worklist_entry_rank on worklist_entry (tenant_id, tab, rank_value desc, customer_id);
call make_tenant_table('worklist_entry', 'select, insert, update, delete');

create table data_plane_run (
  tenant_id    uuid not null,
  id           uuid not null default uuidv7(),
  kind         text not null check (kind in ('publish', 'score', 'retrain', 'rebuild', 'maintain', 'reconcile')),
  status       text not null default 'requested' check (status in ('requested', 'running', 'done', 'failed')),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  progress     double precision not null default 0 check (progress between 0 and 1),
  message      text not null default '',
  detail       jsonb not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id) references tenant
);
comment on table data_plane_run is 'Requests to the data plane and what became of them; screens show these rows';
create index data_plane_run_recent on data_plane_run (tenant_id, requested_at desc);
create index data_plane_run_waiting on data_plane_run (requested_at) where status = 'requested';
call make_tenant_table('data_plane_run', 'select, insert');
create policy worker_runs on data_plane_run to cashtide_worker using (true) with check (true);
grant select, insert, update on data_plane_run to cashtide_worker;

create table lake_freshness (
  tenant_id      uuid primary key references tenant,
  ingested_until timestamptz,
  published_until timestamptz,
  published_at   timestamptz,
  scored_at      timestamptz,
  reconciled_at  timestamptz,
  reconciliation jsonb not null default '{}',
  updated_at     timestamptz not null
);
comment on table lake_freshness is 'How far the lake has followed the tenant''s changes, written by the worker';
comment on column lake_freshness.ingested_until is 'recorded_at up to which every committed change is in raw';
comment on column lake_freshness.published_until is 'recorded_at up to which every committed change is in the tenant''s tables';
comment on column lake_freshness.reconciliation is 'Last comparison: array of {measure, currency, core, lake, difference}';
call make_tenant_table('lake_freshness', 'select');
create policy worker_reports on lake_freshness to cashtide_worker using (true) with check (true);
grant select, insert, update on lake_freshness to cashtide_worker;

create table control_total (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  taken_on     date not null,
  snapshot     pg_snapshot not null default pg_current_snapshot(),
  measure      text not null,
  currency     char(3) not null,
  amount_minor bigint not null,
  row_count    bigint not null,
  version      bigint not null default 1,
  known_at     timestamptz not null default now(),
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
comment on table control_total is 'Totals of the core with the snapshot they were taken in; the lake computes the same from raw, and the difference must be 0';
comment on column control_total.measure is 'What was added up, per currency, over all rows of the entity: invoices (amount_minor), open_items_open (open_items.open_minor), payments (amount_minor), payments_unapplied (payments.unapplied_minor), payment_applications (amount_minor + discount_minor), ledger_debits (ledger_entries.amount_minor where above 0). row_count counts the rows that were added up, zeros included';
create index control_total_recent on control_total (tenant_id, recorded_at desc);
call make_tenant_table('control_total', 'select, insert');
call publish_changes('control_total', 'control_totals', array['taken_on', 'snapshot', 'measure', 'currency', 'amount_minor', 'row_count']);
call make_append_only('control_total');

create table scheduled_tasks (
  task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
  picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
  consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,
  primary key (task_name, task_instance)
);
comment on table scheduled_tasks is 'The worker''s scheduler (db-scheduler); holds no tenant data, exempt from row-level security';
create index scheduled_tasks_execution on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on scheduled_tasks to cashtide_worker;

grant usage on schema ${flyway:defaultSchema} to cashtide_app, cashtide_relay, cashtide_scores, cashtide_worker;
