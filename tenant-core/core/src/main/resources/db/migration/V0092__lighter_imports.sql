-- An import's rows are written once where they were written three times, and indexed for what is asked of them. ADR 0025.

-- Posting gives its rows their ids in temporary tables, so staged rows carry none and are not marked on the way. A run is never
-- deleted, and its rows are staged by nobody but itself.
alter table staged_customer drop constraint staged_customer_tenant_id_run_id_fkey;
alter table staged_invoice drop constraint staged_invoice_tenant_id_run_id_fkey;
alter table staged_payment drop constraint staged_payment_tenant_id_run_id_fkey;
drop index staged_invoice_waiting, staged_payment_waiting, staged_payment_unapplied;
alter table staged_invoice drop column id, drop column item_id, drop column entry_id, drop column batch;
alter table staged_payment add column payment_id uuid;
update staged_payment set payment_id = id where batch is not null;
alter table staged_payment drop column id, drop column entry_id, drop column application_id, drop column application_entry_id,
  drop column batch, drop column apply_batch, drop column applies_to, drop column apply_minor, drop column applied_on;
comment on column staged_payment.payment_id is 'The payment it became, when it came before its invoice''s date and waits for that; null until its own day has come';

-- No question asks for the lines of an account over time, and this index took more than the lines themselves.
drop index journal_line_account;

-- Reversals are few.
alter table payment_application drop constraint payment_application_tenant_id_reverses_id_key;
create unique index payment_application_reverses on payment_application (tenant_id, reverses_id) where reverses_id is not null;
