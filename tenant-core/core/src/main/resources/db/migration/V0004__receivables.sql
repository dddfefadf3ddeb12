-- Customers, terms, invoices and credit notes, open items, payments and their application, disputes, promises, activities.

create table payment_terms (
  tenant_id  uuid not null references tenant,
  id         uuid not null,
  code       text not null,
  name       text not null,
  definition text not null,
  convention text not null default 'NONE' check (convention in ('NONE', 'FOLLOWING', 'MODIFIED_FOLLOWING', 'PRECEDING')),
  version    bigint not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
comment on table payment_terms is 'Terms of payment that an invoice can be issued on';
comment on column payment_terms.definition is 'Canonical text: "net 30", "net 45 eom", "day 15 next month", "2/10 net 30", "instalments 50% net 30, 50% net 60"';
comment on column payment_terms.convention is 'What happens to a due date on a holiday of the tenant''s calendar';
create trigger payment_terms_version before update on payment_terms for each row execute function bump_version();
call make_tenant_table('payment_terms', 'select, insert, update');

create table customer (
  tenant_id          uuid not null references tenant,
  id                 uuid not null,
  number             text not null check (number <> ''),
  name               text not null check (name <> ''),
  parent_id          uuid,
  segment            text,
  country            char(2),
  language           text,
  currency           char(3) not null,
  terms_code         text,
  terms_days         int,
  preferred_channel  text not null default 'email' check (preferred_channel in ('email', 'phone', 'post', 'portal')),
  credit_limit_minor bigint check (credit_limit_minor >= 0),
  collector_id       uuid,
  import_run_id      uuid,
  version            bigint not null default 1,
  known_at           timestamptz not null,
  recorded_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, parent_id) references customer (tenant_id, id),
  check (parent_id <> id)
);
comment on table customer is 'A business that buys from the tenant';
comment on column customer.terms_code is 'Usual terms, as the seller names them';
comment on column customer.terms_days is 'Days from invoice to due date of the usual terms, where the import says so';
comment on column customer.credit_limit_minor is 'Minor units of the customer''s currency';
create index customer_name on customer (tenant_id, lower(name) text_pattern_ops);
create index customer_parent on customer (tenant_id, parent_id) where parent_id is not null;
create index customer_import on customer (tenant_id, import_run_id) where import_run_id is not null;
call make_tenant_table('customer', 'select, insert, update, delete');
call publish_changes('customer', 'customers', array['number', 'name', 'parent_id', 'segment', 'country', 'currency', 'terms_code', 'terms_days']);

create table customer_contact (
  tenant_id   uuid not null,
  id          uuid not null,
  customer_id uuid not null,
  name        text not null default '',
  role        text not null default 'accounts payable',
  email       text,
  phone       text,
  version     bigint not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id) on delete cascade
);
comment on table customer_contact is 'People at the customer; personal data that never leaves the core';
create index customer_contact_customer on customer_contact (tenant_id, customer_id);
create trigger customer_contact_version before update on customer_contact for each row execute function bump_version();
call make_tenant_table('customer_contact', 'select, insert, update, delete');

create table invoice (
  tenant_id       uuid not null references tenant,
  id              uuid not null,
  kind            text not null check (kind in ('invoice', 'credit_note')),
  number          text not null check (number <> ''),
  customer_id     uuid not null,
  invoice_date    date not null,
  due_date        date not null,
  terms           text not null,
  currency        char(3) not null,
  amount_minor    bigint not null,
  tax_minor       bigint not null default 0,
  reference       text,
  corrects_id     uuid,
  import_run_id   uuid,
  voided_on       date,
  version         bigint not null default 1,
  known_at        timestamptz not null,
  recorded_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, corrects_id) references invoice (tenant_id, id),
  check (case kind when 'invoice' then amount_minor > 0 else amount_minor < 0 end)
);
comment on table invoice is 'Invoices and credit notes as issued; never edited';
comment on column invoice.invoice_date is 'Business date of the issue';
comment on column invoice.due_date is 'Last due date over the instalments, frozen at issue';
comment on column invoice.terms is 'The terms of payment in their canonical text, frozen at issue';
comment on column invoice.amount_minor is 'Gross, minor units; negative for a credit note';
comment on column invoice.tax_minor is 'Tax within the gross amount, minor units';
comment on column invoice.voided_on is 'Set when the import that brought it was undone; its postings are reversed';
create index invoice_customer on invoice (tenant_id, customer_id, invoice_date);
create index invoice_import on invoice (tenant_id, import_run_id) where import_run_id is not null;
call make_tenant_table('invoice', 'select, insert, update (voided_on, number)');
call publish_changes('invoice', 'invoices', array['kind', 'number', 'customer_id', 'invoice_date', 'due_date', 'terms', 'currency', 'amount_minor', 'tax_minor', 'corrects_id', 'voided_on']);

create table open_item (
  tenant_id      uuid not null,
  id             uuid not null,
  invoice_id     uuid not null,
  instalment     int not null default 1 check (instalment >= 1),
  kind           text not null check (kind in ('invoice', 'credit_note')),
  number         text not null,
  customer_id    uuid not null,
  invoice_date   date not null,
  due_date       date not null,
  discount_date  date,
  discount_minor bigint not null default 0,
  currency       char(3) not null,
  amount_minor   bigint not null,
  open_minor     bigint not null,
  disputed_minor bigint not null default 0,
  settled_on     date,
  version        bigint not null default 1,
  known_at       timestamptz not null,
  recorded_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, invoice_id, instalment),
  foreign key (tenant_id, invoice_id) references invoice (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  -- Never more applied than was owed, never the other side of zero.
  check (case when amount_minor > 0 then open_minor between 0 and amount_minor else open_minor between amount_minor and 0 end),
  check (disputed_minor between 0 and greatest(open_minor, 0)),
  check ((settled_on is not null) = (open_minor = 0)),
  check (discount_minor between 0 and greatest(amount_minor, 0))
);
comment on table open_item is 'One instalment of an invoice, or a credit note, with what is still open of it';
comment on column open_item.due_date is 'Of the instalment; aging counts from here';
comment on column open_item.discount_minor is 'Cash discount granted when paid by discount_date, minor units';
comment on column open_item.open_minor is 'Residual today, minor units; of the sign of the amount';
comment on column open_item.disputed_minor is 'Part of the residual that is on hold';
comment on column open_item.settled_on is 'Business date on which nothing was left open';
create index open_item_open on open_item (tenant_id, due_date, id) where open_minor <> 0;
create index open_item_customer on open_item (tenant_id, customer_id, due_date) where open_minor <> 0;
-- Aging of today without a visit to the table.
create index open_item_aging on open_item (tenant_id, currency, due_date) include (customer_id, open_minor, disputed_minor, invoice_date) where open_minor <> 0;
create index open_item_customer_all on open_item (tenant_id, customer_id, invoice_date);
call make_tenant_table('open_item', 'select, insert, update');
call publish_changes('open_item', 'open_items', array['invoice_id', 'instalment', 'kind', 'number', 'customer_id', 'invoice_date', 'due_date', 'discount_date', 'discount_minor', 'currency', 'amount_minor', 'open_minor', 'disputed_minor', 'settled_on']);

create table payment (
  tenant_id       uuid not null references tenant,
  id              uuid not null,
  number          text not null check (number <> ''),
  customer_id     uuid,
  received_on     date not null,
  currency        char(3) not null,
  amount_minor    bigint not null check (amount_minor > 0),
  unapplied_minor bigint not null,
  method          text not null default 'bank_transfer' check (method in ('bank_transfer', 'direct_debit', 'card', 'check', 'cash', 'other')),
  reference       text,
  import_run_id   uuid,
  reversed_on     date,
  version         bigint not null default 1,
  known_at        timestamptz not null,
  recorded_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  check (unapplied_minor between 0 and amount_minor),
  check (reversed_on is null or unapplied_minor = 0)
);
comment on table payment is 'Money received';
comment on column payment.customer_id is 'Null while the payer is unknown: the money is in suspense';
comment on column payment.received_on is 'Value date at the bank';
comment on column payment.unapplied_minor is 'Part of the amount not applied to any item, minor units';
comment on column payment.reversed_on is 'Set when the payment bounced or its import was undone';
create index payment_customer on payment (tenant_id, customer_id, received_on);
create index payment_unapplied on payment (tenant_id, customer_id, currency) where unapplied_minor > 0;
create index payment_import on payment (tenant_id, import_run_id) where import_run_id is not null;
call make_tenant_table('payment', 'select, insert, update');
call publish_changes('payment', 'payments', array['number', 'customer_id', 'received_on', 'currency', 'amount_minor', 'unapplied_minor', 'method', 'reversed_on']);

create table payment_application (
  tenant_id      uuid not null references tenant,
  id             uuid not null,
  payment_id     uuid,
  credit_note_item_id uuid,
  open_item_id   uuid not null,
  invoice_id     uuid not null,
  customer_id    uuid not null,
  applied_on     date not null,
  currency       char(3) not null,
  amount_minor   bigint not null check (amount_minor <> 0),
  discount_minor bigint not null default 0,
  evidence       text not null,
  reverses_id    uuid,
  import_run_id  uuid,
  version        bigint not null default 1,
  known_at       timestamptz not null,
  recorded_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, reverses_id),
  foreign key (tenant_id, payment_id) references payment (tenant_id, id),
  foreign key (tenant_id, open_item_id) references open_item (tenant_id, id),
  foreign key (tenant_id, credit_note_item_id) references open_item (tenant_id, id),
  foreign key (tenant_id, reverses_id) references payment_application (tenant_id, id),
  check (num_nonnulls(payment_id, credit_note_item_id) = 1),
  check (case when reverses_id is null then amount_minor > 0 and discount_minor >= 0 else amount_minor < 0 and discount_minor <= 0 end)
);
comment on table payment_application is 'Links money or a credit note to an open item; taken back by a row of the opposite sign';
comment on column payment_application.applied_on is 'Business date from which the item counts as paid by this';
comment on column payment_application.amount_minor is 'Cash or credit used, minor units; negative in a reversal';
comment on column payment_application.discount_minor is 'Cash discount granted with it, on top of the amount';
comment on column payment_application.evidence is 'The rule that matched: reference, by_hand, oldest_first, import';
create index payment_application_item on payment_application (tenant_id, open_item_id, applied_on);
create index payment_application_payment on payment_application (tenant_id, payment_id);
create index payment_application_customer on payment_application (tenant_id, customer_id, applied_on);
call make_tenant_table('payment_application', 'select, insert');
call publish_changes('payment_application', 'payment_applications', array['payment_id', 'credit_note_item_id', 'open_item_id', 'invoice_id', 'customer_id', 'applied_on', 'currency', 'amount_minor', 'discount_minor', 'evidence', 'reverses_id']);
call make_append_only('payment_application');

create table dispute (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  open_item_id uuid not null,
  invoice_id   uuid not null,
  customer_id  uuid not null,
  reason       text not null check (reason in ('PRICE', 'QTY_SHORT', 'DAMAGED', 'RETURN', 'NOT_ORDERED', 'DUPLICATE', 'PO_MISSING', 'TAX', 'FREIGHT', 'PROMO', 'UNEARNED_DISC', 'LATE_DELIVERY', 'PENALTY', 'BANK_FEE', 'FX', 'ROUNDING', 'UNKNOWN')),
  currency     char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  opened_on    date not null,
  answer_by    date not null,
  closed_on    date,
  outcome      text check (outcome in ('valid', 'invalid', 'withdrawn')),
  note         text not null default '',
  owner_id     uuid,
  version      bigint not null default 1,
  known_at     timestamptz not null,
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, open_item_id) references open_item (tenant_id, id),
  check ((closed_on is null) = (outcome is null))
);
comment on table dispute is 'A customer''s objection to part of an invoice; the disputed part is on hold while it is open';
comment on column dispute.answer_by is 'Day by which the seller owes an answer';
create index dispute_customer on dispute (tenant_id, customer_id) where closed_on is null;
create index dispute_item on dispute (tenant_id, open_item_id);
call make_tenant_table('dispute', 'select, insert, update');
call publish_changes('dispute', 'disputes', array['open_item_id', 'invoice_id', 'customer_id', 'reason', 'currency', 'amount_minor', 'opened_on', 'answer_by', 'closed_on', 'outcome']);

create table promise (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  customer_id  uuid not null,
  currency     char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  made_on      date not null,
  promised_on  date not null,
  status       text not null default 'open' check (status in ('open', 'kept', 'partly_kept', 'broken', 'replaced')),
  decided_on   date,
  paid_minor   bigint not null default 0 check (paid_minor >= 0),
  note         text not null default '',
  taken_by     uuid not null,
  version      bigint not null default 1,
  known_at     timestamptz not null,
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  check (promised_on >= made_on),
  check ((status = 'open') = (decided_on is null))
);
comment on table promise is 'A promise to pay: who promised how much by when, and what became of it';
create index promise_customer on promise (tenant_id, customer_id, promised_on);
create index promise_open on promise (tenant_id, promised_on) where status = 'open';
call make_tenant_table('promise', 'select, insert, update');
call publish_changes('promise', 'promises', array['customer_id', 'currency', 'amount_minor', 'made_on', 'promised_on', 'status', 'decided_on', 'paid_minor']);

create table promise_item (
  tenant_id    uuid not null,
  promise_id   uuid not null,
  open_item_id uuid not null,
  primary key (tenant_id, promise_id, open_item_id),
  foreign key (tenant_id, promise_id) references promise (tenant_id, id),
  foreign key (tenant_id, open_item_id) references open_item (tenant_id, id)
);
comment on table promise_item is 'Open items a promise names; none means the account as a whole';
create index promise_item_item on promise_item (tenant_id, open_item_id);
call make_tenant_table('promise_item', 'select, insert');

create table activity (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  customer_id  uuid not null,
  channel      text not null check (channel in ('call', 'email', 'letter', 'portal', 'note')),
  direction    text not null default 'out' check (direction in ('out', 'in')),
  outcome      text not null check (outcome in ('reached', 'no_answer', 'left_message', 'promise', 'dispute', 'sent', 'bounced', 'none')),
  note         text not null default '',
  happened_on  date not null,
  happened_at  timestamptz not null,
  actor_id     uuid not null,
  actor_name   text not null,
  version      bigint not null default 1,
  known_at     timestamptz not null,
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
comment on table activity is 'A contact with a customer about its account, or a note on it';
create index activity_customer on activity (tenant_id, customer_id, happened_at desc);
call make_tenant_table('activity', 'select, insert');
call publish_changes('activity', 'activities', array['customer_id', 'channel', 'direction', 'outcome', 'happened_on']);
call make_append_only('activity');

create table follow_up (
  tenant_id     uuid not null,
  customer_id   uuid not null,
  snoozed_until date,
  next_step_on  date,
  next_step     text not null default '',
  version       bigint not null default 1,
  recorded_at   timestamptz not null default now(),
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
comment on table follow_up is 'What a collector plans next with a customer, and until when the account rests';
create trigger follow_up_version before update on follow_up for each row execute function bump_version();
call make_tenant_table('follow_up', 'select, insert, update, delete');
