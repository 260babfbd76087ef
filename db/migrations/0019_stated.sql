-- What people say of money where no statement does: what was in transit, what an account held, why it has no statement, what
-- lay in a cash box and in a collection box.

create table record_parking (
  id         bigint generated always as identity primary key,
  act_id     bigint not null references act,
  reason     text not null,
  note       text,
  parked_by  bigint not null references app_user,
  parked_at  timestamptz not null default now(),
  ended_by   bigint references app_user,
  ended_at   timestamptz,
  constraint record_parking_reason_known check (reason in ('inTransit', 'awaitingStatement', 'underReview', 'other')),
  constraint record_parking_other_explained check (reason <> 'other' or length(btrim(coalesce(note, ''))) > 0),
  constraint record_parking_note_short check (length(coalesce(note, '')) <= 400),
  constraint record_parking_end_whole check ((ended_by is null) = (ended_at is null))
);
create unique index record_parking_once on record_parking (act_id) where ended_at is null;
comment on table record_parking is 'A booked act that no statement shows yet (未达账项), with the reason.';
create trigger record_parking_final before update or delete on record_parking
  for each row when (old.ended_at is not null) execute function refuse_change();

-- Where no statement says it, somebody looks and says it, with what was seen; whoever approves the close approves it.
create table balance_seen (
  id                bigint generated always as identity primary key,
  money_account_id  bigint not null references money_account,
  seen_on           date not null,
  balance_fen       bigint not null,
  sha256            bytea not null,
  media_type        text not null,
  size_bytes        integer not null,
  file_name         text not null,
  stated_by         bigint not null references app_user,
  stated_at         timestamptz not null default now(),
  ended_by          bigint references app_user,
  ended_at          timestamptz,
  constraint balance_seen_sha256_whole check (octet_length(sha256) = 32),
  constraint balance_seen_size_allowed check (size_bytes between 1 and 20971520),
  constraint balance_seen_media_allowed check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  constraint balance_seen_end_whole check ((ended_by is null) = (ended_at is null))
);
create unique index balance_seen_once on balance_seen (money_account_id, seen_on) where ended_at is null;
comment on table balance_seen is 'What was on an account at the end of a day, as somebody saw it where no statement says (所见余额), with a picture or paper of it; its bytes lie under DATA_DIR/attachments by SHA-256. Saying it anew for a day ends what was said before.';
create trigger balance_seen_final before update or delete on balance_seen
  for each row when (old.ended_at is not null) execute function refuse_change();

create table statement_absence (
  id                bigint generated always as identity primary key,
  money_account_id  bigint not null references money_account,
  first_day         date not null,
  last_day          date not null,
  reason            text not null,
  note              text,
  stated_by         bigint not null references app_user,
  stated_at         timestamptz not null default now(),
  ended_by          bigint references app_user,
  ended_at          timestamptz,
  constraint statement_absence_days_ordered check (first_day <= last_day),
  constraint statement_absence_reason_known check (reason in ('notInUse', 'noMovement', 'accountClosed', 'other')),
  constraint statement_absence_other_explained check (reason <> 'other' or length(btrim(coalesce(note, ''))) > 0),
  constraint statement_absence_note_short check (length(coalesce(note, '')) <= 400),
  constraint statement_absence_end_whole check ((ended_by is null) = (ended_at is null))
);
create unique index statement_absence_once on statement_absence (money_account_id, last_day) where ended_at is null;
comment on table statement_absence is 'Why an account has no statement of some days, as somebody said it; whoever approves the close of these days approves it.';
create function statement_absence_of_missing_days() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  covered record;
begin
  select s.first_day, s.last_day into covered
  from statement s
  where s.money_account_id = new.money_account_id and s.scope = 'movement'
    and s.first_day <= new.last_day and s.last_day >= new.first_day
  order by s.first_day limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'statement_absence_of_missing_days',
      message = 'a statement covers some of these days',
      detail = jsonb_build_object('from', covered.first_day, 'to', covered.last_day)::text;
  end if;
  return new;
end $$;
create trigger statement_absence_of_missing_days before insert on statement_absence
  for each row execute function statement_absence_of_missing_days();
create trigger statement_absence_final before update or delete on statement_absence
  for each row when (old.ended_at is not null) execute function refuse_change();

create table cash_count (
  id                bigint generated always as identity primary key,
  money_account_id  bigint not null references money_account,
  counted_on        date not null,
  notes             jsonb not null,
  total_fen         bigint not null,
  counted_by        bigint not null references app_user,
  counted_at        timestamptz not null default now(),
  witnessed_by      bigint references app_user,
  witnessed_at      timestamptz,
  explanation       text,
  constraint cash_count_total_not_negative check (total_fen >= 0),
  constraint cash_count_by_two check (witnessed_by is null or witnessed_by <> counted_by),
  constraint cash_count_witness_whole check ((witnessed_by is null) = (witnessed_at is null)),
  constraint cash_count_explanation_short check (length(coalesce(explanation, '')) <= 400)
);
create index cash_count_of on cash_count (money_account_id, counted_on);
comment on table cash_count is 'A count of a cash box (现金盘点表): how many of each note and coin, by one person, seen by another. notes: {"10000": 3, …}, denomination in fen.';
create function cash_count_witnessed_once() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE' or old.witnessed_by is not null
     or (to_jsonb(new) - array['witnessed_by', 'witnessed_at']) is distinct from (to_jsonb(old) - array['witnessed_by', 'witnessed_at']) then
    raise exception using errcode = 'check_violation', constraint = 'cash_count_final',
      message = 'a count stays as it was counted';
  end if;
  return new;
end $$;
create trigger cash_count_final before update or delete on cash_count for each row execute function cash_count_witnessed_once();

create table box_opening (
  act_id         bigint primary key references donation,
  box            text not null,
  seal           text,
  notes          jsonb not null,
  total_fen      bigint not null,
  opened_before  text not null,
  constraint box_opening_box_given check (length(btrim(box)) between 1 and 80),
  constraint box_opening_seal_short check (length(coalesce(seal, '')) <= 60),
  constraint box_opening_total_positive check (total_fen > 0),
  constraint box_opening_witnesses_given check (length(btrim(opened_before)) between 2 and 200)
);
comment on table box_opening is 'A collection box that was opened and counted (募捐箱开箱记录): the gift of all who put something in. opened_before: who was present. notes: as in cash_count.';
create trigger box_opening_frozen before insert or update or delete on box_opening
  for each row execute function act_refuse_after_approval('donation');

grant select, insert on box_opening to mingzhang_app;
grant select on record_parking, balance_seen, statement_absence, cash_count to mingzhang_app;
grant insert (act_id, reason, note, parked_by) on record_parking to mingzhang_app;
grant update (ended_by, ended_at) on record_parking to mingzhang_app;
grant insert (money_account_id, seen_on, balance_fen, sha256, media_type, size_bytes, file_name, stated_by) on balance_seen to mingzhang_app;
grant update (ended_by, ended_at) on balance_seen to mingzhang_app;
grant insert (money_account_id, first_day, last_day, reason, note, stated_by) on statement_absence to mingzhang_app;
grant update (ended_by, ended_at) on statement_absence to mingzhang_app;
grant insert (money_account_id, counted_on, notes, total_fen, counted_by, explanation) on cash_count to mingzhang_app;
grant update (witnessed_by, witnessed_at) on cash_count to mingzhang_app;
