create view standing_application with (security_invoker = true) as
select * from payment_application a
where a.reverses_id is null
  and not exists (select from payment_application r where r.tenant_id = a.tenant_id and r.reverses_id = a.id);
comment on view standing_application is 'Applications that were not taken back; one that was and its reversal, on whatever days, say nothing of what was paid';
grant select on standing_application to cashtide_app;
