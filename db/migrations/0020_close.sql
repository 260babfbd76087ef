-- Closing the books: up to a day, everything is matched with a statement or put aside with a reason; then it stays.

-- What came to and left each money account, as the books have it. Where neither the act nor a match says which account,
-- it is none. Each entry is taken by itself, so that a question about some days or acts reads only their entries.
create view money_account_posting as
select p.entity_code, p.money_account_id, e.id as entry_id, e.act_id, e.booked_on, p.amount
from journal_entry e
join act own on own.id = e.act_id
left join reversal r on r.act_id = e.act_id
cross join lateral (
  select a.entity_code, way.account_id as money_account_id, case when r.act_id is null then way.amount else -way.amount end as amount
  from adjustment j join act a on a.id = j.act_id
  cross join lateral (values (a.money_account_id, -j.amount), (j.to_money_account_id, j.amount)) as way (account_id, amount)
  where j.act_id = coalesce(r.reverses_act_id, e.act_id) and j.reason = 'transfer'
  union all
  select s.entity_code,
         coalesce(own.money_account_id, (select a.money_account_id from act a where a.id = r.reverses_act_id), (
           select min(l.money_account_id)
           from money_match_act t
           join money_match m on m.id = t.match_id and m.decision = 'approved'
           join money_match_line b on b.match_id = m.id
           join statement_line l on l.id = b.line_id
           where t.act_id = e.act_id and not t.released
           having count(distinct l.money_account_id) = 1)),
         s.amount
  from (
    select o.entity_code, sum(o.amount)::bigint as amount
    from posting o join account c on c.code = o.account_code and c.flow = 'holding'
    where o.entry_id = e.id and o.unit_code = 'CNY'
    group by o.entity_code having sum(o.amount) <> 0
  ) s
  where not exists (select 1 from adjustment j where j.act_id = coalesce(r.reverses_act_id, e.act_id) and j.reason = 'transfer')
) p;
comment on view money_account_posting is 'Cash booked per money account: the act''s own, that of what it reverses, or that of the statement it is matched with; null where nobody said. A transfer between two accounts of one ledger account shows in both.';

create table book_close (
  id               bigint generated always as identity primary key,
  entity_code      text not null references organisation,
  first_day        date not null,
  through          date not null,
  sheet            jsonb not null,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decision_reason  text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  constraint book_close_days_ordered check (first_day <= through),
  constraint book_close_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint book_close_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint book_close_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint book_close_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint book_close_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create unique index book_close_open_once on book_close (entity_code) where decision is null;
create unique index book_close_through_once on book_close (entity_code, through) where decision = 'approved';
comment on table book_close is 'The books of an entity closed up to and including a day (日结、月结): prepared by one person, approved by another. sheet: per money account what the books and the statement say and what explains the difference, as it was approved. Nothing is booked into closed days any more; what is learned later is booked on the day it is approved.';
create trigger book_close_decided_once before update or delete on book_close
  for each row execute function wish_decided_once();
create trigger book_close_decided_by_reviewer after update on book_close
  for each row execute function wish_decided_by_reviewer();

-- Whoever books holds the lock with others; whoever closes holds it alone.
create function book_close_follows() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  before date;
begin
  perform pg_advisory_xact_lock(hashtextextended('books of ' || new.entity_code, 0));
  select max(through) into before from book_close where entity_code = new.entity_code and decision = 'approved' and id <> new.id;
  if new.through >= (now() at time zone 'Asia/Shanghai')::date then
    raise exception using errcode = 'check_violation', constraint = 'book_close_of_past_days',
      message = 'only days that are over are closed';
  end if;
  -- The sheet is written by the application; what stands of these days was stated by a person who had signed in.
  if jsonb_path_exists(new.sheet, '$.accounts[*].statedBy[*] ? (@ == $by)', jsonb_build_object('by', new.decided_by::text))
     or exists (
       select from money_account m join balance_seen b on b.money_account_id = m.id
       where m.entity_code = new.entity_code and b.stated_by = new.decided_by and b.ended_at is null
         and b.seen_on <= new.through and b.seen_on > coalesce(before, '-infinity'))
     or exists (
       select from money_account m join statement_absence a on a.money_account_id = m.id
       where m.entity_code = new.entity_code and a.stated_by = new.decided_by and a.ended_at is null
         and a.first_day <= new.through and a.last_day > coalesce(before, '-infinity')) then
    raise exception using errcode = 'check_violation', constraint = 'book_close_stated_by_another_person',
      message = 'who said what no statement says does not approve it';
  end if;
  if new.first_day is distinct from coalesce(before + 1, new.first_day) then
    raise exception using errcode = 'check_violation', constraint = 'book_close_follows',
      message = 'a close begins on the day after the one before',
      detail = jsonb_build_object('through', before)::text;
  end if;
  return new;
end $$;
create trigger book_close_follows before update on book_close
  for each row when (new.decision = 'approved') execute function book_close_follows();

-- A close begins with the figures of the one before. Where a match says, after it, something else of an act that it holds
-- than it was closed with, those figures are not begun with any more.
create table placement_after_close (
  close_id  bigint not null references book_close,
  act_id    bigint not null references act,
  primary key (close_id, act_id)
);
comment on table placement_after_close is 'Acts of closed days whose match was approved or undone after the close, other than those that stood on its sheet with their account and were found on a later statement: the next close is reckoned from the first entry, not from this close.';

create function match_after_close(matched bigint, entity text, standing boolean) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  -- Closing holds this lock alone: its sheet is that of one moment with the matches.
  perform pg_advisory_xact_lock_shared(hashtextextended('books of ' || entity, 0));
  insert into placement_after_close (close_id, act_id)
  select c.id, t.act_id
  from (select id, through, sheet from book_close where entity_code = entity and decision = 'approved' order by through desc limit 1) c
  join money_match_act t on t.match_id = matched
  join journal_entry e on e.act_id = t.act_id and e.booked_on <= c.through
  where not (standing
    and exists (
      select 1 from act a where a.id = t.act_id and (a.money_account_id is not null or exists (
        select 1 from reversal r join act v on v.id = r.reverses_act_id where r.act_id = a.id and v.money_account_id is not null)))
    and jsonb_path_exists(c.sheet, '$.accounts[*].booksOnly[*] ? (@.id == $act)', jsonb_build_object('act', t.act_id::text)))
  on conflict do nothing;
end $$;

create function money_match_after_close() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform match_after_close(new.id, new.entity_code, true);
  return null;
end $$;
create trigger money_match_after_close after update on money_match
  for each row when (new.decision = 'approved') execute function money_match_after_close();

create function money_match_undone_after_close() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entity text;
begin
  select entity_code into entity from money_match where id = new.match_id and decision = 'approved';
  if found then perform match_after_close(new.match_id, entity, false); end if;
  return null;
end $$;
create trigger money_match_undone_after_close after update on money_match_act
  for each row when (new.released and not old.released) execute function money_match_undone_after_close();

create function posting_refuse_closed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  booked record;
  closed date;
begin
  for booked in
    select p.entity_code, min(e.booked_on) as day from posted p join journal_entry e on e.id = p.entry_id group by 1 order by 1
  loop
    perform pg_advisory_xact_lock_shared(hashtextextended('books of ' || booked.entity_code, 0));
    select max(through) into closed from book_close where entity_code = booked.entity_code and decision = 'approved';
    if booked.day <= closed then
      raise exception using errcode = 'check_violation', constraint = 'posting_not_into_closed_days',
        message = 'the day is closed',
        detail = jsonb_build_object('day', booked.day, 'through', closed)::text;
    end if;
  end loop;
  return null;
end $$;
create trigger posting_not_into_closed_days after insert on posting
  referencing new table as posted for each statement execute function posting_refuse_closed();

create table voucher (
  entry_id     bigint primary key references journal_entry,
  entity_code  text not null references organisation,
  month        date not null,
  number       integer not null,
  constraint voucher_number_once unique (entity_code, month, number),
  constraint voucher_number_positive check (number > 0),
  constraint voucher_month_first_day check (extract(day from month) = 1)
);
comment on table voucher is 'The voucher number (凭证号 记-1, 记-2 …) of an entry in yuan within its month, given when its days are closed, in the order of days and entries, without a gap. Entries of quantities alone have none.';
create trigger voucher_append_only before update or delete or truncate on voucher for each statement execute function refuse_change();

create function book_close_numbers_vouchers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Closed days take no entry, so those before have their numbers.
  before constant date := (select max(through) from book_close where entity_code = new.entity_code and decision = 'approved' and through < new.through);
begin
  insert into voucher (entry_id, entity_code, month, number)
  with fresh as materialized (
    select e.id, e.booked_on, date_trunc('month', e.booked_on)::date as month
    from journal_entry e
    where e.booked_on <= new.through and e.booked_on > coalesce(before, '-infinity')
      and exists (select 1 from posting p where p.entry_id = e.id and p.entity_code = new.entity_code and p.unit_code in ('CNY', 'CNY:goods'))
      and not exists (select 1 from voucher v where v.entry_id = e.id)
  ), given as materialized (
    select m.month, coalesce((select max(v.number) from voucher v where v.entity_code = new.entity_code and v.month = m.month), 0) as last
    from (select distinct month from fresh) m
  )
  select f.id, new.entity_code, f.month, g.last + row_number() over (partition by f.month order by f.booked_on, f.id)
  from fresh f join given g on g.month = f.month;
  return null;
end $$;
create trigger book_close_numbers_vouchers after update on book_close
  for each row when (new.decision = 'approved') execute function book_close_numbers_vouchers();

-- What was there at the end of each closed month, so that papers of a later one do not add up all of the books.
create table month_balance (
  entity_code    text not null references organisation,
  through        date not null,
  fund_code      text not null references fund,
  stream         text not null,
  account_code   text not null references account,
  unit_code      text not null references unit,
  restriction    text not null,
  location_code  text references location,
  lot_id         bigint references lot,
  amount         bigint not null,
  since          date,
  constraint month_balance_once unique nulls not distinct (entity_code, through, account_code, unit_code, fund_code, stream, restriction, location_code, lot_id),
  constraint month_balance_last_day check (extract(day from through + 1) = 1)
);
comment on table month_balance is 'Sums of the postings up to the last day of a closed month, by all their dimensions, kept by the first close that ends it; closed days take no entry, so they stay. since: the first day on which any of it came in.';
create trigger month_balance_append_only before update or delete or truncate on month_balance for each statement execute function refuse_change();

create function book_close_keeps_month() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ends constant date := (date_trunc('month', new.through + 1) - interval '1 day')::date;
  before date;
begin
  select through into before from month_balance where entity_code = new.entity_code order by through desc limit 1;
  if ends <= before then return null; end if;
  insert into month_balance (entity_code, through, fund_code, stream, account_code, unit_code, restriction, location_code, lot_id, amount, since)
  select new.entity_code, ends, k.fund_code, k.stream, k.account_code, k.unit_code, k.restriction, k.location_code, k.lot_id, sum(k.amount), min(k.since)
  from (
    select b.fund_code, b.stream, b.account_code, b.unit_code, b.restriction, b.location_code, b.lot_id, b.amount, b.since
    from month_balance b where b.entity_code = new.entity_code and b.through = before
    union all
    select p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction, p.location_code, p.lot_id, p.amount,
           case when p.amount > 0 then e.booked_on end
    from journal_entry e join posting p on p.entry_id = e.id
    where p.entity_code = new.entity_code and e.booked_on <= ends and e.booked_on > coalesce(before, '-infinity')
  ) k
  group by k.fund_code, k.stream, k.account_code, k.unit_code, k.restriction, k.location_code, k.lot_id;
  return null;
end $$;
create trigger book_close_keeps_month after update on book_close
  for each row when (new.decision = 'approved') execute function book_close_keeps_month();

grant select on money_account_posting, placement_after_close, book_close, voucher, month_balance to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (entity_code, first_day, through, sheet, proposed_by) on book_close to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on book_close to mingzhang_app;
