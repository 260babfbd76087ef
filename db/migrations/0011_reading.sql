-- What stands, derived, for reading: the status of an act, the position of a fund, and what an act names, moves and is
-- called.

create view public_refund as
select r.act_id
from reversal r
join log_leaf l on l.act_id = r.reverses_act_id
join journal_entry j on j.act_id = r.act_id
where r.reason_code = 'refund';
comment on view public_refund is 'Approved reversals by which something the log already shows was given back: it left the house, so reality has to agree before the correction is published.';

-- An act that moves cash and goods is confirmed when both are: who saw the goods come did not see the money, and the bank
-- knows of no goods. The rule stands here alone; status, work queue and log ask it. The views it asks are made where all
-- that confirms is known (0018_confirmation.sql).
-- One question after the other: of most acts that wait nothing confirms anything, and to ask all at once costs four times
-- as much for each row of a list.
create function act_confirmed(asked bigint) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
declare
  own_kind text;
begin
  select kind into own_kind from act where id = asked;
  if own_kind is null then
    return null;
  elsif own_kind = 'registration' then
    return true;
  elsif own_kind = 'reversal' and not exists (select 1 from public_refund f where f.act_id = asked) then
    return true;
  elsif not exists (select 1 from standing_confirmation c where c.act_id = asked) then
    return false;
  end if;
  return not exists (
    select 1 from moved_side m
    where m.act_id = asked
      and not exists (select 1 from confirmed_side c where c.act_id = asked and c.side = m.side));
end $$;
comment on function act_confirmed is 'Whether reality agreed with all an approved act says: something confirms it, and each side it moved. A registration, and a reversal that gives back nothing public, move nothing outside the books.';

-- Subqueries rather than joins: with a dozen joins PostgreSQL spends longer on planning a page of a list than on reading it.
create view act_status as
select s.act_id,
  case
    when exists (select 1 from withdrawal w where w.act_id = s.act_id) then 'withdrawn'
    when s.reversed_by_act_id is not null then 'reversed'
    when s.leaf_index is not null then 'published'
    when exists (select 1 from approval p where p.act_id = s.act_id) then
      case when act_confirmed(s.act_id) then 'confirmed' else 'approved' end
    when exists (select 1 from act_return r where r.act_id = s.act_id and r.revision = s.revision) then 'returned'
    else 'proposed'
  end as status,
  s.leaf_index,
  s.reversed_by_act_id
from (
  select a.id as act_id, a.kind, a.revision,
    (select l.leaf_index from log_leaf l where l.act_id = a.id) as leaf_index,
    (select x.act_id from reversal x join approval xp on xp.act_id = x.act_id where x.reverses_act_id = a.id limit 1) as reversed_by_act_id
  from act a
) s;
comment on view act_status is 'proposed, returned, withdrawn, approved (待核实), confirmed, published, reversed: derived, never stored.';

create view fund_position as
select p.entity_code, p.fund_code, p.stream, p.unit_code,
  coalesce(-sum(p.amount) filter (where a.flow = 'received'), 0) as received,
  coalesce(sum(p.amount) filter (where a.flow = 'disbursed'), 0) as disbursed,
  coalesce(sum(p.amount) filter (where a.flow = 'appropriated'), 0) as appropriated,
  coalesce(sum(p.amount) filter (where a.flow = 'adjusted'), 0) as adjusted,
  coalesce(sum(p.amount) filter (where a.flow = 'unstated'), 0) as unstated,
  coalesce(sum(p.amount) filter (where a.flow = 'holding'), 0) as balance
from account_balance p join account a on a.code = p.account_code
group by 1, 2, 3, 4;
comment on view fund_position is 'received = disbursed + appropriated + adjusted + unstated + balance, per entity, fund, stream and unit, of everything approved (published or not).';

create view act_reference as
with named (act_id, subject, code) as (
  select id, 'organisation', entity_code from act
  union all select id, 'fund', fund_code from act
  union all select act_id, 'appeal', appeal_code from donation
  union all select act_id, 'item', substr(unit_code, 6) from donation_line where unit_code like 'item:%'
  union all select act_id, 'item', substr(unit_code, 6) from listing_amount where unit_code like 'item:%'
  union all select act_id, 'programme', programme_code from batch
  union all select act_id, 'item', substr(unit_code, 6) from batch where unit_code like 'item:%'
  union all select act_id, 'organisation', organisation_code from batch_co_host
  union all select act_id, 'organisation', receiver_code from goods_issue
  union all select act_id, 'item', substr(unit_code, 6) from goods_issue_line
  union all select act_id, 'organisation', receiver_code from appropriation_item
  union all select act_id, 'item', substr(unit_code, 6) from appropriation_item where unit_code like 'item:%'
  union all select act_id, 'item', substr(unit_code, 6) from adjustment where unit_code like 'item:%'
  union all select act_id, 'item', substr(unit_code, 6) from purchase_line
  union all select act_id, 'organisation', parent_code from organisation
  union all select act_id, 'fund', fund_code from appeal
  union all select act_id, 'fund', fund_code from programme
  union all select act_id, 'itemFamily', family_code from item
), registered (subject, code, act_id) as (
  select 'organisation', code, act_id from organisation
  union all select 'fund', code, act_id from fund
  union all select 'appeal', code, act_id from appeal
  union all select 'programme', code, act_id from programme
  union all select 'itemFamily', code, act_id from item_family
  union all select 'item', code, act_id from item
)
select distinct n.act_id, n.subject, n.code, r.act_id as registered_by_act_id
from named n join registered r on r.subject = n.subject and r.code = n.code
where n.code is not null;
comment on view act_reference is 'Which entries of the register an act names.';

-- The second person''s yes stands on sound ground: every name it uses is approved itself, and its days lie within the
-- life of the fund and not in the future (Asia/Shanghai).
create function approval_refuse_unsound() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  missing record;
  a record;
begin
  select r.subject, r.code into missing
  from act_reference r
  where r.act_id = new.act_id and not exists (select 1 from approval p where p.act_id = r.registered_by_act_id)
  order by 1, 2 limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'approval_of_known_names',
      message = 'the act names an entry of the register that is not approved',
      detail = jsonb_build_object('subject', missing.subject, 'code', missing.code)::text;
  end if;
  select coalesce(act.occurred_from, act.occurred_to) as first_day, coalesce(act.occurred_to, act.occurred_from) as last_day,
         fund.began_on, (now() at time zone 'Asia/Shanghai')::date as today
    into a
  from act left join fund on fund.code = act.fund_code where act.id = new.act_id;
  if a.last_day > a.today then
    raise exception using errcode = 'check_violation', constraint = 'approval_not_of_the_future',
      message = 'the act is dated in the future',
      detail = jsonb_build_object('day', a.last_day, 'latest', a.today)::text;
  end if;
  if a.first_day < a.began_on then
    raise exception using errcode = 'check_violation', constraint = 'approval_within_the_fund',
      message = 'the act is dated before its fund began',
      detail = jsonb_build_object('day', a.first_day, 'began', a.began_on)::text;
  end if;
  return new;
end $$;
create trigger approval_sound before insert on approval for each row execute function approval_refuse_unsound();

create view act_figure as
with own (act_id, line, unit_code, amount) as (
  select act_id, line, unit_code, quantity from donation_line
  union all select act_id, 1000 + valuation, 'CNY:goods', amount_fen from valuation
  union all select act_id, 1, 'CNY', amount_fen from funding
  union all select act_id, 1, unit_code, total_amount from batch
  union all select act_id, line, unit_code, quantity from goods_issue_line
  union all select act_id, line, unit_code, amount from appropriation_item
  union all select act_id, 1, unit_code, amount from adjustment
  union all select act_id, line, unit_code, amount from listing_amount
  union all select act_id, 0, 'CNY', total_fen from purchase
  union all select act_id, line, unit_code, quantity from purchase_line
)
select act_id, line, unit_code, amount from own
union all
select r.act_id, o.line, o.unit_code, -o.amount from reversal r join own o on o.act_id = r.reverses_act_id;
comment on view act_figure is 'The figures an act states, line by line, for lists of the office; a reversal shows the negative of what it voids.';

create view act_title as
select a.id as act_id,
  case a.kind
    when 'registration' then coalesce(
      (select name from organisation x where x.act_id = a.id),
      (select name from fund x where x.act_id = a.id),
      (select name from appeal x where x.act_id = a.id),
      (select name from programme x where x.act_id = a.id),
      (select name from item_family x where x.act_id = a.id),
      (select name from item x where x.act_id = a.id),
      (select code from registration x where x.act_id = a.id))
    when 'donation' then (select d.legal_name from donation x join donor d on d.id = x.donor_id where x.act_id = a.id)
    when 'funding' then (select coalesce(payer, '') from funding x where x.act_id = a.id)
    when 'batch' then (select title from batch x where x.act_id = a.id)
    when 'issue' then (select o.name from goods_issue x join organisation o on o.code = x.receiver_code where x.act_id = a.id)
    when 'appropriation' then (select purpose from appropriation x where x.act_id = a.id)
    when 'adjustment' then (select explanation from adjustment x where x.act_id = a.id)
    when 'purchase' then (select supplier from purchase x where x.act_id = a.id)
    when 'listing' then (select title from listing x where x.act_id = a.id)
    when 'reversal' then (select v.number from reversal x join act v on v.id = x.reverses_act_id where x.act_id = a.id)
  end as title
from act a;
comment on view act_title is 'What a list of the office calls an act: the donor, the receiver, the title, or the number a reversal voids.';

create view act_own_cash as
select a.id as act_id,
  case a.kind
    when 'donation' then (select sum(quantity)::bigint from donation_line x where x.act_id = a.id and unit_code = 'CNY')
    when 'funding' then (select amount_fen from funding x where x.act_id = a.id)
    when 'batch' then (select -total_amount from batch x where x.act_id = a.id and unit_code = 'CNY')
    when 'purchase' then (select -total_fen from purchase x where x.act_id = a.id)
    when 'appropriation' then (
      select sum(case x.direction when 'out' then -i.amount else i.amount end)::bigint
      from appropriation x join appropriation_item i on i.act_id = x.act_id
      where x.act_id = a.id and x.direction <> 'report' and i.unit_code = 'CNY')
    when 'adjustment' then (
      select case reason when 'fee' then -amount when 'interest' then amount when 'transfer' then 0 end
      from adjustment x where x.act_id = a.id and unit_code = 'CNY')
  end as amount
from act a;
comment on view act_own_cash is 'What an act brings (positive) to its entity''s cash or takes (negative), before approval too: the sum of the CNY that it posts to holdings. 0: moved between two accounts; null: moves none.';

create view act_cash as
select a.id as act_id,
  case when a.kind = 'reversal'
    then (select -o.amount from reversal r join act_own_cash o on o.act_id = r.reverses_act_id
          where r.act_id = a.id and r.reason_code = 'refund')
    else (select o.amount from act_own_cash o where o.act_id = a.id)
  end as amount
from act a;
comment on view act_cash is 'The same for every act: a refund gives back what it reverses, other reversals move nothing.';

create view act_goods_line as
select act_id, line, unit_code, quantity, lot_id, location_code from donation_line where unit_code like 'item:%'
union all
select act_id, line, unit_code, quantity, lot_id, location_code from goods_issue_line
union all
select i.act_id, i.line, i.unit_code, i.amount, null, null
from appropriation_item i join appropriation a on a.act_id = i.act_id
where i.unit_code like 'item:%' and a.direction = 'out'
union all
select act_id, line, unit_code, quantity, lot_id, location_code from purchase_line;
comment on view act_goods_line is 'The goods an act says moved, line by line: given, bought, issued, or handed over for allocation.';

grant select on public_refund, act_status, fund_position, act_reference, act_figure, act_title, act_own_cash, act_cash, act_goods_line
  to mingzhang_app;
grant execute on function act_confirmed(bigint) to mingzhang_app;
