-- What did not arrive was not sent: the act is reversed, and what did arrive is entered anew. The approved paper tells of
-- both, so nobody signs a second time; what is lost is written off.

create table stock_delivery_settlement (
  delivery_id  bigint not null references stock_delivery,
  act_id       bigint not null references act,
  part         text not null,
  line         integer,
  primary key (delivery_id, act_id),
  foreign key (delivery_id, line) references stock_delivery_line,
  constraint stock_delivery_settlement_once unique (act_id),
  constraint stock_delivery_settlement_line_of_loss check ((line is not null) = (part = 'writeOff')),
  constraint stock_delivery_settlement_part_known check (part in ('arrived', 'writeOff', 'replacement'))
);
comment on table stock_delivery_settlement is 'How a short or broken delivery is settled beside the reversal of its act: what arrived (完好) entered anew, what is lost written off (报损), what is sent again (补发). What none of them names lies in stock again (退库). line: of a write-off, whose loss it is.';
create trigger stock_delivery_settlement_append_only before update or delete or truncate on stock_delivery_settlement
  for each statement execute function refuse_change();

create table stock_delivery_way (
  id           bigint generated always as identity primary key,
  delivery_id  bigint not null references stock_delivery,
  short        text,
  broken       text,
  decided_by   bigint not null references app_user,
  decided_at   timestamptz not null default now(),
  constraint stock_delivery_way_short_known check (short in ('returnToStock', 'writeOff')),
  constraint stock_delivery_way_broken_known check (broken in ('returnToStock', 'writeOff'))
);
create index stock_delivery_way_of on stock_delivery_way (delivery_id, id desc);
comment on table stock_delivery_way is 'What became of all that was short and all that was broken, as a clerk said it. The newest of a delivery counts: what it calls lost and no write-off takes off the books is still to be settled.';
create trigger stock_delivery_way_append_only before update or delete or truncate on stock_delivery_way
  for each statement execute function refuse_change();

create view stock_sent_line as
select l.act_id, l.line, i.receiver_code, i.restriction, null::text as form, l.unit_code, l.lot_id, l.location_code, l.quantity
from goods_issue_line l join goods_issue i on i.act_id = l.act_id
union all
select i.act_id, i.line, i.receiver_code, a.restriction, i.form, i.unit_code, null, null, i.amount
from appropriation_item i join appropriation a on a.act_id = i.act_id and a.direction = 'out';
comment on view stock_sent_line is 'What an issue or a handover sends, to whom, of whose goods and from where; of a handover its money too.';

create function stock_delivery_settles(settling bigint) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
declare
  s record;
begin
  select x.part, x.line, x.delivery_id, d.act_id as sent_id into s
  from stock_delivery_settlement x join stock_delivery d on d.id = x.delivery_id where x.act_id = settling;
  if not found then return null; end if;
  if not exists (
    select 1 from act n join act o on o.id = s.sent_id
    where n.id = settling and (n.entity_code, n.fund_code, n.stream) = (o.entity_code, o.fund_code, o.stream)
      and n.kind = case s.part when 'writeOff' then 'adjustment' else o.kind end
  ) then return false; end if;
  if s.part = 'replacement' then return true; end if;
  if s.part = 'arrived' then
    return not exists (
      select 1 from stock_delivery_settlement x join act_status t on t.act_id = x.act_id
      where x.delivery_id = s.delivery_id and x.part = 'arrived' and x.act_id <> settling
        and t.status in ('approved', 'confirmed', 'published')
    ) and not exists (
      with arrived as (
        select l.receiver_code, l.restriction, l.form, l.unit_code, l.lot_id, l.location_code, sum(coalesce(d.received, l.quantity)) as quantity
        from stock_sent_line l left join stock_delivery_line d on d.delivery_id = s.delivery_id and d.line = l.line
        where l.act_id = s.sent_id group by 1, 2, 3, 4, 5, 6 having sum(coalesce(d.received, l.quantity)) > 0
      ), anew as (
        select l.receiver_code, l.restriction, l.form, l.unit_code, l.lot_id, l.location_code, sum(l.quantity) as quantity
        from stock_sent_line l where l.act_id = settling group by 1, 2, 3, 4, 5, 6
      )
      (select * from arrived except select * from anew) union all (select * from anew except select * from arrived)
    );
  end if;
  return exists (
    select 1 from adjustment a
    where a.act_id = settling and a.reason = 'writeOff'
      and a.restriction in (select l.restriction from stock_sent_line l where l.act_id = s.sent_id)
      and case
        when a.unit_code = 'CNY:goods' then exists (
          select 1 from stock_delivery_settlement x join act_status t on t.act_id = x.act_id
          where x.delivery_id = s.delivery_id and x.line = s.line and x.act_id = a.goods_act_id
            and t.status not in ('withdrawn', 'reversed')
        ) and (
          select sum(w.amount)
          from stock_delivery_settlement x join adjustment w on w.act_id = x.act_id join act_status t on t.act_id = x.act_id
          where x.delivery_id = s.delivery_id and x.line = s.line and w.unit_code = 'CNY:goods'
            and t.status not in ('withdrawn', 'reversed')
        ) <= coalesce((
          -- What the share of what arrived leaves, rounded as it is entered anew.
          select l.value_fen - div(2 * l.value_fen::numeric * d.received + l.quantity, 2 * l.quantity::numeric)
          from goods_issue_line l join stock_delivery_line d on d.delivery_id = s.delivery_id and d.line = l.line
          where l.act_id = s.sent_id and l.line = s.line
        ), 0)
        else (
          select sum(w.amount)
          from stock_delivery_settlement x join adjustment w on w.act_id = x.act_id join act_status t on t.act_id = x.act_id
          where x.delivery_id = s.delivery_id and x.part = 'writeOff' and t.status not in ('withdrawn', 'reversed')
            and w.unit_code = a.unit_code and w.lot_id is not distinct from a.lot_id and w.location_code is not distinct from a.location_code
        ) <= coalesce((
          select sum(d.short + d.broken)
          from stock_sent_line l join stock_delivery_line d on d.delivery_id = s.delivery_id and d.line = l.line
          where l.act_id = s.sent_id and l.unit_code = a.unit_code
            and l.lot_id is not distinct from a.lot_id and l.location_code is not distinct from a.location_code
        ), 0)
      end
  );
end $$;
comment on function stock_delivery_settles is 'Whether an act that settles a short delivery is what the paper says: what arrived, line by line; no more written off than was short or broken, and no more of the value than its share. null: it settles none.';

create function stock_delivery_settlement_sound() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from stock_delivery where id = new.delivery_id and decision = 'approved' and explanation is not null for share;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_settlement_of_short',
      message = 'only an approved delivery that was short or broken is settled';
  end if;
  if exists (select 1 from approval where act_id = new.act_id) or stock_delivery_settles(new.act_id) is not true then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_settlement_fits',
      message = 'a short delivery is settled by what its paper says';
  end if;
  return null;
end $$;
create trigger stock_delivery_settlement_sound after insert on stock_delivery_settlement
  for each row execute function stock_delivery_settlement_sound();

-- A proposal may change until it is approved; and as long as the act stands whose goods went short, they would leave twice.
create function approval_settles_delivery() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  settled boolean := stock_delivery_settles(new.act_id);
begin
  if settled is false then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_settlement_fits',
      message = 'a short delivery is settled by what its paper says';
  end if;
  if settled and not exists (
    select 1 from stock_delivery_settlement s join stock_delivery d on d.id = s.delivery_id
    join reversal r on r.reverses_act_id = d.act_id join approval a on a.act_id = r.act_id
    where s.act_id = new.act_id
  ) then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_reversed_first',
      message = 'what arrived is entered anew when the act is reversed';
  end if;
  return new;
end $$;
create trigger approval_settles_delivery before insert on approval
  for each row execute function approval_settles_delivery();

grant select on stock_delivery_settlement, stock_delivery_way, stock_sent_line to mingzhang_app;
grant insert on stock_delivery_settlement to mingzhang_app;
grant insert (delivery_id, short, broken, decided_by) on stock_delivery_way to mingzhang_app;
grant execute on function stock_delivery_settles(bigint) to mingzhang_app;
