-- Small adjustments: fees and interest, what is written off or counted otherwise, and what moves between our own accounts or
-- places.

create table adjustment (
  act_id               bigint primary key references act,
  reason               text not null,
  unit_code            text not null references unit,
  amount               bigint not null,
  restriction          text not null,
  lot_id               bigint references lot,
  location_code        text references location,
  explanation          text not null,
  to_money_account_id  bigint references money_account,
  goods_act_id         bigint references adjustment,
  to_location_code     text references location,
  moved_fen            bigint,
  constraint adjustment_reason_known check (reason in ('fee', 'interest', 'writeOff', 'stocktakeShort', 'stocktakeOver', 'transfer')),
  constraint adjustment_amount_positive check (amount > 0),
  constraint adjustment_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency')),
  constraint adjustment_explained check (length(btrim(explanation)) > 0),
  -- 自有账户互转, 移库: cash goes to another account, goods to another place, and nothing else changes.
  constraint adjustment_transfer_has_target check (case
    when reason <> 'transfer' then to_money_account_id is null and to_location_code is null
    when unit_code = 'CNY' then to_money_account_id is not null and to_location_code is null
    else to_money_account_id is null and to_location_code is not null and unit_code like 'item:%' end),
  constraint adjustment_moved_elsewhere check (to_location_code <> location_code),
  constraint adjustment_moved_value check (moved_fen is null or (to_location_code is not null and moved_fen >= 0))
);
create index adjustment_of_goods on adjustment (goods_act_id) where goods_act_id is not null;
comment on table adjustment is 'Fee, interest, write-off, stocktake difference. interest and stocktakeOver add, the others take away.';
comment on column adjustment.goods_act_id is 'Of an adjustment in CNY:goods: the one by which the goods themselves were taken off the books.';
comment on column adjustment.to_location_code is 'Of a transfer of goods: where they go to, from location_code (null: from no place).';
comment on column adjustment.moved_fen is 'The share of their value that goods take along to another place; null of goods valued together with others.';
create trigger adjustment_frozen before insert or update or delete on adjustment for each row execute function act_refuse_after_approval('adjustment');

create function approval_of_known_money_account() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select 1 from act a join money_account m on m.id = a.money_account_id
    where a.id = new.act_id and m.decision is distinct from 'approved'
    union all
    select 1 from adjustment d join money_account m on m.id = d.to_money_account_id
    where d.act_id = new.act_id and m.decision is distinct from 'approved'
  ) then
    raise exception using errcode = 'check_violation', constraint = 'approval_of_known_money_account',
      message = 'the act names a money account that is not approved';
  end if;
  if exists (
    select 1 from act a join adjustment d on d.act_id = a.id join money_account m on m.id = d.to_money_account_id
    where a.id = new.act_id and (m.entity_code is distinct from a.entity_code or m.id is not distinct from a.money_account_id)
  ) then
    raise exception using errcode = 'check_violation', constraint = 'approval_transfer_within_entity',
      message = 'a transfer goes from one account of an entity to another of it';
  end if;
  if exists (
    select 1 from act a join adjustment d on d.act_id = a.id join money_account m on m.id in (a.money_account_id, d.to_money_account_id)
    where a.id = new.act_id
      and case d.restriction when 'agency' then m.account_code not in ('100202', '1009', '1001') else m.account_code = '100202' end
  ) then
    raise exception using errcode = 'check_violation', constraint = 'approval_agency_money_apart',
      message = 'agency money and our own do not lie in one bank account';
  end if;
  return new;
end $$;
create trigger approval_of_known_money_account before insert on approval
  for each row execute function approval_of_known_money_account();

create function approval_moves_within_entity() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select 1 from adjustment d join act a on a.id = d.act_id join location l on l.code in (d.location_code, d.to_location_code)
    where d.act_id = new.act_id and d.to_location_code is not null and l.entity_code is distinct from a.entity_code
  ) then
    raise exception using errcode = 'check_violation', constraint = 'approval_moves_within_entity',
      message = 'goods move from one place of an entity to another of it';
  end if;
  return new;
end $$;
create trigger approval_moves_within_entity before insert on approval
  for each row execute function approval_moves_within_entity();

-- The value of goods that lie in stock stays there with them.
create function approval_takes_value_after_goods() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select 1 from adjustment a join act_status t on t.act_id = a.goods_act_id
    where a.act_id = new.act_id and t.status not in ('approved', 'confirmed', 'published')
  ) then
    raise exception using errcode = 'check_violation', constraint = 'approval_takes_value_after_goods',
      message = 'the value of goods is taken off the books after the goods';
  end if;
  return new;
end $$;
create trigger approval_takes_value_after_goods before insert on approval
  for each row execute function approval_takes_value_after_goods();

grant select, insert, update on adjustment to mingzhang_app;
