-- An import writes six postings for each paid invoice: what every row of them pays for in checks and indexes decides how
-- fast a ledger comes in. ADR 0024.

-- Journal entries and accounts are never deleted, so a reference can only be wrong when it is written: one look per
-- statement does what a trigger per row did.
create function never_deleted() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never deleted', tg_table_name using errcode = 'restrict_violation';
end $$;
comment on function never_deleted is 'Trigger of tables that others refer to without a foreign key';
create trigger never_deleted before delete or truncate on tenant for each statement execute function never_deleted();
create trigger never_deleted before delete or truncate on gl_account for each statement execute function never_deleted();
create trigger keeps_its_key before update of tenant_id, code on gl_account for each statement execute function refuse_change();

alter table journal_entry drop constraint journal_entry_tenant_id_fkey;
create function journal_entries_refer() returns trigger language plpgsql as $$
declare
  unknown uuid;
begin
  select n.tenant_id into unknown from (select distinct tenant_id from new_entries) n
  where not exists (select from tenant t where t.tenant_id = n.tenant_id) limit 1;
  if found then
    raise exception 'journal entry of unknown tenant %', unknown
      using errcode = 'foreign_key_violation', constraint = 'journal_entries_refer';
  end if;
  return null;
end $$;
create trigger refer after insert on journal_entry referencing new table as new_entries for each statement execute function journal_entries_refer();

alter table journal_line drop constraint journal_line_tenant_id_entry_id_fkey;
alter table journal_line drop constraint journal_line_tenant_id_account_code_fkey;
-- Its plan is made once for a session, by a journal of two lines as well as by one of two hundred thousand: looking entries
-- up one by one in their index suits both, and a subquery of each row without sequential scans can't be anything else.
create function journal_lines_refer() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  bad record;
begin
  select n.entry_id into bad from (select distinct tenant_id, entry_id from new_lines) n
  where (select e.id from journal_entry e where e.tenant_id = n.tenant_id and e.id = n.entry_id) is null limit 1;
  if found then
    raise exception 'journal lines of unknown entry %', bad.entry_id
      using errcode = 'foreign_key_violation', constraint = 'journal_lines_refer';
  end if;
  select n.account_code into bad from (select distinct tenant_id, account_code from new_lines) n
  where not exists (select from gl_account a where a.tenant_id = n.tenant_id and a.code = n.account_code) limit 1;
  if found then
    raise exception 'journal lines on unknown account %', bad.account_code
      using errcode = 'foreign_key_violation', constraint = 'journal_lines_refer';
  end if;
  return null;
end $$;
create trigger refer after insert on journal_line referencing new table as new_lines for each statement execute function journal_lines_refer();

-- The customer and the payment lead to the tenant already.
alter table invoice drop constraint invoice_tenant_id_fkey;
alter table payment_application drop constraint payment_application_tenant_id_fkey;

-- One index finds the lines of an entry and tells them apart; reversals are few; the log is read by transaction only.
alter table journal_line drop constraint journal_line_pkey;
drop index journal_line_entry;
alter table journal_line add primary key (tenant_id, entry_id, id);
alter table journal_entry drop constraint journal_entry_tenant_id_reverses_id_key;
create unique index journal_entry_reverses on journal_entry (tenant_id, reverses_id) where reverses_id is not null;
alter table change_log drop constraint change_log_pkey;
drop index change_log_xid_id;
alter table change_log add primary key (xid, id);
