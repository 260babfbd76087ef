-- What erases a published text, and what shows a name more openly than before, is proposed by one person and decided by
-- another. Until then it stands in the work queue; whoever proposed it may take it back.

alter table erasure
  add column decision_reason text,
  drop constraint erasure_decision_known,
  drop constraint erasure_by_another_person,
  add constraint erasure_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  add constraint erasure_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  add constraint erasure_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  -- Those refused before had no place for a reason.
  add constraint erasure_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400) not valid;
comment on table erasure is 'The wish that published texts of a leaf be erased: who asked and why, proposed by one person; approved, or refused with a reason, by another, or withdrawn by the first.';

-- A gift and what replaces it commit to one and the same opening of the legal name, which its receipt code unseals.
alter table erasure_text drop constraint erasure_text_pkey, add primary key (erasure_id, leaf_index, digest);

create table display_proposal (
  id               bigint generated always as identity primary key,
  act_id           bigint not null references donation,
  every_gift       boolean not null,
  display          text not null,
  alias            text,
  by_guardian      boolean not null,
  given_on         date not null,
  evidence         text not null,
  attachment_id    bigint,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decision_reason  text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  constraint display_proposal_display_known check (display in ('named', 'alias', 'masked')),
  constraint display_proposal_alias_given check ((display = 'alias') = (alias is not null)),
  constraint display_proposal_evidence_given check (length(btrim(evidence)) between 1 and 200),
  constraint display_proposal_attachment_of_same_act foreign key (act_id, attachment_id) references attachment (act_id, id),
  constraint display_proposal_decision_known check (decision in ('approved', 'refused', 'withdrawn', 'overtaken')),
  constraint display_proposal_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint display_proposal_by_another_person check (decision in ('withdrawn', 'overtaken') or decided_by <> proposed_by),
  constraint display_proposal_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint display_proposal_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create unique index display_proposal_open_once on display_proposal (act_id) where decision is null;
comment on table display_proposal is 'The wish that an approved gift (or every gift of its giver) be shown more openly, with the dated consent that proves it: proposed by one person; approved, or refused with a reason, by another, withdrawn by the first, or overtaken by a later wish to show less.';

-- One function for both: what was proposed stays as it was, and is decided once.
drop trigger erasure_decided_once on erasure;
drop function erasure_decided_once();
create function wish_decided_once() returns trigger language plpgsql as $$
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
create trigger erasure_decided_once before update or delete on erasure
  for each row execute function wish_decided_once();
create trigger display_proposal_decided_once before update or delete on display_proposal
  for each row execute function wish_decided_once();

-- After the row's own checks: whoever decides what they proposed is told that first.
create function wish_decided_by_reviewer() returns trigger language plpgsql as $$
begin
  if new.decision in ('approved', 'refused')
     and not exists (select 1 from standing_role where user_id = new.decided_by and role = 'reviewer') then
    raise exception using errcode = 'check_violation', constraint = 'wish_decided_by_reviewer',
      message = 'only a reviewer decides';
  end if;
  return null;
end $$;
create trigger erasure_decided_by_reviewer after update on erasure
  for each row execute function wish_decided_by_reviewer();
create trigger display_proposal_decided_by_reviewer after update on display_proposal
  for each row execute function wish_decided_by_reviewer();

alter table donation_display
  alter column recorded_by drop not null,
  add column proposal_id bigint references display_proposal,
  add constraint donation_display_replay_hides check (recorded_by is not null or display = 'anonymous');
comment on table donation_display is 'A later choice of how a gift is shown, with who asked for it and how. The newest row counts before what the gift was recorded with. proposal_id: the approved proposal that shows more; recorded_by null: hidden again after a restore, from the list of erasures.';

-- A gift that was entered anew is the same gift: what was chosen for one of its entries is what it is shown by now.
create function donation_display_opened_by_two() returns trigger language plpgsql as $$
declare
  openness constant text[] := array['anonymous', 'masked', 'alias', 'named'];
  before integer;
begin
  select coalesce(
    (select array_position(openness, later.display)
     from donation own
     join donation same on same.receipt_act_id = own.receipt_act_id
     join donation_display later on later.act_id = same.act_id
     where own.act_id = new.act_id order by later.id desc limit 1),
    (select min(array_position(openness, same.display))
     from donation own
     join donation same on same.receipt_act_id = own.receipt_act_id
     join approval on approval.act_id = same.act_id
     where own.act_id = new.act_id),
    (select array_position(openness, own.display) from donation own where own.act_id = new.act_id)
  ) into before;
  if array_position(openness, new.display) > before and not exists (
    select 1 from display_proposal p
    where p.id = new.proposal_id and p.decision = 'approved' and p.display = new.display
  ) then
    raise exception using errcode = 'check_violation', constraint = 'donation_display_opened_by_two',
      message = 'a gift is shown more openly by an approved proposal only';
  end if;
  return new;
end $$;
create trigger donation_display_opened_by_two before insert on donation_display
  for each row execute function donation_display_opened_by_two();

alter table open_task
  drop constraint open_task_known,
  add constraint open_task_known check (task in ('approve', 'revise', 'confirm', 'publish', 'decideErasure', 'decideDisplay'));
comment on table open_task is 'The work queue, kept by the same acts that create and finish the work; never computed by a scan. decideErasure, decideDisplay: something that is proposed of an approved act waits for another person.';
insert into open_task (act_id, task, opened_at)
select l.act_id, 'decideErasure', min(e.proposed_at)
from erasure e join log_leaf l on l.leaf_index = e.leaf_index
where e.decision is null and l.act_id is not null
group by l.act_id;

-- A decision is made by an update, never brought along.
revoke insert on erasure from mingzhang_app;
grant insert (leaf_index, asked_by, reason, proposed_by) on erasure to mingzhang_app;
grant update (decision_reason) on erasure to mingzhang_app;
grant select on display_proposal to mingzhang_app;
grant insert (act_id, every_gift, display, alias, by_guardian, given_on, evidence, attachment_id, proposed_by) on display_proposal to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on display_proposal to mingzhang_app;
