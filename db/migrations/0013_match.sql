-- Which lines are which acts: proposed by the matcher or a person, confirmed by one person, approved by another. What an
-- approved match must be, and what undoes it.

create table money_match (
  id                 bigint generated always as identity primary key,
  entity_code        text not null references organisation,
  way                text not null,
  algorithm_version  text,
  score              integer,
  explanation        jsonb not null default '{}',
  note               text,
  idempotency_key    text not null,
  confirmed_by       bigint not null references app_user,
  confirmed_at       timestamptz not null default now(),
  decision           text,
  decision_reason    text,
  decided_by         bigint references app_user,
  decided_at         timestamptz,
  constraint money_match_idempotency_unique unique (idempotency_key),
  constraint money_match_way_known check (way in ('reference', 'score', 'tie', 'settlement', 'sum', 'rule', 'transfer', 'person', 'entered')),
  constraint money_match_version_given check ((algorithm_version is null) = (way in ('person', 'entered'))),
  constraint money_match_note_short check (length(coalesce(note, '')) <= 400),
  constraint money_match_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint money_match_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint money_match_by_another_person check (decision = 'withdrawn' or decided_by <> confirmed_by),
  constraint money_match_withdrawn_by_confirmer check (decision <> 'withdrawn' or decided_by = confirmed_by),
  constraint money_match_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create index money_match_waiting on money_match (id) where decision is null;
create index money_match_of_entity on money_match (entity_code, id desc);
comment on table money_match is 'That these lines of statements are these acts, to the fen, in each ledger account that cash lies in. way: how it was found; person: by hand; entered: the acts were made from the lines. explanation: features, runner-up and rejected candidates as the matcher gave them. Confirmed by one person, approved by another.';
create trigger money_match_decided_once before update or delete on money_match
  for each row execute function wish_decided_once();
create trigger money_match_decided_by_reviewer after update on money_match
  for each row execute function wish_decided_by_reviewer();

create table money_match_line (
  match_id  bigint not null references money_match,
  line_id   bigint not null references statement_line,
  released  boolean not null default false,
  primary key (match_id, line_id)
);
create unique index money_match_line_once on money_match_line (line_id) where not released;
comment on table money_match_line is 'A line is in one match at a time. released: the match was refused, withdrawn or undone.';

create table money_match_act (
  match_id  bigint not null references money_match,
  act_id    bigint not null references act,
  released  boolean not null default false,
  primary key (match_id, act_id)
);
create unique index money_match_act_once on money_match_act (act_id) where not released;
comment on table money_match_act is 'An act is in one match at a time. released: the match was refused, withdrawn or undone.';

-- Whoever takes a line into a match holds it by the foreign key, so that who puts it aside waits for that, or the other way
-- round; the match ends what it then finds. security definer: the app login never locks a line by itself.
create function line_parking_of_free_line() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from statement_line where id = new.line_id for update;
  if exists (select 1 from money_match_line where line_id = new.line_id and not released) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_line_once',
      message = 'a line in a match is not put aside';
  end if;
  return new;
end $$;
create trigger line_parking_of_free_line before insert on line_parking
  for each row execute function line_parking_of_free_line();

create table money_match_undoing (
  id               bigint generated always as identity primary key,
  match_id         bigint not null references money_match,
  reason           text not null,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decision_reason  text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  constraint money_match_undoing_reason_given check (length(btrim(reason)) between 1 and 400),
  constraint money_match_undoing_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint money_match_undoing_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint money_match_undoing_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint money_match_undoing_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint money_match_undoing_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create unique index money_match_undoing_open_once on money_match_undoing (match_id) where decision is null;
comment on table money_match_undoing is 'The wish to undo an approved match: proposed by one person, decided by another. Where an act of it is published, its reversal says so (a correction) and undoes the match.';
create trigger money_match_undoing_decided_once before update or delete on money_match_undoing
  for each row execute function wish_decided_once();
create trigger money_match_undoing_decided_by_reviewer after update on money_match_undoing
  for each row execute function wish_decided_by_reviewer();

-- What the log shows is voided in the log: by a correction, never by taking its confirmation away.
create function money_match_undoing_sound() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  published record;
begin
  if tg_op = 'INSERT' and new.decision is not null then return new; end if;
  if not exists (select 1 from money_match m where m.id = new.match_id and m.decision = 'approved')
     or not exists (select 1 from money_match_line where match_id = new.match_id and not released) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_undoing_of_standing_match',
      message = 'only an approved match that stands can be undone';
  end if;
  select string_agg(act.number, '、' order by act.id) as numbers into published
  from money_match_act a join act on act.id = a.act_id join log_leaf l on l.act_id = a.act_id where a.match_id = new.match_id;
  if published.numbers is not null then
    raise exception using errcode = 'check_violation', constraint = 'money_match_undoing_before_publication',
      message = 'an act of the match is published',
      detail = jsonb_build_object('numbers', published.numbers)::text;
  end if;
  return new;
end $$;
create trigger money_match_undoing_sound before insert on money_match_undoing
  for each row execute function money_match_undoing_sound();
create trigger money_match_undoing_still_sound before update on money_match_undoing
  for each row when (new.decision = 'approved') execute function money_match_undoing_sound();

-- security definer: the app login may decide, but never takes a line or an act out of a match by itself.
create function release_match(undone bigint) returns void language sql security definer set search_path = public, pg_temp as $$
  update money_match_line set released = true where match_id = undone;
  update money_match_act set released = true where match_id = undone;
  insert into unmatched_line (line_id, money_account_id, occurred_on)
    select l.id, l.money_account_id, l.occurred_on
    from money_match_line m join statement_line l on l.id = m.line_id where m.match_id = undone
    on conflict do nothing;
$$;

create function money_match_release() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'money_match_undoing' then
    if new.decision = 'approved' then perform release_match((to_jsonb(new) ->> 'match_id')::bigint); end if;
  elsif new.decision <> 'approved' then
    perform release_match((to_jsonb(new) ->> 'id')::bigint);
  else
    delete from unmatched_line where line_id in (
      select line_id from money_match_line where match_id = (to_jsonb(new) ->> 'id')::bigint and not released);
  end if;
  return null;
end $$;
create trigger money_match_release after update on money_match
  for each row when (new.decision is not null) execute function money_match_release();
create trigger money_match_undoing_release after update on money_match_undoing
  for each row when (new.decision is not null) execute function money_match_release();

-- What is released stays so; nothing joins a match that is decided.
create function money_match_part_final() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform 1 from money_match where id = new.match_id and decision is null for update;
    if found and not new.released then return new; end if;
  elsif tg_op = 'UPDATE' and not old.released and new.released
     and (to_jsonb(new) - 'released') is not distinct from (to_jsonb(old) - 'released') then
    return new;
  end if;
  raise exception using errcode = 'check_violation', constraint = 'money_match_part_final',
    message = 'a match keeps its lines and acts';
end $$;
create trigger money_match_line_final before insert or update or delete on money_match_line
  for each row execute function money_match_part_final();
create trigger money_match_act_final before insert or update or delete on money_match_act
  for each row execute function money_match_part_final();

-- Approved only if the money is the same to the fen, of one entity, of approved acts that the approver did not record.
create function money_match_sound() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  moved numeric;
  booked numeric;
  off record;
begin
  if not exists (select 1 from money_match_line where match_id = new.id) or not exists (select 1 from money_match_act where match_id = new.id) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_has_both_sides',
      message = 'a match has lines and acts';
  end if;
  if exists (select 1 from money_match_act m left join approval a on a.act_id = m.act_id where m.match_id = new.id and a.act_id is null) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_of_approved_acts',
      message = 'only approved acts are matched for good';
  end if;
  if exists (
    select 1 from money_match_act m join reversal r on r.reverses_act_id = m.act_id join approval p on p.act_id = r.act_id
    where m.match_id = new.id and r.reason_code <> 'refund'
  ) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_of_standing_acts',
      message = 'an act of the match was reversed';
  end if;
  if exists (select 1 from money_match_act m join act a on a.id = m.act_id where m.match_id = new.id and a.recorded_by = new.decided_by) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_not_by_recorder',
      message = 'whoever recorded an act does not approve what confirms it';
  end if;
  if exists (
    select 1 from money_match_line m join statement_line l on l.id = m.line_id join money_account o on o.id = l.money_account_id
    where m.match_id = new.id
      and (o.entity_code <> new.entity_code or l.scope <> 'movement' or l.flow = 'neutral' or l.amount_fen = 0)
  ) or exists (
    select 1 from money_match_act m join journal_entry e on e.act_id = m.act_id join posting p on p.entry_id = e.id
    where m.match_id = new.id and p.entity_code <> new.entity_code
  ) then
    raise exception using errcode = 'check_violation', constraint = 'money_match_within_entity',
      message = 'a match joins movements and books of one entity';
  end if;
  select coalesce(sum(case l.flow when 'in' then l.amount_fen when 'out' then -l.amount_fen else 0 end), 0) into moved
  from money_match_line m join statement_line l on l.id = m.line_id where m.match_id = new.id;
  select coalesce(sum(p.amount), 0) into booked
  from money_match_act m
  join journal_entry e on e.act_id = m.act_id
  join posting p on p.entry_id = e.id and p.unit_code = 'CNY'
  join account a on a.code = p.account_code and a.flow = 'holding'
  where m.match_id = new.id;
  if moved <> booked then
    raise exception using errcode = 'check_violation', constraint = 'money_match_to_the_fen',
      message = 'lines and acts of a match move the same money',
      detail = jsonb_build_object('unit', 'CNY', 'moved', moved::text, 'booked', booked::text, 'difference', (moved - booked)::text)::text;
  end if;
  -- What the books hold at the bank, no statement of Alipay confirms: each ledger account that cash lies in agrees by itself.
  select x.account_code as account, sum(x.moved) as moved, sum(x.booked) as booked into off
  from (
    select o.account_code, case l.flow when 'in' then l.amount_fen else -l.amount_fen end as moved, 0 as booked
    from money_match_line m join statement_line l on l.id = m.line_id join money_account o on o.id = l.money_account_id
    where m.match_id = new.id
    union all
    select p.account_code, 0, p.amount
    from money_match_act m
    join journal_entry e on e.act_id = m.act_id
    join posting p on p.entry_id = e.id and p.unit_code = 'CNY'
    join account a on a.code = p.account_code and a.flow = 'holding'
    where m.match_id = new.id
  ) x group by x.account_code having sum(x.moved) <> sum(x.booked)
  order by sum(x.moved) = 0, x.account_code limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'money_match_ledger_account',
      message = 'the books keep the money of a match where its statement is',
      detail = jsonb_build_object('unit', 'CNY', 'account', off.account, 'moved', off.moved::text, 'booked', off.booked::text)::text;
  end if;
  -- Where every act says which account its cash came to or left, each account agrees by itself.
  if exists (select 1 from money_match_act m join act a on a.id = m.act_id where m.match_id = new.id and a.money_account_id is null) then
    return null;
  end if;
  select o.name as account, sum(x.moved) as moved, sum(x.booked) as booked into off
  from (
    select l.money_account_id as account_id, case l.flow when 'in' then l.amount_fen else -l.amount_fen end as moved, 0 as booked
    from money_match_line m join statement_line l on l.id = m.line_id where m.match_id = new.id
    union all
    select a.money_account_id, 0, c.amount
    from money_match_act m join act a on a.id = m.act_id join act_cash c on c.act_id = m.act_id where m.match_id = new.id
    union all
    select case way when 'from' then a.money_account_id else d.to_money_account_id end, 0, case way when 'from' then -d.amount else d.amount end
    from money_match_act m join act a on a.id = m.act_id join adjustment d on d.act_id = m.act_id and d.reason = 'transfer'
    cross join unnest(array['from', 'to']) as way
    where m.match_id = new.id
  ) x join money_account o on o.id = x.account_id
  group by o.id, o.name having sum(x.moved) <> sum(x.booked)
  order by o.id limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'money_match_account_by_account',
      message = 'each account of a match agrees by itself',
      detail = jsonb_build_object('unit', 'CNY', 'name', off.account, 'moved', off.moved::text, 'booked', off.booked::text)::text;
  end if;
  return null;
end $$;
create trigger money_match_sound after update on money_match
  for each row when (new.decision = 'approved') execute function money_match_sound();

-- A reversal frees the lines of its match for what they truly were. What else of the match is public would stay so with
-- nothing to confirm it: such acts are reversed together, and each waits for its own approval. A refund frees none: it
-- happened, and so did what it gives back.
create function reversal_undoes_match() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  undone record;
  left_public text;
begin
  for undone in
    select m.id, m.decision, v.number
    from reversal r
    join act v on v.id = r.reverses_act_id
    join money_match_act a on a.act_id = r.reverses_act_id and not a.released
    join money_match m on m.id = a.match_id
    where r.act_id = new.act_id and r.reason_code <> 'refund'
  loop
    if undone.decision is null then
      raise exception using errcode = 'check_violation', constraint = 'reversal_after_open_match',
        message = 'a match of the act still waits for its decision',
        detail = jsonb_build_object('number', undone.number)::text;
    end if;
    update money_match_undoing set decision = 'withdrawn', decided_by = proposed_by, decided_at = now()
      where match_id = undone.id and decision is null;
    insert into money_match_undoing (match_id, reason, proposed_by, decision, decided_by, decided_at)
      select undone.id, (select reason from reversal where act_id = new.act_id), new.recorded_by, 'approved', new.approved_by, now();
    perform release_match(undone.id);
    select string_agg(act.number, '、' order by act.id) into left_public
    from money_match_act a join act on act.id = a.act_id join log_leaf l on l.act_id = a.act_id
    where a.match_id = undone.id and not act_confirmed(a.act_id)
      and not exists (
        select 1 from reversal r
        where r.reverses_act_id = a.act_id
          and not exists (select 1 from withdrawal w where w.act_id = r.act_id)
          and (r.reason_code <> 'refund' or exists (select 1 from approval p where p.act_id = r.act_id)));
    if left_public is not null then
      raise exception using errcode = 'check_violation', constraint = 'reversal_leaves_public_unconfirmed',
        message = 'other published acts of the match would lose what confirms them',
        detail = jsonb_build_object('number', undone.number, 'numbers', left_public)::text;
    end if;
  end loop;
  return null;
end $$;
create trigger reversal_undoes_match after insert on approval for each row execute function reversal_undoes_match();

-- The reversal of one act was approved because this one was proposed with it.
create function withdrawal_of_needed_reversal() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  left_public text;
begin
  select v.number into left_public
  from reversal r join act v on v.id = r.reverses_act_id join log_leaf l on l.act_id = v.id
  where r.act_id = new.act_id and r.reason_code <> 'refund' and not act_confirmed(v.id)
    and not exists (select 1 from reversal o join approval p on p.act_id = o.act_id where o.reverses_act_id = v.id);
  if left_public is not null then
    raise exception using errcode = 'check_violation', constraint = 'withdrawal_of_needed_reversal',
      message = 'nothing confirms the published act any more',
      detail = jsonb_build_object('number', left_public)::text;
  end if;
  return new;
end $$;
create trigger withdrawal_of_needed_reversal before insert on withdrawal
  for each row execute function withdrawal_of_needed_reversal();

-- A proposal that is taken back would leave its lines to nobody.
create function withdrawal_after_open_match() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select 1 from money_match_act where act_id = new.act_id and not released) then
    raise exception using errcode = 'check_violation', constraint = 'withdrawal_after_open_match',
      message = 'a match of the act still waits for its decision';
  end if;
  return new;
end $$;
create trigger withdrawal_after_open_match before insert on withdrawal
  for each row execute function withdrawal_after_open_match();

create table match_rule (
  id                bigint generated always as identity primary key,
  money_account_id  bigint not null references money_account,
  flow              text not null,
  words             text not null,
  makes             text not null,
  fund_code         text not null references fund,
  stream            text not null default 'donation',
  restriction       text not null default 'unrestricted',
  valid_from        date not null,
  valid_to          date,
  proposed_by       bigint not null references app_user,
  proposed_at       timestamptz not null default now(),
  decision          text,
  decision_reason   text,
  decided_by        bigint references app_user,
  decided_at        timestamptz,
  constraint match_rule_makes_known check ((makes, flow) in (('fee', 'out'), ('interest', 'in'))),
  constraint match_rule_words_given check (length(btrim(words)) between 2 and 40),
  constraint match_rule_stream_known check (stream in ('donation', 'funding')),
  constraint match_rule_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency')),
  constraint match_rule_days_ordered check (valid_to is null or valid_from <= valid_to),
  constraint match_rule_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint match_rule_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint match_rule_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint match_rule_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint match_rule_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
comment on table match_rule is 'A movement whose kind or purpose holds these words is a fee or interest: proposed by one person with the lines it would have met, approved by another, in force between two days. It never makes a gift.';
create trigger match_rule_decided_once before update or delete on match_rule
  for each row execute function wish_decided_once();
create trigger match_rule_decided_by_reviewer after update on match_rule
  for each row execute function wish_decided_by_reviewer();

create view line_state as
select l.id as line_id, l.money_account_id, l.occurred_on, l.flow, l.amount_fen,
  case
    when l.scope = 'detail' or l.flow = 'neutral' or l.amount_fen = 0 then 'ignored'
    when m.decision = 'approved' then 'matched'
    when m.id is not null then 'confirmed'
    when exists (select 1 from line_parking p where p.line_id = l.id and p.ended_at is null) then 'parked'
    else 'open'
  end as state,
  m.id as match_id
from statement_line l
left join money_match_line t on t.line_id = l.id and not t.released
left join money_match m on m.id = t.match_id;
comment on view line_state is 'open, parked (with a reason), confirmed (by one person, waits for another), matched; ignored: moves nothing.';

grant select on money_match, money_match_line, money_match_act, money_match_undoing, match_rule, line_state to mingzhang_app;
grant insert on money_match_line, money_match_act to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (entity_code, way, algorithm_version, score, explanation, note, idempotency_key, confirmed_by) on money_match to mingzhang_app;
grant insert (match_id, reason, proposed_by) on money_match_undoing to mingzhang_app;
grant insert (money_account_id, flow, words, makes, fund_code, stream, restriction, valid_from, valid_to, proposed_by) on match_rule to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on money_match, money_match_undoing, match_rule to mingzhang_app;
