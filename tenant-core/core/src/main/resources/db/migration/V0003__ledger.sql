-- Double entry under everything: append-only, balanced by constraint.

create table gl_account (
  tenant_id uuid not null references tenant,
  code      text not null,
  name      text not null,
  purpose   text not null check (purpose in ('RECEIVABLES', 'BANK', 'UNAPPLIED_CASH', 'SUSPENSE', 'MIGRATION', 'REVENUE', 'TAX', 'CASH_DISCOUNT', 'WRITE_OFF')),
  primary key (tenant_id, code),
  unique (tenant_id, purpose)
);
comment on table gl_account is 'General ledger accounts that receivables post to; one per purpose';
call make_tenant_table('gl_account', 'select, insert, update');

create table journal_entry (
  tenant_id     uuid not null references tenant,
  id            uuid not null,
  kind          text not null,
  occurred_on   date not null,
  source_entity text not null,
  source_id     uuid not null,
  reverses_id   uuid,
  import_run_id uuid,
  actor_id      uuid not null,
  memo          text not null default '',
  known_at      timestamptz not null,
  recorded_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, reverses_id) references journal_entry (tenant_id, id),
  unique (tenant_id, reverses_id)
);
comment on table journal_entry is 'A balanced set of postings; corrected by a reversal only, and reversed at most once';
comment on column journal_entry.kind is 'What happened: invoice_issued, credit_note_issued, payment_received, payment_applied, reversal ...';
comment on column journal_entry.source_entity is 'Published entity that caused it: invoices, payments, payment_applications';
create index journal_entry_source on journal_entry (tenant_id, source_entity, source_id);
create index journal_entry_import on journal_entry (tenant_id, import_run_id) where import_run_id is not null;
call make_tenant_table('journal_entry', 'select, insert');
call make_append_only('journal_entry');

create table journal_line (
  tenant_id    uuid not null,
  id           uuid not null default uuidv7(),
  entry_id     uuid not null,
  account_code text not null,
  customer_id  uuid,
  currency     char(3) not null,
  amount_minor bigint not null check (amount_minor <> 0),
  occurred_on  date not null,
  known_at     timestamptz not null,
  recorded_at  timestamptz not null default now(),
  version      bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id),
  foreign key (tenant_id, account_code) references gl_account (tenant_id, code)
);
comment on table journal_line is 'One posting';
comment on column journal_line.amount_minor is 'Minor units of the currency; positive is a debit, negative a credit';
comment on column journal_line.customer_id is 'Set on the subledger accounts: receivables and unapplied cash';
create index journal_line_entry on journal_line (tenant_id, entry_id);
create index journal_line_account on journal_line (tenant_id, account_code, currency, occurred_on) include (amount_minor);

-- All lines of an entry are written by one statement, and each statement balances per entry and currency: so an entry always balances.
create function journal_lines_balance() returns trigger language plpgsql as $$
declare
  bad record;
begin
  select entry_id, currency, sum(amount_minor) as difference into bad
  from new_lines group by tenant_id, entry_id, currency having sum(amount_minor) <> 0 limit 1;
  if found then
    raise exception 'journal entry % does not balance: % % minor units', bad.entry_id, bad.difference, bad.currency
      using errcode = 'check_violation', constraint = 'journal_lines_balance';
  end if;
  return null;
end $$;
create trigger balance after insert on journal_line referencing new table as new_lines for each statement execute function journal_lines_balance();
call make_tenant_table('journal_line', 'select, insert');
call publish_changes('journal_line', 'ledger_entries', array['entry_id', 'account_code', 'customer_id', 'currency', 'amount_minor', 'occurred_on']);
call make_append_only('journal_line');
