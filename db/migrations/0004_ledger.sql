-- Double entry, append-only. The database itself keeps every invariant; no code path can post around it.

create table journal_entry (
  id                       bigint generated always as identity primary key,
  act_id                   bigint not null references approval (act_id),
  booked_on                date not null,
  posted_at                timestamptz not null default now(),
  posted_by                bigint not null references app_user,
  reverses_id              bigint references journal_entry,
  inserted_by_transaction  xid8 not null default pg_current_xact_id(),
  constraint journal_entry_once unique (act_id),
  constraint journal_entry_reversed_once unique (reverses_id),
  constraint journal_entry_not_its_own_reversal check (reverses_id <> id)
);
create index journal_entry_by_day on journal_entry (booked_on, id);
-- Whatever an inserter says, the entry belongs to the transaction that inserts it.
create function journal_entry_mark_transaction() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.inserted_by_transaction := pg_current_xact_id();
  return new;
end $$;
create trigger journal_entry_mark_transaction before insert on journal_entry
  for each row execute function journal_entry_mark_transaction();
comment on table journal_entry is 'One entry per approved act; booked_on is the business day (Asia/Shanghai) it counts for.';

create table posting (
  id             bigint generated always as identity primary key,
  entry_id       bigint not null references journal_entry,
  entity_code    text not null references organisation,
  fund_code      text not null references fund,
  stream         text not null,
  account_code   text not null references account,
  unit_code      text not null references unit,
  amount         bigint not null,
  restriction    text not null,
  counterparty   text references organisation,
  lot_id         bigint references lot,
  location_code  text references location,
  constraint posting_amount_not_zero check (amount <> 0),
  constraint posting_valuation_without_lot check (unit_code <> 'CNY:goods' or (lot_id is null and location_code is null)),
  constraint posting_stream_known check (stream in ('donation', 'funding')),
  constraint posting_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency'))
);
create index posting_by_entry on posting (entry_id);
create index posting_by_account on posting (entity_code, fund_code, account_code, unit_code, entry_id);
comment on table posting is 'Signed amount (debit positive) in the smallest denomination of its unit, with its dimensions. Restriction follows the gift into every account. A valuation has no lot or location: a joint one covers several.';

create table account_balance (
  id              bigint generated always as identity primary key,
  entity_code     text not null,
  fund_code       text not null,
  stream          text not null,
  account_code    text not null references account,
  unit_code       text not null,
  restriction     text not null,
  lot_id          bigint,
  location_code   text,
  counterparty    text,
  amount          bigint not null,
  never_negative  boolean not null,
  constraint account_balance_key unique nulls not distinct (entity_code, fund_code, stream, account_code, unit_code, restriction, lot_id, location_code, counterparty),
  constraint account_balance_not_negative check (not never_negative or amount >= 0)
);
comment on table account_balance is 'The running balance per full key, kept by posting_fold; what is held (cash, stock) and what was passed on to a receiver can never go below zero, as of no day. counterparty only on accounts kept per counterparty.';

-- Balances are taken in key order, so that two writers who touch the same ones wait for each other instead of deadlocking.
-- A new balance begins at nought and is then changed like any other: "insert … on conflict do update" would hold the bare
-- change against account_balance_not_negative and refuse every payment.
-- What is taken must have been there on its day: the balance at the end of that day, and of each later day, is today's
-- balance less what is booked after it. The balance's row is locked by then, so that two takings weigh one after the other.
create function posting_fold() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change record;
  day_booked date := (select booked_on from journal_entry where id = (select min(entry_id) from posted));
  lowest bigint;
begin
  for change in
    select p.entity_code, p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction, p.lot_id, p.location_code,
           case when a.per_counterparty then p.counterparty end as counterparty,
           sum(p.amount) as amount, bool_and(a.flow = 'holding' or a.per_counterparty) as never_negative
    from posted p join account a on a.code = p.account_code
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    order by 1, 2, 3, 4, 5, 6, 7, 8, 9
  loop
    insert into account_balance
      (entity_code, fund_code, stream, account_code, unit_code, restriction, lot_id, location_code, counterparty, amount, never_negative)
    values
      (change.entity_code, change.fund_code, change.stream, change.account_code, change.unit_code, change.restriction,
       change.lot_id, change.location_code, change.counterparty, 0, change.never_negative)
    on conflict on constraint account_balance_key do nothing;
    update account_balance b set amount = b.amount + change.amount
    where (b.entity_code, b.fund_code, b.stream, b.account_code, b.unit_code, b.restriction)
        = (change.entity_code, change.fund_code, change.stream, change.account_code, change.unit_code, change.restriction)
      and b.lot_id is not distinct from change.lot_id
      and b.location_code is not distinct from change.location_code
      and b.counterparty is not distinct from change.counterparty;
    if change.never_negative and change.amount < 0 then
      select min(b.amount - later.amount) into lowest
      from account_balance b, (
        select sum(sum(p.amount)) over (order by e.booked_on desc) as amount
        from posting p join journal_entry e on e.id = p.entry_id
        where e.booked_on > day_booked
          and (p.entity_code, p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction)
            = (change.entity_code, change.fund_code, change.stream, change.account_code, change.unit_code, change.restriction)
          and p.lot_id is not distinct from change.lot_id
          and p.location_code is not distinct from change.location_code
          and (change.counterparty is null or p.counterparty = change.counterparty)
        group by e.booked_on
      ) later
      where (b.entity_code, b.fund_code, b.stream, b.account_code, b.unit_code, b.restriction)
          = (change.entity_code, change.fund_code, change.stream, change.account_code, change.unit_code, change.restriction)
        and b.lot_id is not distinct from change.lot_id
        and b.location_code is not distinct from change.location_code
        and b.counterparty is not distinct from change.counterparty;
      if lowest < 0 then
        raise exception using errcode = 'check_violation', constraint = 'account_balance_not_negative',
          message = 'what is taken was not there yet on the day it is booked for';
      end if;
    end if;
  end loop;
  return null;
end $$;
create trigger posting_fold after insert on posting
  referencing new table as posted for each statement execute function posting_fold();

create function posting_same_transaction() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select inserted_by_transaction from journal_entry where id = new.entry_id) is distinct from pg_current_xact_id() then
    raise exception using errcode = 'check_violation', constraint = 'posting_with_its_entry',
      message = 'a posting can only be inserted together with its journal entry';
  end if;
  return new;
end $$;
create trigger posting_same_transaction before insert on posting
  for each row execute function posting_same_transaction();

-- Checked at commit: every entry has postings, and they sum to zero per entity, fund, stream and unit
-- (per fund and stream too, so that the public identity holds for each fund by itself).
create function journal_entry_has_postings() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from posting where entry_id = new.id) then
    raise exception using errcode = 'check_violation', constraint = 'journal_entry_has_postings',
      message = 'a journal entry needs postings';
  end if;
  return null;
end $$;
create constraint trigger journal_entry_has_postings after insert on journal_entry
  deferrable initially deferred for each row execute function journal_entry_has_postings();

-- Asked for each posting, not once per entry: a posting added after "set constraints … immediate" is still weighed.
create function journal_entry_balanced() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  off record;
begin
  select entity_code, fund_code, unit_code,
         sum(amount) filter (where amount > 0) as debit, -sum(amount) filter (where amount < 0) as credit
    into off
  from posting where entry_id = new.entry_id
  group by entity_code, fund_code, stream, unit_code having sum(amount) <> 0 limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'journal_entry_sums_to_zero',
      message = format('%s %s %s: debit %s, credit %s', off.entity_code, off.fund_code, off.unit_code, coalesce(off.debit, 0), coalesce(off.credit, 0));
  end if;
  return null;
end $$;
create constraint trigger journal_entry_balanced after insert on posting
  deferrable initially deferred for each row execute function journal_entry_balanced();

create trigger journal_entry_append_only before update or delete or truncate on journal_entry for each statement execute function refuse_change();
create trigger posting_append_only before update or delete or truncate on posting for each statement execute function refuse_change();

create table reversal (
  act_id           bigint primary key references act,
  reverses_act_id  bigint not null references act,
  reason_code      text not null,
  reason           text not null,
  constraint reversal_reason_known check (reason_code in ('entryMistake', 'duplicate', 'refund', 'donorCorrection', 'notReceived', 'other')),
  constraint reversal_reason_given check (length(btrim(reason)) > 0),
  constraint reversal_not_of_itself check (act_id <> reverses_act_id)
);
create index reversal_of on reversal (reverses_act_id);
comment on table reversal is 'Proposes to void an approved act by a negative copy (红字冲销). Approving it posts the copy; journal_entry_reversed_once lets only one stand.';

-- A reversal voids what stands, and only one voids it (journal_entry_reversed_once says the same of what was booked).
create function approval_of_reversal() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  voided bigint;
begin
  select reverses_act_id into voided from reversal where act_id = new.act_id;
  if not found then return new; end if;
  perform 1 from act where id = voided for update;
  if not exists (select 1 from approval where act_id = voided) then
    raise exception using errcode = 'check_violation', constraint = 'reversal_of_approved_act',
      message = 'only an approved act is reversed; a proposal is withdrawn';
  end if;
  if exists (select 1 from reversal r join approval a on a.act_id = r.act_id where r.reverses_act_id = voided) then
    raise exception using errcode = 'check_violation', constraint = 'reversal_once',
      message = 'the act has been reversed already';
  end if;
  return new;
end $$;
create trigger approval_of_reversal before insert on approval for each row execute function approval_of_reversal();

-- Approving posts: at commit an approved act has its entry, unless it is of a kind that books nothing.
create function approval_posts() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  posted boolean := exists (select 1 from journal_entry where act_id = new.act_id);
  must_post boolean;
begin
  select case a.kind
           when 'registration' then false
           when 'listing' then false
           when 'reversal' then exists (select 1 from reversal r join journal_entry e on e.act_id = r.reverses_act_id where r.act_id = a.id)
           else true
         end
    into must_post from act a where a.id = new.act_id;
  if posted <> must_post then
    raise exception using errcode = 'check_violation', constraint = 'approval_posts_its_entry',
      message = 'an approved act is booked in the same transaction, and only if its kind is booked';
  end if;
  return null;
end $$;
create constraint trigger approval_posts after insert on approval
  deferrable initially deferred for each row execute function approval_posts();

-- At commit an entry stays within its act: an accounting entity that keeps books, its fund and stream; and a reversing
-- entry is the exact negative of the one its act voids.
create function journal_entry_sound() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select 1 from posting p join organisation o on o.code = p.entity_code where p.entry_id = new.id and not o.keeps_books) then
    raise exception using errcode = 'check_violation', constraint = 'posting_entity_keeps_books',
      message = 'only an accounting entity has a ledger';
  end if;
  if new.reverses_id is null and exists (
    select 1 from posting p join act a on a.id = new.act_id
    where p.entry_id = new.id
      and (p.entity_code, p.fund_code, p.stream) is distinct from (a.entity_code, a.fund_code, a.stream)
  ) then
    raise exception using errcode = 'check_violation', constraint = 'posting_within_its_act',
      message = 'postings bear the entity, fund and stream of their act';
  end if;
  if new.reverses_id is distinct from
       (select e.id from reversal r join journal_entry e on e.act_id = r.reverses_act_id where r.act_id = new.act_id)
     or exists (
       select entity_code, fund_code, stream, account_code, unit_code, restriction, counterparty, lot_id, location_code
       from posting where entry_id in (new.id, new.reverses_id) and new.reverses_id is not null
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(amount) <> 0
     ) then
    raise exception using errcode = 'check_violation', constraint = 'journal_entry_reverses_exactly',
      message = 'a reversing entry is the exact negative of the entry its act voids';
  end if;
  return null;
end $$;
create constraint trigger journal_entry_sound after insert on journal_entry
  deferrable initially deferred for each row execute function journal_entry_sound();

create trigger reversal_frozen before insert or update or delete on reversal
  for each row execute function act_refuse_after_approval('reversal');

grant select on journal_entry, posting, account_balance, reversal to mingzhang_app;
grant insert on journal_entry, posting, reversal to mingzhang_app;
