-- A plan kept from a session's first statements, which may have posted nothing into an empty journal, read every entry for
-- every line of the import that came next. Planned each time, the checks go by what there is to check; without a limit of one,
-- which would have the plan count on finding a fault at once. ADR 0024.
create or replace function journal_lines_refer() returns trigger language plpgsql as $$
declare
  unknown text;
begin
  execute 'select (array_agg(n.entry_id))[1] from (select distinct tenant_id, entry_id from new_lines) n
    where not exists (select from journal_entry e where e.tenant_id = n.tenant_id and e.id = n.entry_id)' into unknown;
  if unknown is not null then
    raise exception 'journal lines of unknown entry %', unknown
      using errcode = 'foreign_key_violation', constraint = 'journal_lines_refer';
  end if;
  execute 'select min(n.account_code) from (select distinct tenant_id, account_code from new_lines) n
    where not exists (select from gl_account a where a.tenant_id = n.tenant_id and a.code = n.account_code)' into unknown;
  if unknown is not null then
    raise exception 'journal lines on unknown account %', unknown
      using errcode = 'foreign_key_violation', constraint = 'journal_lines_refer';
  end if;
  return null;
end $$;
