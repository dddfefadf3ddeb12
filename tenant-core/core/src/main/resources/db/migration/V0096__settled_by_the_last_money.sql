-- An invoice that a file paid to the end counted as settled on the day of that file's money, though other money may have come later.
update open_item o set settled_on = a.last_on
from (select tenant_id, open_item_id, max(applied_on) as last_on from standing_application group by tenant_id, open_item_id) a
where a.tenant_id = o.tenant_id and a.open_item_id = o.id and o.open_minor = 0 and o.settled_on < a.last_on;
