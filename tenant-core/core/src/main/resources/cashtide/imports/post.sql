-- Posts staged rows up to :day. Every statement is one of the steps of one transaction; the ids of what they make stand in
-- the staging tables already.

-- Take invoices whose day has come.
-- counted
update staged_invoice s set batch = :batch
from import_run r
where s.batch is null and s.invoice_date <= :day
  and r.tenant_id = s.tenant_id and r.id = s.run_id and r.status in ('importing', 'done');

-- Take payments whose day has come.
-- counted
update staged_payment s set batch = :batch
from import_run r
where s.batch is null and s.received_on <= :day
  and r.tenant_id = s.tenant_id and r.id = s.run_id and r.status in ('importing', 'done');

analyze staged_invoice, staged_payment;

-- Lock what may be applied, payments of earlier postings first, then items, each in the order of their ids: somebody may be
-- applying cash by hand. What the plan reads after this stays as it is until the end.
select p.id from payment p
where p.id in (select s.id from staged_payment s where s.batch <> :batch and s.apply_batch is null and s.invoice_number is not null)
order by p.id for update;

select o.id from open_item o
where o.kind = 'invoice'
  and o.number in (select s.invoice_number from staged_payment s where s.batch is not null and s.apply_batch is null)
order by o.id for update;

-- Plan the applications: payments in the order of their value dates take what is open of their invoice. A payment of an
-- earlier posting has what of it is still unapplied.
with target as (
  select s.tenant_id, s.number, s.item_id, s.invoice_date, s.currency, s.amount_minor as open_minor
  from staged_invoice s
  where s.batch = :batch and s.amount_minor > 0
  union all
  select o.tenant_id, o.number, o.id, o.invoice_date, o.currency, o.open_minor
  from open_item o
  where o.kind = 'invoice' and o.open_minor > 0
    and o.number in (select p.invoice_number from staged_payment p where p.batch is not null and p.apply_batch is null)
    and not exists (select from open_item earlier where earlier.tenant_id = o.tenant_id and earlier.invoice_id = o.invoice_id
                    and earlier.open_minor > 0 and earlier.instalment < o.instalment)
), available as (
  select s.tenant_id, s.run_id, s.line, s.invoice_number, s.received_on, s.number, s.currency,
         least(s.amount_minor, coalesce(p.unapplied_minor, s.amount_minor)) as amount_minor
  from staged_payment s left join payment p on p.tenant_id = s.tenant_id and p.id = s.id
  where s.batch is not null and s.apply_batch is null and s.invoice_number is not null
), planned as (
  select a.tenant_id, a.run_id, a.line, t.item_id, greatest(a.received_on, t.invoice_date) as applied_on,
         least(a.amount_minor, greatest(0, t.open_minor - (sum(a.amount_minor) over same_item - a.amount_minor))) as apply_minor
  from available a
  join target t on t.tenant_id = a.tenant_id and t.number = a.invoice_number and t.currency = a.currency
  window same_item as (partition by t.item_id order by a.received_on, a.number, a.run_id, a.line)
)
update staged_payment s
set apply_batch = :batch, applies_to = p.item_id, apply_minor = p.apply_minor, applied_on = p.applied_on
from planned p
where p.tenant_id = s.tenant_id and p.run_id = s.run_id and p.line = s.line;

insert into invoice (tenant_id, id, kind, number, customer_id, invoice_date, due_date, terms, currency, amount_minor, tax_minor,
                     reference, import_run_id, known_at)
select s.tenant_id, s.id, case when s.amount_minor > 0 then 'invoice' else 'credit_note' end, s.number, c.id, s.invoice_date,
       s.due_date, s.terms, s.currency, s.amount_minor, s.tax_minor, s.reference, s.run_id,
       coalesce(s.known_at, (s.invoice_date + 1)::timestamp at time zone :zone - interval '1 microsecond')
from staged_invoice s join customer c on c.tenant_id = s.tenant_id and c.number = s.customer_number
where s.batch = :batch;

with applied as (
  select tenant_id, applies_to, sum(apply_minor) as apply_minor, max(applied_on) filter (where apply_minor > 0) as applied_on
  from staged_payment where apply_batch = :batch group by tenant_id, applies_to
)
insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date, discount_date,
                       discount_minor, currency, amount_minor, open_minor, disputed_minor, settled_on, known_at)
select s.tenant_id, s.item_id, s.id, i.kind, s.number, i.customer_id, s.invoice_date, s.due_date, s.discount_date,
       s.discount_minor, s.currency, s.amount_minor,
       s.amount_minor - coalesce(a.apply_minor, 0),
       case when s.disputed_on <= :day and s.amount_minor > 0 then s.amount_minor - coalesce(a.apply_minor, 0) else 0 end,
       case when s.amount_minor = coalesce(a.apply_minor, 0) then a.applied_on end,
       i.known_at
from staged_invoice s
join invoice i on i.tenant_id = s.tenant_id and i.id = s.id
left join applied a on a.tenant_id = s.tenant_id and a.applies_to = s.item_id
where s.batch = :batch;

-- Items of earlier postings that are paid now.
with applied as (
  select tenant_id, applies_to, sum(apply_minor) as apply_minor, max(applied_on) as applied_on
  from staged_payment where apply_batch = :batch and apply_minor > 0 group by tenant_id, applies_to
)
update open_item o
set open_minor = o.open_minor - a.apply_minor,
    disputed_minor = least(o.disputed_minor, o.open_minor - a.apply_minor),
    settled_on = case when o.open_minor = a.apply_minor then a.applied_on end
from applied a
where o.tenant_id = a.tenant_id and o.id = a.applies_to
  and not exists (select from staged_invoice s where s.tenant_id = o.tenant_id and s.item_id = o.id and s.batch = :batch);

insert into payment (tenant_id, id, number, customer_id, received_on, currency, amount_minor, unapplied_minor, method, reference,
                     import_run_id, known_at)
select s.tenant_id, s.id, s.number, c.id, s.received_on, s.currency, s.amount_minor,
       s.amount_minor - case when s.apply_batch = :batch then s.apply_minor else 0 end, s.method, s.reference, s.run_id,
       coalesce(s.known_at, (s.received_on + 1)::timestamp at time zone :zone - interval '1 microsecond')
from staged_payment s join customer c on c.tenant_id = s.tenant_id and c.number = s.customer_number
where s.batch = :batch;

-- Payments of earlier postings whose invoice has come.
update payment p set unapplied_minor = p.unapplied_minor - s.apply_minor
from staged_payment s
where s.apply_batch = :batch and s.batch <> :batch and s.apply_minor > 0 and p.tenant_id = s.tenant_id and p.id = s.id;

analyze invoice, open_item, payment;

insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id, applied_on, currency,
                                 amount_minor, evidence, import_run_id, known_at)
select s.tenant_id, s.application_id, s.id, o.id, o.invoice_id, o.customer_id, s.applied_on, s.currency, s.apply_minor, 'import',
       s.run_id, greatest(p.known_at, o.known_at)
from staged_payment s
join payment p on p.tenant_id = s.tenant_id and p.id = s.id
join open_item o on o.tenant_id = s.tenant_id and o.id = s.applies_to
where s.apply_batch = :batch and s.apply_minor > 0;

insert into dispute (tenant_id, id, open_item_id, invoice_id, customer_id, reason, currency, amount_minor, opened_on, answer_by,
                     closed_on, outcome, known_at)
select s.tenant_id, uuidv7(), s.item_id, s.id, o.customer_id, 'UNKNOWN', s.currency,
       case when o.open_minor > 0 then o.open_minor else o.amount_minor end, s.disputed_on, s.disputed_on + 14,
       case when o.settled_on is not null then greatest(o.settled_on, s.disputed_on) end,
       case when o.settled_on is not null then 'withdrawn' end,
       (s.disputed_on + 1)::timestamp at time zone :zone - interval '1 microsecond'
from staged_invoice s join open_item o on o.tenant_id = s.tenant_id and o.id = s.item_id
where s.batch = :batch and s.disputed_on <= :day and s.amount_minor > 0;

analyze payment_application;

insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, import_run_id, actor_id, memo, known_at)
select s.tenant_id, s.entry_id, case when s.amount_minor > 0 then 'invoice_issued' else 'credit_note_issued' end, s.invoice_date,
       'invoices', s.id, s.run_id, :actor, 'Imported', i.known_at
from staged_invoice s join invoice i on i.tenant_id = s.tenant_id and i.id = s.id where s.batch = :batch
union all
select s.tenant_id, s.entry_id, 'payment_received', s.received_on, 'payments', s.id, s.run_id, :actor, 'Imported', p.known_at
from staged_payment s join payment p on p.tenant_id = s.tenant_id and p.id = s.id where s.batch = :batch
union all
select s.tenant_id, s.application_entry_id, 'payment_applied', a.applied_on, 'payment_applications', a.id, s.run_id, :actor,
       'Imported', a.known_at
from staged_payment s join payment_application a on a.tenant_id = s.tenant_id and a.id = s.application_id
where s.apply_batch = :batch and s.apply_minor > 0;

insert into journal_line (tenant_id, entry_id, account_code, customer_id, currency, amount_minor, occurred_on, known_at)
select s.tenant_id, s.entry_id, side.account, case when side.sign = 1 then i.customer_id end, s.currency,
       side.sign * s.amount_minor, s.invoice_date, i.known_at
from staged_invoice s join invoice i on i.tenant_id = s.tenant_id and i.id = s.id
cross join (values (:receivables, 1), (:migration, -1)) as side (account, sign)
where s.batch = :batch
union all
select s.tenant_id, s.entry_id, side.account, case when side.sign = -1 then p.customer_id end, s.currency,
       side.sign * s.amount_minor, s.received_on, p.known_at
from staged_payment s join payment p on p.tenant_id = s.tenant_id and p.id = s.id
cross join (values (:migration, 1), (:unapplied, -1)) as side (account, sign)
where s.batch = :batch
union all
select s.tenant_id, s.application_entry_id, side.account, case when side.sign = 1 then p.customer_id else a.customer_id end,
       s.currency, side.sign * s.apply_minor, a.applied_on, a.known_at
from staged_payment s
join payment p on p.tenant_id = s.tenant_id and p.id = s.id
join payment_application a on a.tenant_id = s.tenant_id and a.id = s.application_id
cross join (values (:unapplied, 1), (:receivables, -1)) as side (account, sign)
where s.apply_batch = :batch and s.apply_minor > 0;

-- What was posted needs its staging rows no more; a payment stays until its invoice has come.
delete from staged_invoice where batch = :batch;

delete from staged_payment where batch is not null and (apply_batch is not null or invoice_number is null);

set local default_statistics_target to default;

analyze customer, invoice, open_item, payment, payment_application, journal_line;
