-- 验收入库: what the warehouse finds of goods that were given or bought.

create table stock_receipt (
  id               bigint generated always as identity primary key,
  act_id           bigint not null references act,
  received_on      date not null,
  inspected_by     text not null,
  kept_by          text not null,
  note             text,
  attachment_id    bigint,
  idempotency_key  text not null,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decision_reason  text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  constraint stock_receipt_idempotency_unique unique (idempotency_key),
  constraint stock_receipt_attachment_of_same_act foreign key (act_id, attachment_id) references attachment (act_id, id),
  constraint stock_receipt_inspector_named check (length(btrim(inspected_by)) between 1 and 60),
  constraint stock_receipt_keeper_named check (length(btrim(kept_by)) between 1 and 60),
  constraint stock_receipt_note_short check (length(coalesce(note, '')) <= 400),
  constraint stock_receipt_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint stock_receipt_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint stock_receipt_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint stock_receipt_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint stock_receipt_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create unique index stock_receipt_once on stock_receipt (act_id) where decision is null or decision = 'approved';
comment on table stock_receipt is '验收入库单: what the warehouse found of goods that were given or bought. inspected_by and kept_by: the 验收人 and 保管人 who signed. Recorded by one person, approved by another who recorded neither it nor the act; approved, it confirms the goods.';
create trigger stock_receipt_decided_once before update or delete on stock_receipt
  for each row execute function wish_decided_once();
create trigger stock_receipt_decided_by_reviewer after update on stock_receipt
  for each row execute function wish_decided_by_reviewer();

create table stock_receipt_line (
  receipt_id           bigint not null references stock_receipt,
  line                 integer not null,
  accepted             bigint not null,
  quarantined          bigint not null default 0,
  rejected             bigint not null default 0,
  lot_number           text,
  registration_number  text,
  expires_on           date,
  produced_on          date,
  location_code        text references location,
  remark               text,
  primary key (receipt_id, line),
  constraint stock_receipt_line_counts check (accepted >= 0 and quarantined >= 0 and rejected >= 0 and accepted + quarantined + rejected > 0),
  constraint stock_receipt_line_rejection_explained check (rejected + quarantined = 0 or length(btrim(coalesce(remark, ''))) > 0),
  constraint stock_receipt_line_texts_short check (length(coalesce(lot_number, '')) <= 60 and length(coalesce(registration_number, '')) <= 80 and length(coalesce(remark, '')) <= 200),
  constraint stock_receipt_line_days_ordered check (produced_on is null or expires_on is null or produced_on <= expires_on)
);
comment on table stock_receipt_line is 'One line of the gift as it was found: accepted (合格) and quarantined (待检) were taken in and are what the gift must say (实收); rejected (拒收) went back. The lot''s details as the package shows them. location_code: where they were put, if not where the gift says.';

-- Lines come with their receipt and stay with it.
create function stock_receipt_line_final() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform 1 from stock_receipt where id = new.receipt_id and decision is null and proposed_at = now() for update;
    if found then return new; end if;
  end if;
  raise exception using errcode = 'check_violation', constraint = 'stock_receipt_line_final',
    message = 'a receipt keeps its lines';
end $$;
create trigger stock_receipt_line_final before insert or update or delete on stock_receipt_line
  for each row execute function stock_receipt_line_final();

-- What the warehouse accepts.
create view received_line as
select act_id, line, unit_code, quantity, expected_quantity, lot_id, location_code from donation_line where unit_code like 'item:%'
union all
select act_id, line, unit_code, quantity, null, lot_id, location_code from purchase_line;
comment on view received_line is 'The goods that a gift or a purchase says came in, line by line.';

-- Approved only if what was taken in is what the act says, line by line, and nobody approves what they recorded. It then
-- completes what was not known of the lots. security definer: lots change by nothing else.
create function stock_receipt_sound() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  off record;
begin
  perform 1 from act where id = new.act_id for update;
  if not exists (select 1 from approval where act_id = new.act_id)
     or exists (select 1 from reversal r join approval a on a.act_id = r.act_id where r.reverses_act_id = new.act_id) then
    raise exception using errcode = 'check_violation', constraint = 'stock_receipt_of_standing_act',
      message = 'a receipt is approved for an approved gift or purchase that stands';
  end if;
  if exists (select 1 from act where id = new.act_id and recorded_by = new.decided_by) then
    raise exception using errcode = 'check_violation', constraint = 'stock_receipt_not_by_recorder',
      message = 'whoever recorded the act does not approve what confirms it';
  end if;
  select coalesce(d.line, r.line) as line into off
  from (select * from received_line where act_id = new.act_id) d
  full join (select * from stock_receipt_line where receipt_id = new.id) r on r.line = d.line
  where d.line is null or r.line is null or d.quantity <> r.accepted + r.quarantined
  order by 1 limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'stock_receipt_covers_goods',
      message = 'a receipt finds of every line what the act says',
      detail = jsonb_build_object('line', off.line)::text;
  end if;
  select d.line into off
  from received_line d
  join stock_receipt_line r on r.receipt_id = new.id and r.line = d.line
  left join lot l on l.id = d.lot_id
  where d.act_id = new.act_id
    and (r.lot_number is distinct from nullif(coalesce(l.lot_number, ''), '')
      or (d.lot_id is null and (r.registration_number is not null or r.expires_on is not null or r.produced_on is not null))
      or r.registration_number <> l.registration_number
      or r.produced_on <> l.produced_on
      or r.expires_on <> l.expires_on
      or (l.id is not null and l.expires_on is null and r.expires_on is not null and exists (
        select 1 from posting p join journal_entry e on e.id = p.entry_id join log_leaf f on f.act_id = e.act_id where p.lot_id = l.id)))
  order by d.line limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'stock_receipt_same_lot',
      message = 'the lot of a line is the one the act says',
      detail = jsonb_build_object('line', off.line)::text;
  end if;
  update lot l set
    registration_number = coalesce(l.registration_number, r.registration_number),
    produced_on = coalesce(l.produced_on, r.produced_on),
    expires_on = coalesce(l.expires_on, r.expires_on)
  from received_line d join stock_receipt_line r on r.line = d.line
  where d.act_id = new.act_id and r.receipt_id = new.id and l.id = d.lot_id;
  return null;
end $$;
create trigger stock_receipt_sound after update on stock_receipt
  for each row when (new.decision = 'approved') execute function stock_receipt_sound();

grant select on stock_receipt, stock_receipt_line, received_line to mingzhang_app;
grant insert on stock_receipt_line to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (act_id, received_on, inspected_by, kept_by, note, attachment_id, idempotency_key, proposed_by) on stock_receipt to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on stock_receipt to mingzhang_app;
