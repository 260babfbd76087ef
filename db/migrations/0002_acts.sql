-- Every entry a clerk makes is an act: proposed by one person, approved or returned by another, confirmed, published. Other
-- wishes of two people, such as to undo a match, are rows of their own tables; how they are decided stands at the end.

create table act (
  id                  bigint generated always as identity primary key,
  kind                text not null,
  number              text not null,
  entity_code         text,
  fund_code           text,
  stream              text not null default 'donation',
  occurred_precision  text not null default 'notStated',
  occurred_from       date,
  occurred_to         date,
  idempotency_key     text not null,
  source_reference    text,
  source              text,
  note                text,
  revision            integer not null default 1,
  recorded_by         bigint not null references app_user,
  recorded_at         timestamptz not null default now(),
  money_account_id    bigint,
  constraint act_kind_known check (kind in (
    'registration', 'donation', 'funding', 'batch', 'issue', 'purchase', 'appropriation', 'adjustment', 'listing', 'reversal')),
  constraint act_stream_known check (stream in ('donation', 'funding')),
  constraint act_occurred_whole check (
    case occurred_precision
      when 'day' then occurred_from is not null and occurred_from = occurred_to
      when 'period' then occurred_from is not null and occurred_to is not null and occurred_from <= occurred_to
      when 'notLaterThan' then occurred_from is null and occurred_to is not null
      when 'notEarlierThan' then occurred_from is not null and occurred_to is null
      when 'notStated' then occurred_from is null and occurred_to is null
      else false
    end),
  constraint act_entity_given check (kind in ('registration', 'listing', 'reversal') or (entity_code is not null and fund_code is not null)),
  constraint act_recorder unique (id, recorded_by)
);
create unique index act_number_unique on act (number);
create unique index act_idempotency_unique on act (idempotency_key);
create index act_by_kind on act (kind, id desc);
create index act_by_money_account on act (money_account_id) where money_account_id is not null;
comment on table act is 'One entry of a clerk. Its status is never stored: it follows from approval, act_return, withdrawal, confirmation, reversal and log_leaf.';
comment on column act.idempotency_key is 'From the form or the imported row: sending the same twice finds the first.';
comment on column act.occurred_precision is 'What the source says of the day: day, period, notLaterThan, notEarlierThan, notStated. Days are Asia/Shanghai.';

create table act_number (
  prefix  text primary key,
  last    bigint not null
);
comment on table act_number is 'The last number given per prefix (letter and year).';

create function act_number_only_grows() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE' or new.prefix <> old.prefix or new.last < old.last then
    raise exception using errcode = 'check_violation', constraint = 'act_number_only_grows',
      message = 'a number that was given is never given again';
  end if;
  return new;
end $$;
create trigger act_number_only_grows before update or delete on act_number
  for each row execute function act_number_only_grows();

create table approval (
  act_id       bigint primary key,
  recorded_by  bigint not null,
  approved_by  bigint not null references app_user,
  approved_at  timestamptz not null default now(),
  revision     integer not null,
  constraint approval_by_another_person check (approved_by <> recorded_by),
  constraint approval_of_recorded_act foreign key (act_id, recorded_by) references act (id, recorded_by)
);
comment on table approval is 'The second person''s yes. recorded_by is copied under a foreign key so that a plain check can refuse approving one''s own act.';

create table act_return (
  id           bigint generated always as identity primary key,
  act_id       bigint not null references act,
  revision     integer not null,
  returned_by  bigint not null references app_user,
  returned_at  timestamptz not null default now(),
  reason       text not null,
  constraint act_return_reason_given check (length(btrim(reason)) > 0),
  constraint act_return_once unique (act_id, revision)
);
comment on table act_return is 'A reviewer sent the proposal back, with the reason; the recorder changes it (revision + 1) or withdraws it.';

create table withdrawal (
  act_id        bigint primary key references act,
  withdrawn_by  bigint not null references app_user,
  withdrawn_at  timestamptz not null default now(),
  reason        text
);
comment on table withdrawal is 'The recorder took a proposal back before approval.';

create table attachment (
  id           bigint generated always as identity primary key,
  act_id       bigint not null references act,
  paper        text not null,
  sha256         bytea not null,
  media_type   text not null,
  size_bytes   integer not null,
  file_name    text not null,
  uploaded_by  bigint not null references app_user,
  uploaded_at  timestamptz not null default now(),
  constraint attachment_sha256_whole check (octet_length(sha256) = 32),
  constraint attachment_size_allowed check (size_bytes between 1 and 20971520),
  constraint attachment_media_allowed check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  constraint attachment_once unique (act_id, sha256),
  constraint attachment_of_act unique (act_id, id)
);
comment on table attachment is 'A scan or photo of a paper; the bytes lie under DATA_DIR/attachments by SHA-256.';

create table confirmation (
  act_id         bigint not null,
  kind           text not null,
  recorded_by    bigint not null,
  confirmed_by   bigint not null references app_user,
  confirmed_at   timestamptz not null default now(),
  attachment_id  bigint,
  note           text,
  primary key (act_id, kind),
  constraint confirmation_attachment_of_same_act foreign key (act_id, attachment_id) references attachment (act_id, id),
  -- Money is confirmed by the statement and goods by what the warehouse found, not by what one person says of a paper: of
  -- bank and stock there are no rows.
  constraint confirmation_kind_known check (kind in ('delivery', 'person', 'press')),
  constraint confirmation_has_evidence check (attachment_id is not null or (kind = 'press' and length(btrim(coalesce(note, ''))) > 0)),
  constraint confirmation_by_another_person check (confirmed_by <> recorded_by),
  constraint confirmation_of_recorded_act foreign key (act_id, recorded_by) references act (id, recorded_by)
);
comment on table confirmation is 'Reality agreed, by a paper that somebody other than the recorder looked at: signed delivery, a person''s word; a published report may be named instead. Without one, and with no approved match or receipt, an approved act stays in 待核实.';

create table open_task (
  id         bigint generated always as identity primary key,
  act_id     bigint not null references act,
  task       text not null,
  opened_at  timestamptz not null default now(),
  constraint open_task_known check (task in ('approve', 'revise', 'confirm', 'publish', 'decideErasure', 'decideDisplay', 'decideStock')),
  constraint open_task_once unique (act_id, task)
);
create index open_task_by_kind on open_task (task, id);
comment on table open_task is 'The work queue, kept by the same acts that create and finish the work; never computed by a scan. decideErasure, decideDisplay: something that is proposed of an approved act waits for another person.';

create table import_file (
  id           bigint generated always as identity primary key,
  sha256       bytea not null,
  kind         text not null,
  file_name    text not null,
  rows         integer not null,
  imported_by  bigint not null references app_user,
  imported_at  timestamptz not null default now(),
  constraint import_file_once unique (kind, sha256)
);
comment on table import_file is 'A spreadsheet that was imported, whole; the same bytes a second time add nothing.';

-- A proposal may change until a second person approved it; afterwards only new acts can correct it. A table that holds
-- what acts of one kind say names that kind: no act says what another kind says.
create function act_refuse_after_approval() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  changed bigint;
  kind_of_act text;
begin
  if tg_table_name = 'act' then
    changed := old.id;
    if tg_op = 'DELETE'
       or (new.id, new.kind, new.number, new.idempotency_key, new.recorded_by, new.recorded_at)
          is distinct from (old.id, old.kind, old.number, old.idempotency_key, old.recorded_by, old.recorded_at) then
      raise exception using errcode = 'check_violation', constraint = 'act_identity_frozen',
        message = 'an act keeps its author, kind and number';
    end if;
  elsif tg_op = 'INSERT' then
    changed := new.act_id;
  else
    changed := old.act_id;
    if tg_op = 'UPDATE' and new.act_id <> old.act_id then
      raise exception using errcode = 'check_violation', constraint = 'act_identity_frozen',
        message = 'what an act says stays with that act';
    end if;
  end if;
  -- Locking the act makes "approved while I was changing it" impossible in either order.
  select kind into kind_of_act from act where id = changed for update;
  if kind_of_act <> tg_argv[0] then
    raise exception using errcode = 'check_violation', constraint = 'act_of_its_kind',
      message = format('an act of kind %s has no %s', kind_of_act, tg_table_name);
  end if;
  if exists (select 1 from approval where act_id = changed) or exists (select 1 from withdrawal where act_id = changed) then
    raise exception using errcode = 'check_violation', constraint = 'act_frozen_after_approval',
      message = 'an approved or withdrawn act cannot change; reverse it and enter it anew';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger act_frozen before update or delete on act
  for each row execute function act_refuse_after_approval();

create function refuse_finished_act() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from act where id = new.act_id for update;
  if tg_table_name = 'approval' then
    if (select revision from act where id = new.act_id) <> new.revision then
      raise exception using errcode = 'check_violation', constraint = 'approval_of_current_revision',
        message = 'the proposal changed after the reviewer opened it';
    end if;
    if exists (select 1 from withdrawal where act_id = new.act_id)
       or exists (select 1 from act_return where act_id = new.act_id and revision = new.revision) then
      raise exception using errcode = 'check_violation', constraint = 'approval_of_standing_proposal',
        message = 'the proposal was withdrawn or returned';
    end if;
  elsif exists (select 1 from approval where act_id = new.act_id) then
    raise exception using errcode = 'check_violation', constraint = 'proposal_not_yet_approved',
      message = 'the act has been approved already';
  end if;
  return new;
end $$;
create trigger approval_standing before insert on approval for each row execute function refuse_finished_act();
create trigger act_return_standing before insert on act_return for each row execute function refuse_finished_act();
create trigger withdrawal_standing before insert on withdrawal for each row execute function refuse_finished_act();

-- After the row's own checks: whoever approves what they recorded is told that first.
create function approval_needs_reviewer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from standing_role where user_id = new.approved_by and role = 'reviewer') then
    raise exception using errcode = 'check_violation', constraint = 'approval_by_reviewer',
      message = 'only a reviewer approves';
  end if;
  return null;
end $$;
create trigger approval_by_reviewer after insert on approval
  for each row execute function approval_needs_reviewer();

-- Likewise of whoever sends back, and of whoever looks at papers: a session may outlast the role by a moment.
create function act_return_needs_reviewer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from standing_role where user_id = new.returned_by and role = 'reviewer') then
    raise exception using errcode = 'check_violation', constraint = 'act_return_by_reviewer',
      message = 'only a reviewer sends back';
  end if;
  return null;
end $$;
create trigger act_return_by_reviewer after insert on act_return
  for each row execute function act_return_needs_reviewer();

create function confirmation_needs_role() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from standing_role where user_id = new.confirmed_by and role in ('recorder', 'reviewer')) then
    raise exception using errcode = 'check_violation', constraint = 'confirmation_by_role',
      message = 'only who records or reviews confirms';
  end if;
  return null;
end $$;
create trigger confirmation_by_role after insert on confirmation
  for each row execute function confirmation_needs_role();

create function confirmation_needs_approval() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from approval where act_id = new.act_id) then
    raise exception using errcode = 'check_violation', constraint = 'confirmation_of_approved_act',
      message = 'only an approved act can be confirmed';
  end if;
  return new;
end $$;
create trigger confirmation_after_approval before insert on confirmation
  for each row execute function confirmation_needs_approval();

create trigger approval_append_only before update or delete or truncate on approval for each statement execute function refuse_change();
create trigger act_return_append_only before update or delete or truncate on act_return for each statement execute function refuse_change();
create trigger withdrawal_append_only before update or delete or truncate on withdrawal for each statement execute function refuse_change();
create trigger confirmation_append_only before update or delete or truncate on confirmation for each statement execute function refuse_change();
create trigger attachment_append_only before update or delete or truncate on attachment for each statement execute function refuse_change();

-- What was proposed stays as it was, and is decided once; a table of wishes has these four columns.
create function wish_decided_once() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  decided constant text[] := array['decision', 'decision_reason', 'decided_by', 'decided_at'];
begin
  if tg_op <> 'UPDATE' or old.decision is not null or new.decision is null
     or (to_jsonb(new) - decided) is distinct from (to_jsonb(old) - decided) then
    raise exception using errcode = 'check_violation', constraint = tg_table_name || '_decided_once',
      message = 'a wish is decided once';
  end if;
  return new;
end $$;

-- After the row's own checks: whoever decides what they proposed is told that first.
create function wish_decided_by_reviewer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.decision in ('approved', 'refused')
     and not exists (select 1 from standing_role where user_id = new.decided_by and role = 'reviewer') then
    raise exception using errcode = 'check_violation', constraint = 'wish_decided_by_reviewer',
      message = 'only a reviewer decides';
  end if;
  return null;
end $$;

grant select on act, act_number, approval, act_return, withdrawal, attachment, confirmation, open_task, import_file to mingzhang_app;
grant insert on act, act_number, approval, act_return, withdrawal, attachment, confirmation, open_task, import_file to mingzhang_app;
grant update on act to mingzhang_app;
grant update (last) on act_number to mingzhang_app;
grant update, delete on open_task to mingzhang_app;
