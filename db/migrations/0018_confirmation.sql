-- What confirms an act: a paper that another person looked at, an approved match with a statement, or what the warehouse
-- approved. Which side of the act, cash or goods, each of them saw; and who may confirm what by hand.

create view stock_confirmation as
select act_id, 'stock' as kind, decided_by as confirmed_by, decided_at as confirmed_at, attachment_id, note
from stock_receipt
where decision = 'approved'
union all
select s.act_id, 'stock', a.approved_by, c.ended_at, null, null
from stock_count_settlement s
join approval a on a.act_id = s.act_id
join stock_count_explanation x on x.id = s.explanation_id
join stock_count_entry e on e.id = x.entry_id
join stock_count_line l on l.id = e.line_id
join stock_count c on c.id = l.count_id
where c.outcome = 'closed'
union all
select act_id, 'delivery', decided_by, decided_at, attachment_id, null
from stock_delivery
where decision = 'approved' and explanation is null
union all
select s.act_id, 'delivery', a.approved_by, a.approved_at, d.attachment_id, null
from stock_delivery_settlement s
join stock_delivery d on d.id = s.delivery_id
join approval a on a.act_id = s.act_id
where s.part in ('arrived', 'writeOff')
union all
-- Nothing comes or goes: the second person's yes is all that a change of place can have.
select d.act_id, 'stock', a.approved_by, a.approved_at, null, null
from adjustment d
join approval a on a.act_id = d.act_id
where d.to_location_code is not null;
comment on view stock_confirmation is 'What the warehouse confirms: a gift of goods by its approved receipt, an adjustment by the closed count that led to it, what was sent by the approved delivery of all of it, what settles a short one by its paper, and what only changed its place.';

-- The count of a cash box is what people saw, not what a bank wrote.
create view standing_confirmation as
select c.act_id, c.kind, c.confirmed_by, c.confirmed_at, c.attachment_id, c.note, null::bigint as match_id
from confirmation c
union all
select a.act_id,
  case when exists (
    select 1 from money_match_line t join statement_line l on l.id = t.line_id join money_account o on o.id = l.money_account_id
    where t.match_id = m.id and o.kind <> 'cash') then 'bank' else 'person' end,
  m.decided_by, m.decided_at, null, null, m.id
from money_match_act a join money_match m on m.id = a.match_id
where not a.released and m.decision = 'approved'
union all
select act_id, kind, confirmed_by, confirmed_at, attachment_id, note, null
from stock_confirmation;
comment on view standing_confirmation is 'What confirms an act today: a paper or report that another person looked at, an approved match with a statement that is not undone, or an approved receipt of goods.';

create view moved_side as
select e.act_id, 'cash' as side
from journal_entry e
where exists (
  select 1 from posting p join account a on a.code = p.account_code
  where p.entry_id = e.id and p.unit_code = 'CNY' and a.flow = 'holding')
union all
select e.act_id, 'goods'
from journal_entry e
where exists (select 1 from posting p where p.entry_id = e.id and p.unit_code like 'item:%');
comment on view moved_side is 'What an approved act moved: cash (came to or left an account), goods, both, or neither (a listing, the report of an advance in yuan, a value by itself).';

-- A purchase is confirmed by the statement that shows the cash leave and by the receipt of its goods, and by nothing else.
create view confirmed_side as
select c.act_id, s.side
from standing_confirmation c
join act a on a.id = c.act_id
cross join lateral (values
  ('cash', case
     when c.match_id is not null then true
     when a.kind = 'purchase' then false
     when c.kind in ('person', 'press') then true
     -- Who signs for a hand-out or a grant signs for its money, not for the account it was drawn from; 签收 by the warehouse
     -- tells of goods alone.
     when c.kind = 'delivery' then exists (select 1 from confirmation h where h.act_id = c.act_id and h.kind = 'delivery')
       and case a.kind
         when 'batch' then not exists (select 1 from money_account m where m.id = a.money_account_id and m.account_code <> '1001')
         when 'appropriation' then not exists (
           select 1 from journal_entry e join posting p on p.entry_id = e.id join account k on k.code = p.account_code
           where e.act_id = a.id and p.unit_code = 'CNY' and k.flow = 'holding' and k.code <> '1001')
         else false end
     else false end),
  ('goods', c.match_id is null and (a.kind <> 'purchase' or c.kind = 'stock')
     and (c.kind <> 'person' or not exists (select 1 from moved_side m where m.act_id = a.id and m.side = 'cash')))) as s(side, seen)
where s.seen;
comment on view confirmed_side is 'Which side of an act each confirmation saw: a match (with a bank or a cash box) cash; stock and delivery goods; a person the cash of an act that moved any, else its goods; a report may have seen both, but of no purchase.';

-- What is booked and nobody has accepted yet (待验收). What went straight to who uses it never enters a warehouse. A leaf tells
-- that an act was confirmed, and what saw its goods is never undone: published acts need no second look.
create view awaiting_goods as
select e.act_id, p.entity_code, p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction, p.lot_id, p.location_code, p.amount
from posting p
join account k on k.code = p.account_code and k.flow = 'holding'
join journal_entry e on e.id = p.entry_id
join act a on a.id = e.act_id and a.kind in ('donation', 'purchase')
where p.unit_code like 'item:%'
  and not exists (select 1 from log_leaf l where l.act_id = e.act_id)
  and not exists (select 1 from donation d where d.act_id = e.act_id and d.path = 'directToRecipient')
  and not exists (select 1 from reversal r join approval y on y.act_id = r.act_id where r.reverses_act_id = e.act_id)
  and not exists (select 1 from confirmed_side c where c.act_id = e.act_id and c.side = 'goods');
comment on view awaiting_goods is 'Goods given or bought that are in the books and that nothing confirms yet, posting by posting: they lie in stock, and do not leave it before a receipt is approved (or, of a record from the press, its report).';

-- Goods leave when they have been accepted. Fires after posting_fold, which holds the balance's row by then; what a reversal
-- takes back was never there, and what a count found missing is gone already.
create function posting_takes_accepted() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  taken record;
  waiting bigint;
begin
  for taken in
    select p.entity_code, p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction, p.lot_id, p.location_code
    from posted p
    join account k on k.code = p.account_code and k.flow = 'holding'
    join journal_entry e on e.id = p.entry_id
    join act a on a.id = e.act_id and a.kind <> 'reversal'
    where p.unit_code like 'item:%'
      and not exists (select 1 from stock_count_settlement s where s.act_id = a.id)
    group by a.id, 1, 2, 3, 4, 5, 6, 7, 8
    having sum(p.amount) < 0
  loop
    select coalesce(sum(w.amount), 0) into waiting
    from awaiting_goods w
    where (w.entity_code, w.fund_code, w.stream, w.account_code, w.unit_code, w.restriction)
        = (taken.entity_code, taken.fund_code, taken.stream, taken.account_code, taken.unit_code, taken.restriction)
      and w.lot_id is not distinct from taken.lot_id
      and w.location_code is not distinct from taken.location_code;
    if waiting > 0 and exists (
      select 1 from account_balance b
      where (b.entity_code, b.fund_code, b.stream, b.account_code, b.unit_code, b.restriction)
          = (taken.entity_code, taken.fund_code, taken.stream, taken.account_code, taken.unit_code, taken.restriction)
        and b.lot_id is not distinct from taken.lot_id
        and b.location_code is not distinct from taken.location_code
        and b.amount < waiting
    ) then
      raise exception using errcode = 'check_violation', constraint = 'posting_takes_accepted',
        message = 'goods that nobody has accepted yet do not leave';
    end if;
  end loop;
  return null;
end $$;
create trigger posting_takes_accepted after insert on posting
  referencing new table as posted for each statement execute function posting_takes_accepted();

-- Nothing is published that reality has not confirmed.
create function log_leaf_confirmed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not act_confirmed(new.act_id) then
    raise exception using errcode = 'check_violation', constraint = 'log_leaf_confirmed',
      message = 'a leaf tells of an act that nothing confirms, or only half of it';
  end if;
  return null;
end $$;
create trigger log_leaf_confirmed after insert on log_leaf for each row execute function log_leaf_confirmed();

-- What a bank or a payment service keeps is confirmed by its statement, what the warehouse takes in or sends by its own
-- papers, which two people decide. A person's word is left for a cash box and for what no paper of ours tells; a published
-- report for records that name it and no account of ours.
create function confirmation_refusal(asked bigint, way text) returns text language plpgsql stable set search_path = public, pg_temp as $$
declare
  a act%rowtype;
  own text;
  banked boolean;
  boxed boolean;
  goods boolean;
  warehouse boolean;
begin
  select * into a from act where id = asked;
  if exists (select 1 from stock_delivery d where d.act_id = asked and d.decision = 'approved' and d.explanation is not null) then
    return 'confirmation_after_short_delivery';
  end if;
  -- A purchase has a receipt of its goods, and nothing else shows them.
  if a.kind = 'purchase' then return 'confirmation_stock_by_receipt'; end if;
  if way = 'press' then
    return case when a.money_account_id is not null or btrim(coalesce(a.source, '')) = '' then 'confirmation_press_by_source' end;
  end if;
  select account_code into own from money_account where id = a.money_account_id;
  select
    coalesce(bool_or(p.unit_code = 'CNY' and c.flow = 'holding' and p.account_code <> '1001'), false),
    coalesce(bool_or(p.unit_code = 'CNY' and c.flow = 'holding' and p.account_code = '1001'), false),
    coalesce(bool_or(p.unit_code like 'item:%'), false)
  into banked, boxed, goods
  from journal_entry e join posting p on p.entry_id = e.id join account c on c.code = p.account_code
  where e.act_id = asked;
  boxed := boxed and not banked;
  warehouse := exists (select 1 from act_goods_line g where g.act_id = asked);
  -- Who counted the cash of a box says nothing of the goods that came with it.
  if warehouse and not (way = 'person' and boxed) then
    return case
      when exists (select 1 from donation d where d.act_id = asked and d.path <> 'directToRecipient')
        then 'confirmation_stock_by_receipt'
      else 'confirmation_delivery_by_signing' end;
  end if;
  if not banked then return null; end if;
  -- Families sign a roster for what they were handed; where it names the account it was drawn from, that one's line says so.
  if a.kind = 'batch' then
    return case when own <> '1001' and way = 'person' then 'confirmation_bank_by_match' end;
  end if;
  return case when not (goods and way = 'delivery') then 'confirmation_bank_by_match' end;
end $$;
comment on function confirmation_refusal is 'Why nobody confirms an approved act this way by hand: the name of what refuses it; null where it can be. Of bank and stock, which nobody records, it is not asked.';

create function confirmation_by_its_way() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  why text := confirmation_refusal(new.act_id, new.kind);
begin
  if why is not null then
    raise exception using errcode = 'check_violation', constraint = why,
      message = 'an act is confirmed by whoever can have seen it',
      detail = jsonb_build_object('number', (select number from act where id = new.act_id))::text;
  end if;
  return null;
end $$;
-- After the row's own checks: whoever confirms what they recorded is told that first.
create trigger confirmation_by_its_way after insert on confirmation
  for each row execute function confirmation_by_its_way();

grant select on stock_confirmation, standing_confirmation, moved_side, confirmed_side, awaiting_goods to mingzhang_app;
grant execute on function confirmation_refusal(bigint, text) to mingzhang_app;
