-- Imports: staged in short transactions, posted set-based in one.

create table import_run (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  source       text not null check (source in ('ui', 'api', 'demo')),
  file_name    text not null,
  file_sha256  bytea,
  format       jsonb not null default '{}',
  dry_run      boolean not null default false,
  status       text not null check (status in ('received', 'checking', 'staged', 'importing', 'done', 'refused', 'cancelled', 'failed', 'undone')),
  cancel_requested boolean not null default false,
  rows_total   bigint not null default 0,
  rows_done    bigint not null default 0,
  problems     bigint not null default 0,
  counts       jsonb not null default '{}',
  message      text not null default '',
  actor_id     uuid not null,
  actor_name   text not null,
  version      bigint not null default 1,
  recorded_at  timestamptz not null default now(),
  finished_at  timestamptz,
  primary key (tenant_id, id)
);
comment on table import_run is 'One import of a folder or zip: whole or not at all';
comment on column import_run.counts is 'Per kind of row: read, new, unchanged, waiting for the business date';
create index import_run_recent on import_run (tenant_id, recorded_at desc);
create trigger import_run_version before update on import_run for each row execute function bump_version();
call make_tenant_table('import_run', 'select, insert, update');

create table import_problem (
  tenant_id uuid not null,
  run_id    uuid not null,
  position  int not null,
  file      text not null,
  line      bigint not null,
  column_name text not null default '',
  code      text not null,
  message   text not null,
  remedy    text not null,
  primary key (tenant_id, run_id, position),
  foreign key (tenant_id, run_id) references import_run (tenant_id, id)
);
comment on table import_problem is 'What is wrong in an import, where, and how to mend it; the first thousand of a run';
call make_tenant_table('import_problem', 'select, insert, delete');

create table staged_customer (
  tenant_id uuid not null, run_id uuid not null, line bigint not null,
  number text not null, name text not null, segment text, currency char(3) not null, terms_code text, terms_days int,
  country char(2), parent_number text, contact_email text,
  primary key (tenant_id, run_id, line),
  foreign key (tenant_id, run_id) references import_run (tenant_id, id)
);
comment on table staged_customer is 'Rows of customers.csv on their way in';
call make_tenant_table('staged_customer', 'select, insert, update, delete');

create table staged_invoice (
  tenant_id uuid not null, run_id uuid not null, line bigint not null,
  number text not null, customer_number text not null, invoice_date date not null, due_date date not null, terms text not null,
  currency char(3) not null, amount_minor bigint not null check (amount_minor <> 0), tax_minor bigint not null default 0,
  reference text, disputed_on date, known_at timestamptz,
  id uuid not null default uuidv7(), item_id uuid not null default uuidv7(), entry_id uuid not null default uuidv7(), batch uuid,
  primary key (tenant_id, run_id, line),
  foreign key (tenant_id, run_id) references import_run (tenant_id, id)
);
comment on table staged_invoice is 'Rows of invoices.csv on their way in; in a sandbox those after the business date wait here';
comment on column staged_invoice.id is 'Becomes the invoice''s id; item_id its open item''s, entry_id its journal entry''s, so that posting is set-based';
comment on column staged_invoice.batch is 'The posting that is taking the row; null while it waits';
create index staged_invoice_number on staged_invoice (tenant_id, number);
create index staged_invoice_waiting on staged_invoice (tenant_id, invoice_date) where batch is null;
call make_tenant_table('staged_invoice', 'select, insert, update, delete');

create table staged_payment (
  tenant_id uuid not null, run_id uuid not null, line bigint not null,
  number text not null, customer_number text not null, invoice_number text, received_on date not null,
  currency char(3) not null, amount_minor bigint not null check (amount_minor > 0), method text not null default 'bank_transfer',
  reference text, known_at timestamptz,
  id uuid not null default uuidv7(), entry_id uuid not null default uuidv7(),
  application_id uuid not null default uuidv7(), application_entry_id uuid not null default uuidv7(),
  batch uuid, apply_batch uuid, applies_to uuid, apply_minor bigint not null default 0 check (apply_minor >= 0), applied_on date,
  primary key (tenant_id, run_id, line),
  foreign key (tenant_id, run_id) references import_run (tenant_id, id)
);
comment on table staged_payment is 'Rows of payments.csv on their way in';
comment on column staged_payment.id is 'Becomes the payment''s id; application_id that of its application, the entry ids those of the journal entries';
comment on column staged_payment.batch is 'The posting that took the payment; null while it waits for its day';
comment on column staged_payment.apply_batch is 'The posting that applied it; a payment received before its invoice''s date is taken first and applied on that date';
comment on column staged_payment.applies_to is 'Open item that it pays';
comment on column staged_payment.apply_minor is 'How much of it the item takes; the rest stays unapplied cash';
create index staged_payment_number on staged_payment (tenant_id, number);
create index staged_payment_waiting on staged_payment (tenant_id, received_on) where batch is null;
create index staged_payment_unapplied on staged_payment (tenant_id, invoice_number) where apply_batch is null;
call make_tenant_table('staged_payment', 'select, insert, update, delete');

-- Fresh rows have no statistics: the posting gathers them itself, or the planner takes thirty thousand rows for one.
grant maintain on staged_customer, staged_invoice, staged_payment, customer, invoice, open_item, payment, payment_application, journal_line to cashtide_app;
