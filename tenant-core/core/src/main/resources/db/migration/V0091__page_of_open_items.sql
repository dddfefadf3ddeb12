-- The order of the open items' pages: debts by their due date, then credit notes. Deep pages skip keys in it, not rows.
create index open_item_page on open_item (tenant_id, (open_minor < 0), due_date, id) include (open_minor) where open_minor <> 0;
