-- Pages of the worklist in their order from the index alone, whatever the queue and the filter, however deep the page.
drop index worklist_entry_rank;
create index worklist_entry_order on worklist_entry (tenant_id, rank_value desc, customer_id, currency)
  include (tab, collector_id, overdue_minor, open_minor);

-- Contacts and promises of a day: the collectors' progress.
create index activity_day on activity (tenant_id, happened_on);
create index promise_made on promise (tenant_id, made_on);

-- Actual cash per week beside the forecasts, and the items that a day brought.
create index payment_received on payment (tenant_id, currency, received_on) include (amount_minor);
create index invoice_day on invoice (tenant_id, invoice_date);
create index dispute_day on dispute (tenant_id, opened_on);

-- The newest forecast of a day.
create index score_run_as_of on score_run (tenant_id, kind, as_of desc, completed_at desc);
