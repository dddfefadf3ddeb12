-- The worker reports which model stands and how good it was, and can be asked to go back to the champion before.

alter table score_run drop constraint score_run_kind_check,
  add constraint score_run_kind_check check (kind in ('risk', 'forecast', 'watch'));
comment on column score_run.kind is 'risk and forecast bring rows through the inboxes; watch says in metrics which model stands and how good it was';

alter table data_plane_run drop constraint data_plane_run_kind_check,
  add constraint data_plane_run_kind_check
    check (kind in ('publish', 'score', 'retrain', 'rebuild', 'maintain', 'reconcile', 'roll_back'));
comment on column data_plane_run.detail is 'What is given along: of roll_back the model that the person saw as champion';
