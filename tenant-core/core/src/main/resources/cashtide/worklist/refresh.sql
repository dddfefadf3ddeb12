-- One row per account that a collector may have to act on, ranked by the expected benefit of a contact now.
-- Parameters: :today, :customer (null for all). Runs as cashtide_app inside a tenant's transaction, so that
-- row-level security names the tenant; every join carries tenant_id all the same, for the composite keys.
with
pooled as (
  -- What the tenant's customers do on the whole: the prior of customers with little history.
  select coalesce(avg((settled_on > due_date)::int), 0.5)::float8 as late_share,
         coalesce(avg(greatest(settled_on - due_date, 0)), 10)::float8 as days_late
  from (select settled_on, due_date from open_item
        where settled_on between :today - 365 and :today and kind = 'invoice' limit 20000) recent
),
history as (
  select tenant_id, customer_id, count(*) as settled, count(*) filter (where settled_on > due_date) as late,
         sum(greatest(settled_on - due_date, 0)) as days_late
  from open_item
  where settled_on between :today - 730 and :today and kind = 'invoice' and (:customer is null or customer_id = :customer)
  group by tenant_id, customer_id
),
habit as (
  -- Shrunk towards the tenant's own average with the weight of four invoices.
  select h.tenant_id, h.customer_id, h.settled, h.late,
         (h.late + 4 * p.late_share) / (h.settled + 4) as late_share,
         (h.days_late + 4 * p.days_late) / (h.settled + 4) as days_late
  from history h cross join pooled p
),
item as (
  select o.tenant_id, o.customer_id, o.currency, o.open_minor, o.disputed_minor,
         case when o.open_minor > 0 then o.due_date end as due_date,
         o.open_minor > 0 and o.due_date < :today as overdue,
         greatest(o.open_minor, 0) - o.disputed_minor as collectable,
         s.p_late, s.previous_p_late,
         -- Chance that nothing has come 28 days from now, given that nothing came since the score's day.
         case when s.invoice_id is not null then
           greatest(0, 1 - coalesce(w[1], 0) - coalesce(w[2], 0) - coalesce(w[3], 0) - coalesce(w[4], 0)
             - case when age >= 1 then coalesce(w[5], 0) else 0 end - case when age >= 2 then coalesce(w[6], 0) else 0 end
             - case when age >= 3 then coalesce(w[7], 0) else 0 end - case when age >= 4 then coalesce(w[8], 0) else 0 end)
           / greatest(0.02, 1 - case when age >= 1 then coalesce(w[1], 0) else 0 end - case when age >= 2 then coalesce(w[2], 0) else 0 end
             - case when age >= 3 then coalesce(w[3], 0) else 0 end - case when age >= 4 then coalesce(w[4], 0) else 0 end)
         end as p_unpaid,
         greatest(coalesce(s.p50_date, o.due_date + coalesce(h.days_late, p.days_late)::int), :today + 1) as expected_on,
         coalesce(h.late_share, p.late_share) as usual_late_share,
         s.invoice_id is not null as scored
  from open_item o
  cross join pooled p
  left join invoice_score s on s.tenant_id = o.tenant_id and s.invoice_id = o.invoice_id
  left join lateral (select s.week_probability as w, (:today - s.as_of) / 7 as age) l on true
  left join habit h on h.tenant_id = o.tenant_id and h.customer_id = o.customer_id
  where o.open_minor <> 0 and (:customer is null or o.customer_id = :customer)
),
weighed as (
  select i.*,
         least(1, greatest(0, coalesce(i.p_unpaid, i.usual_late_share))) as p_unpaid_at_horizon,
         -- An item past its due date is late for certain: what is uncertain is whether it is still unpaid in four weeks.
         least(1, greatest(0, case when i.overdue then coalesce(i.p_unpaid, i.usual_late_share)
                                   else coalesce(i.p_late, i.usual_late_share) end)) as p_late_now,
         -- A contact brings the money about a week from now at the earliest, never before it is due, and saves at most a month.
         least(30, greatest(case when i.overdue then 1 else 0 end,
                            i.expected_on - greatest(:today + 7, i.due_date))) as days_saved
  from item i
),
account as (
  select tenant_id, customer_id, currency,
         sum(open_minor) as open_minor,
         coalesce(sum(open_minor) filter (where overdue), 0) as overdue_minor,
         sum(disputed_minor) as disputed_minor,
         coalesce(sum(collectable) filter (where overdue), 0) as due_now_minor,
         coalesce(-sum(open_minor) filter (where open_minor < 0), 0) as credit_minor,
         min(due_date) filter (where overdue) as oldest_due,
         sum(collectable * p_unpaid_at_horizon * days_saved) as benefit,
         sum(collectable * p_late_now) / nullif(sum(collectable), 0) as p_late,
         -- Of items that are not due: that an item is late once its date has passed is no news about the customer.
         sum(collectable * (p_late - previous_p_late)) filter (where not overdue and previous_p_late is not null)
           / nullif(sum(collectable) filter (where not overdue and previous_p_late is not null), 0) as p_late_change,
         coalesce(
           :today + (sum(collectable * (expected_on - :today)) filter (where overdue) / nullif(sum(collectable) filter (where overdue), 0))::int,
           :today + (sum(collectable * (expected_on - :today)) / nullif(sum(collectable), 0))::int) as expected_on,
         bool_or(scored) as scored
  from weighed
  group by tenant_id, customer_id, currency
),
unapplied as (
  select tenant_id, customer_id, currency, sum(unapplied_minor) as unapplied_minor
  from payment
  where unapplied_minor > 0 and customer_id is not null and (:customer is null or customer_id = :customer)
  group by tenant_id, customer_id, currency
),
contact as (
  select tenant_id, customer_id, max(happened_on) as last_on,
         (array_agg(outcome order by happened_on desc, happened_at desc))[1] as last_outcome
  from activity
  where channel <> 'note' and (:customer is null or customer_id = :customer)
  group by tenant_id, customer_id
),
promised as (
  select tenant_id, customer_id, currency,
         max(decided_on) filter (where status in ('broken', 'partly_kept')) as broken_on,
         max(promised_on) filter (where status in ('broken', 'partly_kept')) as broken_promised_on,
         max(made_on) filter (where status = 'open') as open_made_on,
         min(promised_on) filter (where status = 'open') as next_on,
         bool_or(status = 'open' and promised_on <= :today) as due,
         coalesce(sum(amount_minor) filter (where status = 'open' and promised_on > :today), 0) as later_minor
  from promise
  where status in ('open', 'broken', 'partly_kept') and (:customer is null or customer_id = :customer)
  group by tenant_id, customer_id, currency
),
disputed as (
  -- The answer to a dispute presses as long as something is open of what it is about.
  select d.tenant_id, d.customer_id, d.currency,
         min(d.answer_by) filter (where d.closed_on is null and o.open_minor > 0) as answer_by,
         max(d.closed_on) filter (where d.outcome = 'invalid') as answered_on
  from dispute d join open_item o on o.tenant_id = d.tenant_id and o.id = d.open_item_id
  where (d.closed_on is null or d.closed_on > :today - 7) and (:customer is null or d.customer_id = :customer)
  group by d.tenant_id, d.customer_id, d.currency
),
fact as (
  select a.*, c.collector_id, c.credit_limit_minor, c.currency as credit_currency,
         coalesce(u.unapplied_minor, 0) as unapplied_minor,
         k.last_on, k.last_outcome,
         p.broken_on, p.broken_promised_on, p.next_on, coalesce(p.later_minor, 0) as promised_later_minor,
         coalesce(p.due, false) as promise_due,
         d.answer_by, d.answered_on,
         f.snoozed_until, f.next_step_on, coalesce(f.next_step, '') as next_step,
         h.settled, h.late, h.days_late as usual_days_late,
         a.due_now_minor - a.credit_minor - coalesce(u.unapplied_minor, 0) as to_collect_minor,
         -- A broken promise stays first until somebody spoke with the customer or took a new promise.
         coalesce(a.overdue_minor > 0 and p.broken_on > coalesce(k.last_on, '-infinity')
                  and p.broken_on > coalesce(p.open_made_on, '-infinity'), false) as broken,
         -- The same accounts for a month, chosen by a hash that nobody steers.
         (hashtextextended(a.customer_id::text || to_char(:today::date, 'YYYYMM'), 20261117) & 1048575) / 1048576.0
           < t.contact_holdout as held_out
  from account a
  join tenant t on t.tenant_id = a.tenant_id
  join customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
  left join unapplied u on u.tenant_id = a.tenant_id and u.customer_id = a.customer_id and u.currency = a.currency
  left join contact k on k.tenant_id = a.tenant_id and k.customer_id = a.customer_id
  left join promised p on p.tenant_id = a.tenant_id and p.customer_id = a.customer_id and p.currency = a.currency
  left join disputed d on d.tenant_id = a.tenant_id and d.customer_id = a.customer_id and d.currency = a.currency
  left join follow_up f on f.tenant_id = a.tenant_id and f.customer_id = a.customer_id
  left join habit h on h.tenant_id = a.tenant_id and h.customer_id = a.customer_id
),
ordered as (
  select f.*,
         case when broken then 3 when next_step_on <= :today then 2 when promise_due and overdue_minor > 0 then 1 else 0 end as precedence,
         -- A second contact within the week adds little to the first.
         greatest(0, benefit * least(1, coalesce(:today - last_on, 7) / 7.0)) as benefit_now
  from fact f
),
placed as (
  select o.*,
         case
           when not broken and greatest(snoozed_until, next_step_on) > :today then 'snoozed'
           when precedence > 0 then 'todo'
           when overdue_minor > 0 and due_now_minor <= 0 and answer_by is not null then 'disputed'
           when to_collect_minor > 0 and promised_later_minor >= 0.9 * to_collect_minor then 'promised'
           when to_collect_minor > 0 and held_out then 'snoozed'
           when to_collect_minor > 0 then 'todo'
         end as tab
  from ordered o
),
merged as (
  merge into worklist_entry w
  using (
    select tenant_id, customer_id, currency, precedence * 1e15 + benefit_now as rank_value, tab,
           overdue_minor, open_minor, disputed_minor, unapplied_minor, oldest_due, p_late, expected_on,
           last_on, next_step_on, next_step, collector_id,
           to_jsonb(array_remove(array[
             case when broken or broken_on > :today - 30 then jsonb_build_object('code', 'PROMISE_BROKEN', 'value', broken_promised_on) end,
             case when next_step_on <= :today then jsonb_build_object('code', 'CALL_BACK', 'value', next_step) end,
             case when promise_due and next_on = :today then jsonb_build_object('code', 'PROMISE_DUE_TODAY')
                  when next_on is not null then jsonb_build_object('code', 'PROMISE_DUE', 'value', next_on) end,
             case when answer_by is not null then jsonb_build_object('code', 'DISPUTE_DAYS_LEFT', 'value', answer_by - :today)
                  when answered_on is not null then jsonb_build_object('code', 'DISPUTE_ANSWERED') end,
             case when held_out then jsonb_build_object('code', 'HELD_OUT') end,
             case when last_outcome = 'bounced' then jsonb_build_object('code', 'MAIL_BOUNCED') end,
             case when p_late_change >= 0.1 then jsonb_build_object('code', 'RISK_UP', 'value', round((p_late_change * 100)::numeric)) end,
             case when credit_limit_minor > 0 and credit_currency = currency and open_minor - unapplied_minor >= 0.9 * credit_limit_minor
                  then jsonb_build_object('code', 'NEAR_CREDIT_LIMIT') end,
             case when overdue_minor > 0 and settled >= 3 and late = 0 then jsonb_build_object('code', 'FIRST_TIME_LATE') end,
             case when overdue_minor > 0 and settled >= 3 and late > 0 and :today - oldest_due > usual_days_late + 14
                  then jsonb_build_object('code', 'SLOWER_THAN_USUAL') end,
             case when overdue_minor > 0 and :today - coalesce(last_on, oldest_due) >= 14
                  then jsonb_build_object('code', 'NO_CONTACT', 'value', :today - coalesce(last_on, oldest_due)) end
           ], null)) as chips
    from placed
    where tab is not null
  ) n
  on w.tenant_id = n.tenant_id and w.customer_id = n.customer_id and w.currency = n.currency
  when matched and (w.rank_value, w.tab, w.overdue_minor, w.open_minor, w.disputed_minor, w.unapplied_minor, w.oldest_due, w.p_late,
                    w.expected_on, w.chips, w.last_contact_on, w.next_step_on, w.next_step, w.collector_id, w.computed_on)
       is distinct from (n.rank_value, n.tab, n.overdue_minor, n.open_minor, n.disputed_minor, n.unapplied_minor, n.oldest_due, n.p_late,
                    n.expected_on, n.chips, n.last_on, n.next_step_on, n.next_step, n.collector_id, :today)
    then update set rank_value = n.rank_value, tab = n.tab, overdue_minor = n.overdue_minor, open_minor = n.open_minor,
      disputed_minor = n.disputed_minor, unapplied_minor = n.unapplied_minor, oldest_due = n.oldest_due, p_late = n.p_late,
      expected_on = n.expected_on, chips = n.chips, last_contact_on = n.last_on, next_step_on = n.next_step_on,
      next_step = n.next_step, collector_id = n.collector_id, computed_on = :today
  when not matched then insert
    (tenant_id, customer_id, currency, rank_value, tab, overdue_minor, open_minor, disputed_minor, unapplied_minor, oldest_due,
     p_late, expected_on, chips, last_contact_on, next_step_on, next_step, collector_id, computed_on)
    values (n.tenant_id, n.customer_id, n.currency, n.rank_value, n.tab, n.overdue_minor, n.open_minor, n.disputed_minor,
     n.unapplied_minor, n.oldest_due, n.p_late, n.expected_on, n.chips, n.last_on, n.next_step_on, n.next_step, n.collector_id, :today)
  returning merge_action() as action
),
-- Not a branch of the merge: that would read the whole worklist for one customer.
gone as (
  delete from worklist_entry w
  where (:customer is null or w.customer_id = :customer)
    and not exists (select from placed n where n.tenant_id = w.tenant_id and n.customer_id = w.customer_id
                      and n.currency = w.currency and n.tab is not null)
  returning w.customer_id
)
select (select count(*) from merged where action = 'INSERT') as inserted,
       (select count(*) from merged where action = 'UPDATE') as updated,
       (select count(*) from gone) as deleted
