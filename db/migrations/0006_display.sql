-- How a gift is shown may change after it is approved, and after it is published: to less at once, to more only by a wish
-- that one person proposed, with the giver's consent, and another approved.

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
create trigger display_proposal_decided_once before update or delete on display_proposal
  for each row execute function wish_decided_once();
create trigger display_proposal_decided_by_reviewer after update on display_proposal
  for each row execute function wish_decided_by_reviewer();

create table donation_display (
  id           bigint generated always as identity primary key,
  act_id       bigint not null references donation,
  display      text not null,
  evidence     text not null,
  recorded_by  bigint references app_user,
  recorded_at  timestamptz not null default now(),
  proposal_id  bigint references display_proposal,
  constraint donation_display_kind_known check (display in ('named', 'alias', 'masked', 'anonymous')),
  constraint donation_display_evidence_given check (length(btrim(evidence)) between 1 and 200),
  constraint donation_display_replay_hides check (recorded_by is not null or display = 'anonymous')
);
create index donation_display_of on donation_display (act_id, id desc);
comment on table donation_display is 'A later choice of how a gift is shown, with who asked for it and how. The newest row counts before what the gift was recorded with. proposal_id: the approved proposal that shows more; recorded_by null: hidden again after a restore, from the list of erasures.';

create function donation_display_by_consent() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  donor_kind text;
  agreed record;
begin
  select d.kind into donor_kind from donation g join donor d on d.id = g.donor_id where g.act_id = new.act_id;
  select c.display, c.by_guardian into agreed from donation g join donor_consent c on c.donor_id = g.donor_id
    where g.act_id = new.act_id order by c.id desc limit 1;
  if donor_kind = 'minor' and new.display <> 'anonymous' and not coalesce(agreed.by_guardian, false) then
    raise exception using errcode = 'check_violation', constraint = 'donation_minor_anonymous',
      message = 'a minor stays anonymous without a guardian''s written consent';
  end if;
  if donor_kind in ('person', 'minor') and new.display = 'named' and coalesce(agreed.display, '') <> 'named' then
    raise exception using errcode = 'check_violation', constraint = 'donation_person_named_by_consent',
      message = 'a person is named only with recorded consent';
  end if;
  return new;
end $$;
create trigger donation_display_by_consent before insert on donation_display
  for each row execute function donation_display_by_consent();

-- A gift that was entered anew is the same gift: what was chosen for one of its entries is what it is shown by now.
create function donation_display_opened_by_two() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
create trigger donation_display_append_only before update or delete or truncate on donation_display for each statement execute function refuse_change();

grant select, insert on donation_display to mingzhang_app;
grant select on display_proposal to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (act_id, every_gift, display, alias, by_guardian, given_on, evidence, attachment_id, proposed_by) on display_proposal to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on display_proposal to mingzhang_app;
