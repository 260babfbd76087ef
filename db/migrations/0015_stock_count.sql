-- 盘点: what lies at a place when it is counted. What a count finds is a fact with an author and a time; what follows from
-- it is always a person's decision.

create table stock_count (
  id               bigint generated always as identity primary key,
  entity_code      text not null references organisation,
  location_code    text,
  note             text,
  idempotency_key  text not null,
  opened_by        bigint not null references app_user,
  opened_at        timestamptz not null default now(),
  outcome          text,
  outcome_note     text,
  ended_by         bigint references app_user,
  ended_at         timestamptz,
  constraint stock_count_idempotency_unique unique (idempotency_key),
  constraint stock_count_location_of_entity foreign key (location_code, entity_code) references location (code, entity_code),
  constraint stock_count_note_short check (length(coalesce(note, '')) <= 400),
  constraint stock_count_outcome_known check (outcome in ('closed', 'abandoned')),
  constraint stock_count_end_whole check ((outcome is null) = (ended_by is null) and (outcome is null) = (ended_at is null)),
  constraint stock_count_abandoned_with_reason check (outcome <> 'abandoned' or length(btrim(coalesce(outcome_note, ''))) between 1 and 400)
);
create unique index stock_count_open_once on stock_count (entity_code, location_code) nulls not distinct where outcome is null;
comment on table stock_count is 'A stocktake of one place (null: goods without a place). It ends closed, when every difference is explained and what follows is approved, or abandoned with a reason.';

create table stock_count_line (
  id             bigint generated always as identity primary key,
  count_id       bigint not null references stock_count,
  unit_code      text not null references unit,
  lot_id         bigint references lot,
  book_quantity  bigint not null,
  added_by       bigint references app_user,
  constraint stock_count_line_once unique nulls not distinct (count_id, unit_code, lot_id),
  constraint stock_count_line_goods check (unit_code like 'item:%'),
  constraint stock_count_line_book_not_negative check (book_quantity >= 0)
);
comment on table stock_count_line is 'Goods to count: what the books had of an item and lot when the count was opened. added_by: found there though the books have none.';

create table stock_count_entry (
  id               bigint generated always as identity primary key,
  line_id          bigint not null references stock_count_line,
  round            integer not null,
  quantity         bigint not null,
  book_quantity    bigint not null,
  after_entry_id   bigint,
  idempotency_key  text not null,
  counted_by       bigint not null references app_user,
  counted_at       timestamptz not null default now(),
  constraint stock_count_entry_idempotency_unique unique (idempotency_key),
  constraint stock_count_entry_round_known check (round in (1, 2)),
  constraint stock_count_entry_quantity_not_negative check (quantity >= 0)
);
create index stock_count_entry_of on stock_count_entry (line_id, id desc);
comment on table stock_count_entry is 'What one person counted when, and what the books had at that moment (set by the database, so that movements since the count was opened are no differences). The newest of a line counts; a line without one is not counted (未盘), never nought. round 2: a second count (复盘) by another person. after_entry_id: the count this person had before them.';

create table stock_count_explanation (
  id            bigint generated always as identity primary key,
  entry_id      bigint not null references stock_count_entry,
  reason        text not null,
  explanation   text not null,
  explained_by  bigint not null references app_user,
  explained_at  timestamptz not null default now(),
  constraint stock_count_explanation_reason_known check (reason in ('damaged', 'lost', 'wastage', 'misrecorded', 'found', 'other')),
  constraint stock_count_explanation_given check (length(btrim(explanation)) between 1 and 400)
);
create index stock_count_explanation_of on stock_count_explanation (entry_id, id desc);
comment on table stock_count_explanation is 'Why what was counted differs from the books.';

create table stock_count_settlement (
  explanation_id  bigint not null references stock_count_explanation,
  act_id          bigint not null references adjustment,
  primary key (explanation_id, act_id),
  constraint stock_count_settlement_once unique (act_id)
);
comment on table stock_count_settlement is 'The adjustments that bring the books to what was counted; the closed count confirms them.';

create view stock_count_standing as
select l.id as line_id, l.count_id, l.unit_code, l.lot_id, l.book_quantity as opening_quantity, l.added_by,
  e.id as entry_id, e.round, e.quantity, e.book_quantity, e.quantity - e.book_quantity as difference, e.counted_by, e.counted_at,
  x.id as explanation_id,
  coalesce(f.goods > 0 and f.goods_gone = 0, false) as explained,
  coalesce(f.goods > 0 and f.goods_approved = f.goods and f.undecided = 0, false) as settled
from stock_count_line l
left join lateral (select * from stock_count_entry e where e.line_id = l.id order by e.id desc limit 1) e on true
left join lateral (select * from stock_count_explanation x where x.entry_id = e.id order by x.id desc limit 1) x on true
left join lateral (
  select count(*) filter (where d.unit_code <> 'CNY:goods') as goods,
    count(*) filter (where d.unit_code <> 'CNY:goods' and t.status in ('withdrawn', 'reversed')) as goods_gone,
    count(*) filter (where d.unit_code <> 'CNY:goods' and t.status in ('approved', 'confirmed', 'published')) as goods_approved,
    count(*) filter (where t.status in ('proposed', 'returned')) as undecided
  from stock_count_settlement s join adjustment d on d.act_id = s.act_id join act_status t on t.act_id = s.act_id
  where s.explanation_id = x.id
) f on true;
comment on view stock_count_standing is 'How each line of a count stands: its newest count, the difference from the books of that moment, whether an explanation stands with its adjustments, and whether they are approved (settled).';

-- security definer: it locks the line and its count, which the app login never changes.
create function stock_count_entry_sound() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  counted stock_count_standing%rowtype;
  place stock_count%rowtype;
  name text;
begin
  select c.* into place from stock_count c join stock_count_line l on l.count_id = c.id where l.id = new.line_id for share of c;
  if place.outcome is not null then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_still_open',
      message = 'an ended count takes no more counts';
  end if;
  perform 1 from stock_count_line where id = new.line_id for update;
  select * into counted from stock_count_standing where line_id = new.line_id;
  if counted.explained then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_line_explained',
      message = 'the difference of this line is explained already';
  end if;
  if counted.entry_id is distinct from new.after_entry_id then
    select display_name into name from app_user where id = counted.counted_by;
    raise exception using errcode = 'check_violation', constraint = 'stock_count_entry_follows',
      message = 'somebody else counted this line meanwhile', detail = jsonb_build_object('by', name)::text;
  end if;
  if new.round = 2 and (counted.entry_id is null or exists (
    select 1 from stock_count_entry e
    where e.line_id = new.line_id and e.round = 1 and e.counted_by = new.counted_by
      and e.id = (select max(f.id) from stock_count_entry f where f.line_id = new.line_id and f.round = 1))) then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_second_by_another',
      message = 'a second count follows the first, by another person';
  end if;
  if new.round = 1 and counted.round = 2 then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_rounds_in_order',
      message = 'the line was counted a second time already';
  end if;
  new.book_quantity := coalesce((
    select sum(b.amount)::bigint from account_balance b join account a on a.code = b.account_code and a.flow = 'holding'
    where b.entity_code = place.entity_code and b.location_code is not distinct from place.location_code
      and b.unit_code = counted.unit_code and b.lot_id is not distinct from counted.lot_id), 0);
  return new;
end $$;
create trigger stock_count_entry_sound before insert on stock_count_entry
  for each row execute function stock_count_entry_sound();

-- Only a difference that a second person found too is explained, while the count is open.
create function stock_count_explanation_sound() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  counted stock_count_standing%rowtype;
begin
  perform 1 from stock_count c join stock_count_line l on l.count_id = c.id join stock_count_entry e on e.line_id = l.id
  where e.id = new.entry_id and c.outcome is null for share of c;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_still_open',
      message = 'an ended count takes no more explanations';
  end if;
  perform 1 from stock_count_line l join stock_count_entry e on e.line_id = l.id where e.id = new.entry_id for update of l;
  select s.* into counted from stock_count_standing s join stock_count_entry e on e.line_id = s.line_id where e.id = new.entry_id;
  if counted.explained or exists (
    -- The value of goods whose own adjustment was withdrawn still waits.
    select 1 from stock_count_explanation x join stock_count_settlement s on s.explanation_id = x.id
    join act_status t on t.act_id = s.act_id where x.entry_id = new.entry_id and t.status in ('proposed', 'returned')
  ) then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_line_explained',
      message = 'the difference of this line is explained already';
  end if;
  if counted.entry_id <> new.entry_id or counted.difference = 0 or counted.round <> 2 or exists (
    -- Part of what an earlier explanation led to was booked since: only a new count tells what is left.
    select 1 from stock_count_explanation x join stock_count_settlement s on s.explanation_id = x.id
    join approval a on a.act_id = s.act_id where x.entry_id = new.entry_id
  ) then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_explains_second_count',
      message = 'what a second count found otherwise than the books is explained';
  end if;
  return new;
end $$;
create trigger stock_count_explanation_sound before insert on stock_count_explanation
  for each row execute function stock_count_explanation_sound();

-- The closed count confirms what settles it, so that is nothing but the goods it found missing or over, and their value.
create function stock_count_settles(settling bigint) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin
  return (
    with found as (
      select x.id as explanation_id, c.entity_code, c.location_code, l.unit_code, l.lot_id, e.quantity - e.book_quantity as difference,
        case when e.quantity < e.book_quantity then 'stocktakeShort' else 'stocktakeOver' end as reason
      from stock_count_settlement s
      join stock_count_explanation x on x.id = s.explanation_id
      join stock_count_entry e on e.id = x.entry_id
      join stock_count_line l on l.id = e.line_id
      join stock_count c on c.id = l.count_id
      where s.act_id = settling
    ), goods as (
      select d.act_id, d.amount
      from found f
      join stock_count_settlement s on s.explanation_id = f.explanation_id
      join act a on a.id = s.act_id and a.entity_code = f.entity_code
      join adjustment d on d.act_id = a.id and d.reason = f.reason and d.unit_code = f.unit_code
        and d.lot_id is not distinct from f.lot_id and d.location_code is not distinct from f.location_code
    )
    select coalesce(case
      when d.unit_code = 'CNY:goods' then d.reason = f.reason and a.entity_code = f.entity_code and d.goods_act_id in (select act_id from goods)
      else d.act_id in (select act_id from goods) and (select sum(amount) from goods) <= abs(f.difference)
    end, false)
    from found f cross join adjustment d join act a on a.id = d.act_id where d.act_id = settling);
end $$;
comment on function stock_count_settles is 'Whether an adjustment that is to settle a difference is of its unit, lot, place and entity, in its direction and no more than it, or the value of such a one. null: it settles none.';

create function stock_count_settlement_sound() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1
  from stock_count c
  join stock_count_line l on l.count_id = c.id
  join stock_count_entry e on e.line_id = l.id
  join stock_count_explanation x on x.entry_id = e.id
  where x.id = new.explanation_id and c.outcome is null for share of c;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_still_open',
      message = 'an ended count is settled by nothing more';
  end if;
  if not exists (select 1 from stock_count_standing where explanation_id = new.explanation_id)
     or exists (select 1 from approval where act_id = new.act_id)
     or stock_count_settles(new.act_id) is not true then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_settlement_fits',
      message = 'a difference is settled by adjustments of what was counted';
  end if;
  return null;
end $$;
create trigger stock_count_settlement_sound after insert on stock_count_settlement
  for each row execute function stock_count_settlement_sound();

-- A proposal may change until it is approved.
create function approval_settles_count() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if stock_count_settles(new.act_id) is false then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_settlement_fits',
      message = 'the adjustment is no longer what the count found';
  end if;
  return new;
end $$;
create trigger approval_settles_count before insert on approval
  for each row execute function approval_settles_count();

create function stock_count_ends_soundly() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE' or old.outcome is not null or new.outcome is null
     or (to_jsonb(new) - array['outcome', 'outcome_note', 'ended_by', 'ended_at'])
        is distinct from (to_jsonb(old) - array['outcome', 'outcome_note', 'ended_by', 'ended_at']) then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_ends_once',
      message = 'a count ends once and stays as it is';
  end if;
  if new.outcome = 'closed' then
    if not exists (select 1 from stock_count_standing s where s.count_id = new.id and s.entry_id is not null) then
      raise exception using errcode = 'check_violation', constraint = 'stock_count_counts_something',
        message = 'nothing was counted';
    end if;
    if exists (select 1 from stock_count_standing s where s.count_id = new.id and s.difference <> 0 and not s.settled) then
      raise exception using errcode = 'check_violation', constraint = 'stock_count_differences_settled',
        message = 'a count closes when every difference is explained and approved';
    end if;
  elsif exists (select 1 from stock_count_standing s where s.count_id = new.id and s.explained) then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_abandoned_unsettled',
      message = 'a count from which something follows is not abandoned';
  end if;
  return new;
end $$;
create trigger stock_count_ends_soundly before update or delete on stock_count
  for each row execute function stock_count_ends_soundly();

-- Lines are taken from the books with their count; later ones say who found them.
create function stock_count_line_sound() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select 1 from stock_count where id = new.count_id and outcome is null and (opened_at = now() or (new.added_by is not null and new.book_quantity = 0))
  ) then
    raise exception using errcode = 'check_violation', constraint = 'stock_count_still_open',
      message = 'lines come with their count, or are found while it is open';
  end if;
  return new;
end $$;
create trigger stock_count_line_sound before insert on stock_count_line
  for each row execute function stock_count_line_sound();

create trigger stock_count_line_append_only before update or delete or truncate on stock_count_line for each statement execute function refuse_change();
create trigger stock_count_entry_append_only before update or delete or truncate on stock_count_entry for each statement execute function refuse_change();
create trigger stock_count_explanation_append_only before update or delete or truncate on stock_count_explanation for each statement execute function refuse_change();
create trigger stock_count_settlement_append_only before update or delete or truncate on stock_count_settlement for each statement execute function refuse_change();

grant select on stock_count, stock_count_line, stock_count_entry, stock_count_explanation, stock_count_settlement, stock_count_standing
  to mingzhang_app;
grant insert (entity_code, location_code, note, idempotency_key, opened_by) on stock_count to mingzhang_app;
grant update (outcome, outcome_note, ended_by, ended_at) on stock_count to mingzhang_app;
grant insert on stock_count_line, stock_count_entry, stock_count_explanation, stock_count_settlement to mingzhang_app;
grant execute on function stock_count_settles(bigint) to mingzhang_app;
