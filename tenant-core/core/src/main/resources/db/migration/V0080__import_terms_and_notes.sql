-- Imports: cash discounts of the terms, notes beside what blocks.

alter table staged_invoice add column discount_date date,
  add column discount_minor bigint not null default 0 check (discount_minor >= 0);
comment on column staged_invoice.discount_date is 'Last day on which paying earns the discount of the terms';
comment on column staged_invoice.discount_minor is 'Cash discount granted when paid by discount_date, minor units';

alter table import_problem add column severity text not null default 'BLOCKS' check (severity in ('BLOCKS', 'NOTE'));
comment on column import_problem.severity is 'BLOCKS: nothing went in because of it; NOTE: it went in as the remedy says';
comment on column import_run.problems is 'How many problems block it; notes are not counted';
