-- 签收: goods that were sent are in transit until somebody who received them has signed.

create table stock_dispatch (
  id              bigint generated always as identity primary key,
  act_id          bigint not null references act,
  dispatched_on   date not null,
  courier         text not null,
  courier_number  text,
  recorded_by     bigint not null references app_user,
  recorded_at     timestamptz not null default now(),
  constraint stock_dispatch_courier_named check (length(btrim(courier)) between 1 and 60),
  constraint stock_dispatch_number_short check (length(coalesce(courier_number, '')) <= 60)
);
create index stock_dispatch_of on stock_dispatch (act_id, id desc);
comment on table stock_dispatch is 'When goods were sent, by whom, under which number. The newest of an act counts.';

create table stock_delivery (
  id               bigint generated always as identity primary key,
  act_id           bigint not null references act,
  paper            text not null,
  received_on      date not null,
  signed_by        text not null,
  attachment_id    bigint not null,
  explanation      text,
  follow_up        text,
  idempotency_key  text not null,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decision_reason  text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  constraint stock_delivery_idempotency_unique unique (idempotency_key),
  constraint stock_delivery_attachment_of_same_act foreign key (act_id, attachment_id) references attachment (act_id, id),
  constraint stock_delivery_paper_known check (paper in ('deliveryNote', 'acceptanceLetter', 'signBook', 'handoverList')),
  constraint stock_delivery_signer_named check (length(btrim(signed_by)) between 1 and 60),
  constraint stock_delivery_follow_up_known check (follow_up in ('returnToStock', 'writeOff', 'replace')),
  constraint stock_delivery_follow_up_explained check ((follow_up is null) = (explanation is null) and (explanation is null or length(btrim(explanation)) between 1 and 400)),
  constraint stock_delivery_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint stock_delivery_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint stock_delivery_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint stock_delivery_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint stock_delivery_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create unique index stock_delivery_once on stock_delivery (act_id) where decision is null or decision = 'approved';
comment on table stock_delivery is '签收: what the receiver signed for, with the scan (签收单, 接收函, 现场签收册, 三方交接清单). Recorded by one person, approved by another who recorded neither it nor the act. Where everything arrived it confirms the act; where something is short or broken it says why and what follows, and the act is reversed and entered anew.';
create trigger stock_delivery_decided_once before update or delete on stock_delivery
  for each row execute function wish_decided_once();
create trigger stock_delivery_decided_by_reviewer after update on stock_delivery
  for each row execute function wish_decided_by_reviewer();

create table stock_delivery_line (
  delivery_id  bigint not null references stock_delivery,
  line         integer not null,
  received     bigint not null,
  short        bigint not null default 0,
  broken       bigint not null default 0,
  primary key (delivery_id, line),
  constraint stock_delivery_line_counts check (received >= 0 and short >= 0 and broken >= 0 and received + short + broken > 0)
);
comment on table stock_delivery_line is 'Of one line: received sound (完好), short (短少), broken (破损); together what was sent.';

create function stock_delivery_line_final() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform 1 from stock_delivery where id = new.delivery_id and decision is null and proposed_at = now();
    if found then return new; end if;
  end if;
  raise exception using errcode = 'check_violation', constraint = 'stock_delivery_line_final',
    message = 'a delivery keeps its lines';
end $$;
create trigger stock_delivery_line_final before insert or update or delete on stock_delivery_line
  for each row execute function stock_delivery_line_final();

create function stock_delivery_sound() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  off integer;
begin
  perform 1 from act where id = new.act_id for update;
  if not exists (select 1 from approval where act_id = new.act_id)
     or exists (select 1 from reversal r join approval a on a.act_id = r.act_id where r.reverses_act_id = new.act_id) then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_of_standing_act',
      message = 'a delivery is approved for an approved act that stands';
  end if;
  if exists (select 1 from act where id = new.act_id and recorded_by = new.decided_by) then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_not_by_recorder',
      message = 'whoever recorded the act does not approve what confirms it';
  end if;
  select coalesce(g.line, l.line) into off
  from (select * from act_goods_line where act_id = new.act_id) g
  full join (select * from stock_delivery_line where delivery_id = new.id) l on l.line = g.line
  where g.line is null or l.line is null or g.quantity <> l.received + l.short + l.broken
  order by 1 limit 1;
  if found then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_covers_goods',
      message = 'a delivery tells of every line where all of it went',
      detail = jsonb_build_object('line', off)::text;
  end if;
  if (new.explanation is not null) <> exists (select 1 from stock_delivery_line l where l.delivery_id = new.id and l.short + l.broken > 0) then
    raise exception using errcode = 'check_violation', constraint = 'stock_delivery_difference_explained',
      message = 'what is short or broken is explained, and nothing else';
  end if;
  return null;
end $$;
create trigger stock_delivery_sound after update on stock_delivery
  for each row when (new.decision = 'approved') execute function stock_delivery_sound();

create trigger stock_dispatch_append_only before update or delete or truncate on stock_dispatch for each statement execute function refuse_change();

grant select on stock_dispatch, stock_delivery, stock_delivery_line to mingzhang_app;
grant insert on stock_delivery_line to mingzhang_app;
grant insert (act_id, dispatched_on, courier, courier_number, recorded_by) on stock_dispatch to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (act_id, paper, received_on, signed_by, attachment_id, explanation, follow_up, idempotency_key, proposed_by) on stock_delivery to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on stock_delivery to mingzhang_app;
