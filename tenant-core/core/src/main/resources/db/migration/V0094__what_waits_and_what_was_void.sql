-- A dispute of a file whose day has not come waits with the row of its invoice, as a payment before its invoice does.
alter table staged_invoice add column item_id uuid;
comment on column staged_invoice.item_id is 'The open item it became, when the file says that it is disputed later; null until it is posted';

-- An item whose import was undone was never paid: it has no day on which it was settled, and nobody is late with it.
alter table open_item drop constraint open_item_check2;
alter table open_item add constraint open_item_settled_check check (settled_on is null or open_minor = 0);
comment on column open_item.settled_on is 'Business date on which nothing was left open; null as well where the invoice was voided';
update open_item o set settled_on = null from invoice i
where i.tenant_id = o.tenant_id and i.id = o.invoice_id and i.voided_on is not null and o.settled_on is not null;
