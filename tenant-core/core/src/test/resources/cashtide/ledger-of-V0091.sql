-- A ledger as the use cases of V0091 wrote it, of two tenants who have the same numbers and not the same amounts: imported history
-- with what still waits of it, an import that was undone, documents and money by hand, and a row of everything else.

create function pg_temp.id(name text) returns uuid immutable language sql return md5(name)::uuid;

insert into tenant_host (alias, tenant_id) values ('acme', pg_temp.id('acme')), ('borealis', pg_temp.id('borealis'));
insert into tenant (tenant_id, alias, name, time_zone, base_currency, sandbox, business_date) values
  (pg_temp.id('acme'), 'acme', 'Acme GmbH', 'Europe/Berlin', 'EUR', true, '2026-03-15'),
  (pg_temp.id('borealis'), 'borealis', 'Borealis AS', 'Europe/Oslo', 'EUR', false, null);

create temporary table who as
select tenant_id, alias, case alias when 'acme' then 1 else 3 end as times, pg_temp.id(alias || '/ada') as ada from tenant;

insert into gl_account (tenant_id, code, name, purpose)
select tenant_id, code, purpose, purpose from who cross join (values
  ('1000', 'BANK'), ('1200', 'RECEIVABLES'), ('2100', 'UNAPPLIED_CASH'), ('2150', 'SUSPENSE'), ('2200', 'TAX'), ('3900', 'MIGRATION'),
  ('4000', 'REVENUE'), ('4900', 'CASH_DISCOUNT'), ('6500', 'WRITE_OFF')) as v (code, purpose);
insert into payment_terms (tenant_id, id, code, name, definition)
select tenant_id, pg_temp.id(alias || '/NET30'), 'NET30', '30 days net', 'net 30' from who;
insert into branding (tenant_id, accent_light, accent_dark) select tenant_id, '#1d5fa8', '#7db4ee' from who;
insert into app_user (tenant_id, id, username, display_name, roles) select tenant_id, ada, 'ada', 'Ada', '{collector,ar-clerk}' from who;

insert into import_run (tenant_id, id, source, file_name, dry_run, status, counts, actor_id, actor_name)
select tenant_id, pg_temp.id(alias || '/' || v.run), 'ui', v.run || '.zip', v.dry_run, v.status, v.counts::jsonb, ada, 'Ada'
from who cross join (values
  ('history', false, 'done', '{"customers": 2, "invoices": 5, "payments": 8, "unchanged": 0, "waiting": 4}'),
  ('mistake', false, 'undone', '{"customers": 0, "invoices": 2, "payments": 1, "unchanged": 0, "waiting": 0}'),
  ('rehearsal', true, 'done', '{"customers": 2, "invoices": 5, "payments": 8, "unchanged": 0, "waiting": 0}'),
  ('killed', false, 'checking', '{}')) as v (run, dry_run, status, counts);
insert into import_problem (tenant_id, run_id, position, file, line, code, message, remedy, severity)
select tenant_id, pg_temp.id(alias || '/history'), 1, 'payments.csv', 4, 'PAID_ABOVE_INVOICE', '50.00 EUR more than I3', 'Nothing to do.', 'NOTE'
from who;

insert into customer (tenant_id, id, number, name, parent_id, currency, terms_days, import_run_id, known_at)
select tenant_id, pg_temp.id(alias || '/' || v.number), v.number, v.name, pg_temp.id(alias || '/' || v.parent), v.currency, 30,
       pg_temp.id(alias || '/' || v.run), '2026-01-01 12:00+01'
from who cross join (values
  ('C1', 'Nord AG', null, 'EUR', 'history'), ('C2', 'Nord Süd', 'C1', 'EUR', 'history'), ('C3', 'Ost AG', null, 'USD', null))
  as v (number, name, parent, currency, run);
insert into customer_contact (tenant_id, id, customer_id, email)
select tenant_id, pg_temp.id(alias || '/contact'), pg_temp.id(alias || '/C1'), 'ap@nord.example' from who;

create temporary table document as
select w.tenant_id, w.alias, pg_temp.id(w.alias || '/' || v.number) as id, pg_temp.id(w.alias || '/item/' || v.number) as item_id,
       case when v.minor > 0 then 'invoice' else 'credit_note' end as kind, v.number, pg_temp.id(w.alias || '/' || v.customer) as customer_id,
       v.issued::date as issued, v.currency, v.minor * w.times as minor, v.tax * w.times as tax, pg_temp.id(w.alias || '/' || v.run) as run_id,
       v.voided::date as voided, v.open * w.times as open, v.settled::date as settled, v.discount * w.times as discount
from who w cross join (values
  ('I1', 'C1', '2026-01-02', 'EUR', 100000, 0, 'history', null, 0, '2026-01-30', 0),
  ('I2', 'C1', '2026-01-05', 'EUR', 50000, 0, 'history', null, 30000, null, 0),
  ('I3', 'C2', '2026-02-01', 'EUR', 30000, 0, 'history', null, 0, '2026-03-01', 0),
  -- Two files paid it, the later money first: it counted as settled on the day of the earlier.
  ('I4', 'C2', '2026-01-20', 'EUR', 12000, 0, 'history', null, 0, '2026-02-05', 0),
  ('G1', 'C2', '2026-02-03', 'EUR', -4000, 0, 'history', null, -4000, null, 0),
  -- What was undone counted as settled on the day of the undo.
  ('V1', 'C1', '2026-01-07', 'EUR', 20000, 0, 'mistake', '2026-02-10', 0, '2026-02-10', 0),
  ('V2', 'C2', '2026-01-08', 'EUR', 7500, 0, 'mistake', '2026-02-10', 0, '2026-02-10', 0),
  ('H1', 'C3', '2026-02-20', 'USD', 11900, 1900, null, null, 11900, null, 0),
  ('H2', 'C3', '2026-02-10', 'USD', 10000, 0, null, null, 0, '2026-02-18', 200),
  ('H3', 'C1', '2026-02-25', 'EUR', 25000, 0, null, null, 25000, null, 0))
  as v (number, customer, issued, currency, minor, tax, run, voided, open, settled, discount);
insert into invoice (tenant_id, id, kind, number, customer_id, invoice_date, due_date, terms, currency, amount_minor, tax_minor, import_run_id,
                     voided_on, known_at)
select tenant_id, id, kind, number || case when voided is null then '' else ' (undone ' || id || ')' end, customer_id, issued, issued + 30,
       'net 30', currency, minor, tax, run_id, voided, issued
from document;
insert into open_item (tenant_id, id, invoice_id, kind, number, customer_id, invoice_date, due_date, discount_date, discount_minor, currency,
                       amount_minor, open_minor, disputed_minor, settled_on, known_at)
select d.tenant_id, item_id, id, kind, number, customer_id, issued, issued + 30, case when discount > 0 then issued + 10 end, discount, currency,
       minor, open, case when number = 'I2' and d.alias = 'acme' then 6000 else 0 end, settled, issued
from document d;

insert into payment (tenant_id, id, number, customer_id, received_on, currency, amount_minor, unapplied_minor, import_run_id, reversed_on, known_at)
select w.tenant_id, p.id, v.number || case v.number when 'PV' then ' (undone ' || p.id || ')' else '' end, pg_temp.id(w.alias || '/' || v.customer),
       v.received::date, v.currency, v.minor * w.times, v.unapplied * w.times, pg_temp.id(w.alias || '/' || v.run), v.reversed::date, v.received::date
from who w cross join (values
  ('P1', 'C1', '2026-01-30', 'EUR', 100000, 0, 'history', null), ('P2', 'C1', '2026-02-03', 'EUR', 20000, 0, 'history', null),
  ('P3', 'C2', '2026-03-01', 'EUR', 35000, 5000, 'history', null), ('P4', 'C2', '2026-03-02', 'EUR', 3000, 3000, 'history', null),
  ('P5', 'C1', '2026-03-04', 'EUR', 2000, 2000, 'history', null), ('PW', 'C1', '2026-03-10', 'EUR', 10000, 10000, 'history', null),
  ('P6', 'C2', '2026-02-20', 'EUR', 9000, 0, 'history', null), ('P7', 'C2', '2026-02-05', 'EUR', 3000, 0, 'history', null),
  ('PV', 'C1', '2026-02-06', 'EUR', 20000, 0, 'mistake', '2026-02-10'),
  ('B1', 'C3', '2026-02-18', 'USD', 9800, 0, null, null), ('B2', 'C1', '2026-03-05', 'EUR', 25000, 0, null, '2026-03-09'),
  ('B3', null, '2026-03-10', 'EUR', 7000, 7000, null, null))
  as v (number, customer, received, currency, minor, unapplied, run, reversed)
cross join lateral (select pg_temp.id(w.alias || '/' || v.number) as id) p;

insert into payment_application (tenant_id, id, payment_id, open_item_id, invoice_id, customer_id, applied_on, currency, amount_minor,
                                 discount_minor, evidence, reverses_id, import_run_id, known_at)
select w.tenant_id, pg_temp.id(w.alias || '/' || v.name), pg_temp.id(w.alias || '/' || v.payment), d.item_id, d.id, d.customer_id, v.applied::date,
       d.currency, v.minor * w.times, v.discount * w.times, case when v.run is null then 'by_hand' else 'import' end,
       pg_temp.id(w.alias || '/' || v.reverses), pg_temp.id(w.alias || '/' || v.run), v.applied::date
from who w cross join (values
  ('A1', 'P1', 'I1', '2026-01-30', 100000, 0, null, 'history'), ('A2', 'P2', 'I2', '2026-02-03', 20000, 0, null, 'history'),
  ('A3', 'P3', 'I3', '2026-03-01', 30000, 0, null, 'history'), ('A6', 'P6', 'I4', '2026-02-20', 9000, 0, null, 'history'),
  ('A7', 'P7', 'I4', '2026-02-05', 3000, 0, null, 'history'),
  ('AV', 'PV', 'V1', '2026-02-06', 20000, 0, null, 'mistake'), ('AVr', 'PV', 'V1', '2026-02-10', -20000, 0, 'AV', 'mistake'),
  ('AB1', 'B1', 'H2', '2026-02-18', 9800, 200, null, null),
  ('AB2', 'B2', 'H3', '2026-03-05', 25000, 0, null, null), ('AB2r', 'B2', 'H3', '2026-03-09', -25000, 0, 'AB2', null))
  as v (name, payment, document, applied, minor, discount, reverses, run)
join document d on d.tenant_id = w.tenant_id and d.number = v.document;

-- The journal of all that: an entry is called after what caused it, a reversal after what it takes back.
create temporary table posting as
select tenant_id, id as source_id, 'invoices' as source, kind || '_issued' as kind, issued as day, run_id, voided as reversed,
       unnest(array['1200', case when run_id is null then '4000' else '3900' end, '2200']) as account,
       unnest(array[minor, -minor + case when run_id is null then tax else 0 end, case when run_id is null then -tax else 0 end]) as minor,
       currency, customer_id
from document
union all
select tenant_id, id, 'payments', 'payment_received', received_on, import_run_id, reversed_on,
       unnest(array[case when import_run_id is null then '1000' else '3900' end, case when customer_id is null then '2150' else '2100' end]),
       unnest(array[amount_minor, -amount_minor]), currency, customer_id
from payment
union all
select a.tenant_id, a.id, 'payment_applications', 'payment_applied', a.applied_on, a.import_run_id, r.applied_on,
       unnest(array['2100', '4900', '1200']), unnest(array[a.amount_minor, a.discount_minor, -a.amount_minor - a.discount_minor]), a.currency,
       a.customer_id
from payment_application a left join payment_application r on r.tenant_id = a.tenant_id and r.reverses_id = a.id
where a.reverses_id is null;
insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, import_run_id, actor_id, known_at)
select distinct tenant_id, pg_temp.id('entry ' || source_id), kind, day, source, source_id, run_id, pg_temp.id('importer'), day::timestamptz
from posting;
insert into journal_entry (tenant_id, id, kind, occurred_on, source_entity, source_id, reverses_id, import_run_id, actor_id, known_at)
select distinct tenant_id, pg_temp.id('reversal ' || source_id), 'reversal', reversed, source, source_id, pg_temp.id('entry ' || source_id), run_id,
       pg_temp.id('importer'), reversed::timestamptz
from posting where reversed is not null;
insert into journal_line (tenant_id, entry_id, account_code, customer_id, currency, amount_minor, occurred_on, known_at)
select tenant_id, pg_temp.id('entry ' || source_id), account, case when account in ('1200', '2100') then customer_id end, currency, minor, day, day
from posting where minor <> 0
union all
select tenant_id, pg_temp.id('reversal ' || source_id), account, case when account in ('1200', '2100') then customer_id end, currency, -minor,
       reversed, reversed
from posting where minor <> 0 and reversed is not null;

insert into dispute (tenant_id, id, open_item_id, invoice_id, customer_id, reason, currency, amount_minor, opened_on, answer_by, closed_on, outcome,
                     owner_id, known_at)
select w.tenant_id, pg_temp.id(w.alias || '/' || v.name), d.item_id, d.id, d.customer_id, v.reason, d.currency, v.minor * w.times, v.opened::date,
       v.opened::date + 10, v.closed::date, v.outcome, case when v.by_hand then w.ada end, v.opened::date
from who w cross join (values
  ('D1', 'I2', 'PRICE', 6000, '2026-02-20', null, null, true), ('D2', 'H3', 'QTY_SHORT', 1000, '2026-02-26', '2026-03-01', 'invalid', true),
  ('D3', 'V2', 'UNKNOWN', 7500, '2026-01-20', '2026-02-10', 'withdrawn', false))
  as v (name, document, reason, minor, opened, closed, outcome, by_hand)
join document d on d.tenant_id = w.tenant_id and d.number = v.document
where v.name <> 'D1' or w.alias = 'acme';

insert into promise (tenant_id, id, customer_id, currency, amount_minor, made_on, promised_on, status, decided_on, paid_minor, taken_by, known_at)
select tenant_id, pg_temp.id(alias || '/' || v.name), pg_temp.id(alias || '/' || v.customer), 'EUR', v.minor * times, v.made::date, v.promised::date,
       v.status, v.decided::date, v.paid * times, ada, v.made::date
from who cross join (values
  ('R1', 'C1', 30000, '2026-03-10', '2026-03-20', 'open', null, 0), ('R2', 'C1', 100000, '2026-01-20', '2026-01-31', 'kept', '2026-01-30', 100000),
  ('R3', 'C2', 30000, '2026-02-01', '2026-02-10', 'broken', '2026-02-14', 0), ('R4', 'C1', 5000, '2026-03-08', '2026-03-18', 'replaced', '2026-03-10', 0))
  as v (name, customer, minor, made, promised, status, decided, paid);
insert into promise_item (tenant_id, promise_id, open_item_id)
select tenant_id, pg_temp.id(alias || '/R1'), pg_temp.id(alias || case alias when 'acme' then '/item/I2' else '/item/H3' end) from who;
insert into activity (tenant_id, id, customer_id, channel, outcome, happened_on, happened_at, actor_id, actor_name, known_at)
select tenant_id, pg_temp.id(alias || '/call'), pg_temp.id(alias || '/C1'), 'call', 'promise', '2026-03-10', '2026-03-10 10:00+01', ada, 'Ada',
       '2026-03-10 10:00+01' from who;
insert into follow_up (tenant_id, customer_id, next_step_on, next_step) select tenant_id, pg_temp.id(alias || '/C2'), '2026-03-30', 'Write' from who;

-- What waits: W1 with a payment that is there already and one to come, W2, and W3 that is disputed after it is issued. P5 named an
-- invoice that was settled, and stayed. The killed import was never accepted.
insert into staged_invoice (tenant_id, run_id, line, number, customer_number, invoice_date, due_date, terms, currency, amount_minor, disputed_on, batch)
select tenant_id, pg_temp.id(alias || '/' || v.run), v.line, v.number, v.customer, v.issued::date, v.issued::date + 30, 'net 30', 'EUR',
       v.minor * times, v.disputed::date, null
from who cross join (values
  ('history', 20, 'W1', 'C1', '2026-04-01', 25000, '2026-04-05'), ('history', 21, 'W2', 'C2', '2026-04-08', 9000, null),
  ('history', 22, 'W3', 'C2', '2026-04-09', 8000, '2026-05-01'), ('killed', 2, 'K1', 'C1', '2026-03-01', 77700, null))
  as v (run, line, number, customer, issued, minor, disputed);
insert into staged_payment (tenant_id, run_id, line, number, customer_number, invoice_number, received_on, currency, amount_minor, id, batch)
select tenant_id, pg_temp.id(alias || '/' || v.run), v.line, v.number, 'C1', v.invoice, v.received::date, 'EUR', v.minor * times,
       pg_temp.id(alias || '/' || v.number), case when v.taken then pg_temp.id('batch') end
from who cross join (values
  ('history', 30, 'PW', 'W1', '2026-03-10', 10000, true), ('history', 31, 'P5', 'I1', '2026-03-04', 2000, true),
  ('history', 32, 'PX', 'W1', '2026-04-05', 5000, false), ('killed', 2, 'PK', 'K1', '2026-03-02', 77700, false))
  as v (run, line, number, invoice, received, minor, taken);
insert into staged_customer (tenant_id, run_id, line, number, name, currency)
select tenant_id, pg_temp.id(alias || '/killed'), 2, 'CK', 'Killed AG', 'EUR' from who;

-- What the data plane had written, and the trail.
insert into score_run (tenant_id, id, kind, as_of, cut, model, rows, completed_at)
select tenant_id, pg_temp.id(alias || '/' || kind), kind, '2026-03-14', '{}', 'pooled-2026-03-01', 1, '2026-03-15 02:00+01'
from who cross join (values ('risk'), ('forecast')) as v (kind);
insert into score_inbox (tenant_id, run_id, invoice_id, p_late, p_late30, p10_date, p50_date, p90_date, expected_days_late, week_probability, evidence,
                         little_evidence, reasons)
select tenant_id, pg_temp.id(alias || '/risk'), pg_temp.id(alias || '/I2'), 0.8, 0.2, '2026-03-16', '2026-03-20', '2026-04-20', 44, '{0.3,0.2}', 12,
       false, '[]' from who;
insert into invoice_score (tenant_id, invoice_id, run_id, as_of, p_late, p_late30, p10_date, p50_date, p90_date, expected_days_late, week_probability,
                           evidence, little_evidence, reasons)
select tenant_id, invoice_id, run_id, '2026-03-14', p_late, p_late30, p10_date, p50_date, p90_date, expected_days_late, week_probability, evidence,
       little_evidence, reasons from score_inbox;
insert into forecast_inbox (tenant_id, run_id, as_of, currency, week_start, p10_minor, p50_minor, p90_minor, components)
select tenant_id, pg_temp.id(alias || '/forecast'), '2026-03-14', 'EUR', '2026-03-15', 100, 200, 300, '{}' from who;
insert into forecast_point (tenant_id, run_id, as_of, currency, week_start, p10_minor, p50_minor, p90_minor, components)
select tenant_id, run_id, as_of, currency, week_start, p10_minor, p50_minor, p90_minor, components from forecast_inbox;
insert into worklist_entry (tenant_id, customer_id, currency, rank_value, tab, overdue_minor, open_minor, computed_on)
select tenant_id, pg_temp.id(alias || '/C1'), 'EUR', 1, 'todo', 30000 * times, 55000 * times, '2026-03-14' from who;
insert into data_plane_run (tenant_id, id, kind, status, requested_by) select tenant_id, pg_temp.id(alias || '/publish'), 'publish', 'done', 'Ada' from who;
insert into lake_freshness (tenant_id, updated_at) select tenant_id, '2026-03-15 02:00+01' from who;
insert into control_total (tenant_id, id, taken_on, measure, currency, amount_minor, row_count)
select tenant_id, pg_temp.id(alias || '/total'), '2026-03-14', 'open_items_open', 'EUR', 51000 * times, 7 from who;
insert into command_log (tenant_id, command_id, use_case, request_hash, outcome)
select tenant_id, pg_temp.id(alias || '/command'), 'OpenDispute', '\x00', '{}' from who;
insert into audit_event (tenant_id, id, actor_id, actor_name, action, entity)
select tenant_id, pg_temp.id(alias || '/audit'), ada, 'Ada', 'OpenDispute', 'disputes' from who;
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ('publish', 'acme', '2026-03-15 03:00+01', false, 1);
