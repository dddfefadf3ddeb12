-- After a restore the lake is read anew from the change log, which no longer has what is older than its retention.

create function missing_state_to_log() returns bigint language plpgsql security definer
  set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
  published record;
  fields text;
  logged bigint;
  total bigint := 0;
begin
  for published in
    select * from (values
      ('customer', 'customers', 'number,name,parent_id,segment,country,currency,terms_code,terms_days'),
      ('invoice', 'invoices', 'kind,number,customer_id,invoice_date,due_date,terms,currency,amount_minor,tax_minor,corrects_id,voided_on'),
      ('open_item', 'open_items', 'invoice_id,instalment,kind,number,customer_id,invoice_date,due_date,discount_date,discount_minor,currency,amount_minor,open_minor,disputed_minor,settled_on'),
      ('payment', 'payments', 'number,customer_id,received_on,currency,amount_minor,unapplied_minor,method,reversed_on'),
      ('payment_application', 'payment_applications', 'payment_id,credit_note_item_id,open_item_id,invoice_id,customer_id,applied_on,currency,amount_minor,discount_minor,evidence,reverses_id'),
      ('dispute', 'disputes', 'open_item_id,invoice_id,customer_id,reason,currency,amount_minor,opened_on,answer_by,closed_on,outcome'),
      ('promise', 'promises', 'customer_id,currency,amount_minor,made_on,promised_on,status,decided_on,paid_minor'),
      ('activity', 'activities', 'customer_id,channel,direction,outcome,happened_on'),
      ('journal_line', 'ledger_entries', 'entry_id,account_code,customer_id,currency,amount_minor,occurred_on'),
      ('control_total', 'control_totals', 'taken_on,snapshot,measure,currency,amount_minor,row_count'),
      ('tenant', 'tenants', 'alias,name,time_zone,base_currency,sandbox,business_date')
    ) p (table_name, entity, columns)
  loop
    select string_agg(format('n.%I', c), ', ') into fields from unnest(string_to_array(published.columns, ',')) c;
    execute format($q$
      insert into change_log (tenant_id, entity, entity_id, entity_version, op, known_at, payload)
      select n.tenant_id, %1$L, n.%2$I, n.version, 'U', n.known_at, (select to_jsonb(c) from (select %3$s) c)
      from %4$I n
      where not exists (select from change_log l where l.entity = %1$L and l.entity_id = n.%2$I and l.tenant_id = n.tenant_id)
    $q$, published.entity, case published.table_name when 'tenant' then 'tenant_id' else 'id' end, fields, published.table_name);
    get diagnostics logged = row_count;
    total := total + logged;
  end loop;
  return total;
end $$;
comment on function missing_state_to_log is 'Logs every row of a published table that the change log knows nothing of, as it is now; the worker calls it before a lake is built from a restored database. Says how many they were';
revoke all on function missing_state_to_log from public;
grant execute on function missing_state_to_log to cashtide_worker;
