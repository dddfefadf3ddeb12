-- Posts staged rows of accepted imports, and of :run, up to :day, one transaction's steps. What a row becomes, with its ids, is worked out first, in temporary
-- tables; what is posted leaves the staging tables.

create temporary table posting_invoice as
select s.tenant_id, s.run_id, s.line, uuidv7() as id, uuidv7() as item_id, uuidv7() as entry_id, c.id as customer_id,
       case when s.amount_minor > 0 then 'invoice' else 'credit_note' end as kind, s.number, s.invoice_date, s.due_date, s.terms,
       s.discount_date, s.discount_minor, s.currency, s.amount_minor, s.tax_minor, s.reference, s.disputed_on,
       coalesce(s.known_at, (s.invoice_date + 1)::timestamp at time zone :zone - interval '1 microsecond') as known_at
from staged_invoice s
join import_run r on r.tenant_id = s.tenant_id and r.id = s.run_id and (r.status = 'done' or r.id = :run)
join customer c on c.tenant_id = s.tenant_id and c.number = s.customer_number
where s.item_id is null and s.invoice_date <= :day;

create temporary table posting_payment as
select s.tenant_id, s.run_id, s.line, uuidv7() as id, uuidv7() as entry_id, c.id as customer_id, s.number, s.invoice_number,
       s.received_on, s.currency, s.amount_minor, s.method, s.reference,
       coalesce(s.known_at, (s.received_on + 1)::timestamp at time zone :zone - interval '1 microsecond') as known_at
from staged_payment s
join import_run r on r.tenant_id = s.tenant_id and r.id = s.run_id and (r.status = 'done' or r.id = :run)
join customer c on c.tenant_id = s.tenant_id and c.number = s.customer_number
where s.payment_id is null and s.received_on <= :day;

analyze posting_invoice, posting_payment;

-- Lock what may be applied, payments of earlier postings first, then items, each in the order of their ids: somebody may be
-- applying cash by hand. What the plan reads after this stays as it is until the end.
select p.id from payment p
where p.id in (select s.payment_id from staged_payment s where s.payment_id is not null)
order by p.id for update;

select o.id from open_item o
where o.kind = 'invoice'
  and o.number in (select invoice_number from posting_payment
                   union select invoice_number from staged_payment where payment_id is not null)
   or o.id in (select item_id from staged_invoice where item_id is not null and disputed_on <= :day)
order by o.id for update;

-- Plan the applications: payments in the order of their value dates take what is open of their invoice. A payment of an
-- earlier posting has what of it is still unapplied. One that comes too late for its invoice takes nothing of it.
create temporary table posting_application as
with available as (
  select p.tenant_id, p.run_id, p.line, p.id as payment_id, p.customer_id, p.invoice_number, p.received_on, p.number, p.currency,
         p.amount_minor, p.known_at, true as new_payment
  from posting_payment p
  where p.invoice_number is not null
  union all
  select s.tenant_id, s.run_id, s.line, p.id, p.customer_id, s.invoice_number, s.received_on, s.number, s.currency,
         p.unapplied_minor, p.known_at, false
  from staged_payment s join payment p on p.tenant_id = s.tenant_id and p.id = s.payment_id
), target as (
  select i.tenant_id, i.number, i.item_id, i.id as invoice_id, i.customer_id, i.invoice_date, i.currency,
         i.amount_minor as open_minor, i.known_at, true as new_item
  from posting_invoice i
  where i.kind = 'invoice'
  union all
  select o.tenant_id, o.number, o.id, o.invoice_id, o.customer_id, o.invoice_date, o.currency, o.open_minor, o.known_at, false
  from open_item o
  where o.kind = 'invoice' and o.open_minor > 0 and o.number in (select invoice_number from available)
    and not exists (select from open_item earlier where earlier.tenant_id = o.tenant_id and earlier.invoice_id = o.invoice_id
                    and earlier.open_minor > 0 and earlier.instalment < o.instalment)
)
select a.tenant_id, a.run_id, a.line, uuidv7() as id, uuidv7() as entry_id, a.payment_id, a.new_payment,
       a.customer_id as payer_id, t.item_id, t.new_item, t.invoice_id, t.customer_id, a.currency,
       greatest(a.received_on, t.invoice_date) as applied_on,
       least(a.amount_minor, greatest(0, t.open_minor - (sum(a.amount_minor) over same_item - a.amount_minor)))::bigint as amount_minor,
       greatest(a.known_at, t.known_at) as known_at
from available a
join target t on t.tenant_id = a.tenant_id and t.number = a.invoice_number and t.currency = a.currency
window same_item as (partition by t.item_id order by a.received_on, a.number, a.run_id, a.line);

analyze posting_application;

-- counted
insert into invoice (tenant_id, id, kind, number, customer_id, invoice_date, due_date, terms, currency, amount_minor, tax_minor,
                     reference, import_run_id, known_at)
select tenant_id, id, kind, number, customer_id, invoice_date, due_date, terms, currency, amount_minor, tax_minor, reference,
       run_id, known_at
from posting_invoice;

with applied as (
  select item_id, sum(amount_minor) as amount_minor, max(applied_on) as applied_on
  from posting_application where new_item and amount_minor > 0 group by item_id
)
insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date, discount_date,
                       discount_minor, currency, amount_minor, open_minor, disputed_minor, settled_on, known_at)
select i.tenant_id, i.item_id, i.id, i.kind, i.number, i.customer_id, i.invoice_date, i.due_date, i.discount_date,
       i.discount_minor, i.currency, i.amount_minor,
       i.amount_minor - coalesce(a.amount_minor, 0),
       case when i.disputed_on <= :day and i.kind = 'invoice' then i.amount_minor - coalesce(a.amount_minor, 0) else 0 end,
       case when i.amount_minor = coalesce(a.amount_minor, 0) then a.applied_on end,
       i.known_at
from posting_invoice i left join applied a on a.item_id = i.item_id;

-- Items of earlier postings that are paid now. What was paid before may have come later: the last money settles.
with applied as (
  select tenant_id, item_id, sum(amount_minor) as amount_minor, max(applied_on) as applied_on
  from posting_application where not new_item and amount_minor > 0 group by tenant_id, item_id
)
update open_item o
set open_minor = o.open_minor - a.amount_minor,
    disputed_minor = least(o.disputed_minor, o.open_minor - a.amount_minor),
    settled_on = case when o.open_minor = a.amount_minor then
                   (select greatest(a.applied_on, max(s.applied_on)) from standing_application s
                    where s.tenant_id = o.tenant_id and s.open_item_id = o.id) end
from applied a
where o.tenant_id = a.tenant_id and o.id = a.item_id;

-- counted
insert into payment (tenant_id, id, number, customer_id, received_on, currency, amount_minor, unapplied_minor, method, reference,
                     import_run_id, known_at)
select p.tenant_id, p.id, p.number, p.customer_id, p.received_on, p.currency, p.amount_minor,
       p.amount_minor - coalesce(a.amount_minor, 0), p.method, p.reference, p.run_id, p.known_at
from posting_payment p left join posting_application a on a.payment_id = p.id;

-- Payments of earlier postings whose invoice has come.
update payment p set unapplied_minor = p.unapplied_minor - a.amount_minor
from posting_application a
where not a.new_payment and a.amount_minor > 0 and p.tenant_id = a.tenant_id and p.id = a.payment_id;

insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id, applied_on, currency,
                                 amount_minor, evidence, import_run_id, known_at)
select tenant_id, id, payment_id, item_id, invoice_id, customer_id, applied_on, currency, amount_minor, 'import', run_id, known_at
from posting_application
where amount_minor > 0;

insert into dispute (tenant_id, id, open_item_id, invoice_id, customer_id, reason, currency, amount_minor, opened_on, answer_by,
                     closed_on, outcome, known_at)
select i.tenant_id, uuidv7(), i.item_id, i.id, i.customer_id, 'UNKNOWN', i.currency,
       case when o.open_minor > 0 then o.open_minor else o.amount_minor end, i.disputed_on, i.disputed_on + 14,
       case when o.settled_on is not null then greatest(o.settled_on, i.disputed_on) end,
       case when o.settled_on is not null then 'withdrawn' end,
       (i.disputed_on + 1)::timestamp at time zone :zone - interval '1 microsecond'
from posting_invoice i join open_item o on o.tenant_id = i.tenant_id and o.id = i.item_id
where i.disputed_on <= :day and i.kind = 'invoice';

-- Disputes of earlier postings whose day has come, with what is still open.
insert into dispute (tenant_id, id, open_item_id, invoice_id, customer_id, reason, currency, amount_minor, opened_on, answer_by,
                     closed_on, outcome, known_at)
select o.tenant_id, uuidv7(), o.id, o.invoice_id, o.customer_id, 'UNKNOWN', o.currency,
       case when o.open_minor > 0 then o.open_minor else o.amount_minor end, s.disputed_on, s.disputed_on + 14,
       case when o.settled_on is not null then greatest(o.settled_on, s.disputed_on) end,
       case when o.settled_on is not null then 'withdrawn' end,
       (s.disputed_on + 1)::timestamp at time zone :zone - interval '1 microsecond'
from staged_invoice s join open_item o on o.tenant_id = s.tenant_id and o.id = s.item_id
where s.disputed_on <= :day;

update open_item o set disputed_minor = o.open_minor
from staged_invoice s
where s.disputed_on <= :day and o.tenant_id = s.tenant_id and o.id = s.item_id and o.open_minor > 0;

insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, import_run_id, actor_id, memo, known_at)
select tenant_id, entry_id, kind || '_issued', invoice_date, 'invoices', id, run_id, :actor, 'Imported', known_at
from posting_invoice
union all
select tenant_id, entry_id, 'payment_received', received_on, 'payments', id, run_id, :actor, 'Imported', known_at
from posting_payment
union all
select tenant_id, entry_id, 'payment_applied', applied_on, 'payment_applications', id, run_id, :actor, 'Imported', known_at
from posting_application
where amount_minor > 0;

insert into journal_line (tenant_id, entry_id, account_code, customer_id, currency, amount_minor, occurred_on, known_at)
select i.tenant_id, i.entry_id, side.account, case when side.sign = 1 then i.customer_id end, i.currency,
       side.sign * i.amount_minor, i.invoice_date, i.known_at
from posting_invoice i cross join (values (:receivables, 1), (:migration, -1)) as side (account, sign)
union all
select p.tenant_id, p.entry_id, side.account, case when side.sign = -1 then p.customer_id end, p.currency,
       side.sign * p.amount_minor, p.received_on, p.known_at
from posting_payment p cross join (values (:migration, 1), (:unapplied, -1)) as side (account, sign)
union all
select a.tenant_id, a.entry_id, side.account, case when side.sign = 1 then a.payer_id else a.customer_id end, a.currency,
       side.sign * a.amount_minor, a.applied_on, a.known_at
from posting_application a cross join (values (:unapplied, 1), (:receivables, -1)) as side (account, sign)
where a.amount_minor > 0;

-- What was posted needs its staging rows no more, but for a dispute or an invoice that is still to come.
delete from staged_invoice where item_id is not null and disputed_on <= :day;

update staged_invoice s set item_id = i.item_id
from posting_invoice i
where s.tenant_id = i.tenant_id and s.run_id = i.run_id and s.line = i.line and i.disputed_on > :day and i.kind = 'invoice';

delete from staged_invoice s using posting_invoice i
where s.tenant_id = i.tenant_id and s.run_id = i.run_id and s.line = i.line and s.item_id is null;

update staged_payment s set payment_id = p.id
from posting_payment p
where s.tenant_id = p.tenant_id and s.run_id = p.run_id and s.line = p.line and p.invoice_number is not null
  and not exists (select from posting_application a where a.payment_id = p.id);

delete from staged_payment s using posting_payment p
where s.tenant_id = p.tenant_id and s.run_id = p.run_id and s.line = p.line and s.payment_id is null;

delete from staged_payment s
where s.payment_id is not null
  and not exists (select from staged_invoice w join import_run r on r.tenant_id = w.tenant_id and r.id = w.run_id
                  where w.tenant_id = s.tenant_id and w.number = s.invoice_number and w.item_id is null
                    and (r.status = 'done' or r.id = :run));

drop table posting_invoice, posting_payment, posting_application;

analyze customer, invoice, open_item, payment, payment_application, journal_line;
