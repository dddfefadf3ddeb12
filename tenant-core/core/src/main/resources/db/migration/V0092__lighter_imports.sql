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

-- Invoices, items and payments are never deleted: what refers to them is looked at once per statement, as the journal's
-- references are (ADR 0024), and an item's invoice with its customer, an application's item with its invoice.
create trigger never_deleted before delete or truncate on invoice for each statement execute function never_deleted();
create trigger never_deleted before delete or truncate on open_item for each statement execute function never_deleted();
create trigger never_deleted before delete or truncate on payment for each statement execute function never_deleted();
create trigger keeps_its_key before update of tenant_id, id, customer_id on invoice for each statement execute function refuse_change();
create trigger keeps_its_key before update of tenant_id, id, invoice_id, customer_id on open_item for each statement execute function refuse_change();
create trigger keeps_its_key before update of tenant_id, id on payment for each statement execute function refuse_change();

alter table open_item drop constraint open_item_tenant_id_invoice_id_fkey;
alter table open_item drop constraint open_item_tenant_id_customer_id_fkey;
alter table payment drop constraint payment_tenant_id_fkey;
alter table payment_application drop constraint payment_application_tenant_id_payment_id_fkey;
alter table payment_application drop constraint payment_application_tenant_id_open_item_id_fkey;

-- Row by row in the index of what is referred to, whatever a session's first plan saw.
create procedure refer_once(table_name regclass, key_column text, looked_up text, expected text, refusal text) language plpgsql as $$
declare
  name text := table_name::text || '_' || key_column || '_refers';
begin
  execute format($f$
    create function %1$I() returns trigger language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $t$
    declare
      unknown uuid;
    begin
      select n.%2$I into unknown from new_rows n where n.%2$I is not null and (%3$s) is distinct from n.%4$I limit 1;
      if found then
        raise exception %5$L, unknown using errcode = 'foreign_key_violation', constraint = %1$L;
      end if;
      return null;
    end $t$ $f$, name, key_column, looked_up, expected, refusal);
  execute format('create trigger %1$I after insert on %2$s referencing new table as new_rows for each statement execute function %1$I()', name, table_name);
end $$;
comment on procedure refer_once is 'Checks a reference of inserted rows once per statement: what is looked up by it is the expected column of the row';

call refer_once('open_item', 'invoice_id', 'select i.customer_id from invoice i where i.tenant_id = n.tenant_id and i.id = n.invoice_id',
  'customer_id', 'open item of unknown invoice %, or of one of another customer');
call refer_once('payment', 'tenant_id', 'select t.tenant_id from tenant t where t.tenant_id = n.tenant_id',
  'tenant_id', 'payment of unknown tenant %');
call refer_once('payment_application', 'open_item_id', 'select o.invoice_id from open_item o where o.tenant_id = n.tenant_id and o.id = n.open_item_id',
  'invoice_id', 'application to unknown open item %, or to one of another invoice');
call refer_once('payment_application', 'payment_id', 'select p.id from payment p where p.tenant_id = n.tenant_id and p.id = n.payment_id',
  'payment_id', 'application of unknown payment %');
