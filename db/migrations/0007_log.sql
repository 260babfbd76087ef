-- The public log: exact bytes, one head, every checkpoint that was ever signed.

create table log_head (
  singleton     boolean primary key default true check (singleton),
  origin        text not null,
  verifier_key  text not null,
  size          bigint not null default 0,
  root          bytea not null,
  right_edge    bytea[] not null default '{}',
  notices       bigint not null default 0,
  created_at    timestamptz not null default now(),
  constraint log_head_root_whole check (octet_length(root) = 32)
);
comment on table log_head is 'The commit point of publishing: its row lock and size are compared and swapped. Origin and key never change within a log. right_edge: roots of the full subtrees, largest first.';

create table log_leaf (
  leaf_index  bigint primary key,
  kind        text not null,
  act_id      bigint references approval (act_id),
  bytes       bytea not null,
  hash        bytea not null,
  constraint log_leaf_index_natural check (leaf_index >= 0),
  constraint log_leaf_small_enough check (octet_length(bytes) between 2 and 4096),
  constraint log_leaf_hash_whole check (octet_length(hash) = 32)
);
create unique index log_leaf_act_once on log_leaf (act_id) where act_id is not null;
create index log_leaf_by_kind on log_leaf (kind, leaf_index);
comment on table log_leaf is 'The bytes of every leaf as signed. An act is published at most once.';

-- The log only grows, leaf after leaf, under one name and key; whatever program writes to it.
create function log_head_only_grows() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or (new.origin, new.verifier_key, new.created_at) is distinct from (old.origin, old.verifier_key, old.created_at)
     or new.size <= old.size or new.notices < old.notices then
    raise exception using errcode = 'check_violation', constraint = 'log_head_only_grows',
      message = 'the log keeps its origin and key, and only grows';
  end if;
  return new;
end $$;
create trigger log_head_only_grows before update or delete on log_head for each row execute function log_head_only_grows();

create function log_leaf_follows() returns trigger language plpgsql as $$
begin
  if new.leaf_index >= (select size from log_head)
     or (new.leaf_index > 0 and not exists (select 1 from log_leaf where leaf_index = new.leaf_index - 1)) then
    raise exception using errcode = 'check_violation', constraint = 'log_leaf_follows',
      message = 'leaves are numbered without a gap, up to the size of the head';
  end if;
  return null;
end $$;
create constraint trigger log_leaf_follows after insert on log_leaf
  deferrable initially deferred for each row execute function log_leaf_follows();

create table log_checkpoint (
  size       bigint primary key,
  root       bytea not null,
  note       text not null,
  signed_at  timestamptz not null default now()
);
comment on table log_checkpoint is 'Every checkpoint signed, as the exact note text.';

create table public_balance (
  entity_code     text not null,
  fund_code       text not null,
  stream          text not null,
  account_code    text not null references account,
  unit_code       text not null,
  restriction     text not null,
  amount          bigint not null,
  never_negative  boolean not null,
  primary key (entity_code, fund_code, stream, account_code, unit_code, restriction),
  constraint public_balance_not_negative check (not never_negative or amount >= 0)
);
comment on table public_balance is 'The fold of all leaves'' postings so far, kept in the transaction that appends them: statements cost what is new, and the log can never show a fund below zero, nor more used or returned than was appropriated (never_negative).';

create table opening (
  leaf_index  bigint not null references log_leaf,
  field       text not null,
  opening     text,
  digest      bytea not null,
  public      boolean not null,
  erased_at   timestamptz,
  primary key (leaf_index, digest),
  constraint opening_digest_of_it check (opening is null or digest = sha256(convert_to(opening, 'UTF8'))),
  constraint opening_erased_is_gone check ((erased_at is null) = (opening is not null))
);
create index opening_erased on opening (leaf_index) where erased_at is not null;
comment on table opening is 'Salted openings of the texts a leaf commits to. public ones are served beside the log; erasing one removes it here and in every derived file.';

-- What is served beside the log for a leaf that is published: every change is numbered here, so that files and pages
-- know what they were made from.
create table opening_change (
  id          bigint generated always as identity primary key,
  leaf_index  bigint not null references log_leaf,
  field       text not null,
  digest      bytea not null,
  change      text not null,
  changed_at  timestamptz not null default now(),
  constraint opening_change_kind_known check (change in ('shown', 'hidden', 'erased'))
);
comment on table opening_change is 'What became of openings after they were published. A release names the newest change it was made from; one that is older is rebuilt.';

-- Which names a gift shows may change; every other text stays as it was published, or is erased. security definer: the
-- app login reads the numbers of the changes but never writes them.
create function opening_only_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE' or old.opening is null
     or (new.leaf_index, new.field, new.digest) is distinct from (old.leaf_index, old.field, old.digest)
     or (new.opening is not null and new.opening <> old.opening)
     or (new.public <> old.public and (new.opening is null or old.field not in ('legalName', 'displayName'))) then
    raise exception using errcode = 'check_violation', constraint = 'opening_only_erased',
      message = 'an opening is erased once, or stays as it is; only which name is shown may change';
  end if;
  if new.opening is null then
    insert into opening_change (leaf_index, field, digest, change) values (new.leaf_index, new.field, new.digest, 'erased');
  elsif new.public <> old.public then
    insert into opening_change (leaf_index, field, digest, change)
      values (new.leaf_index, new.field, new.digest, case when new.public then 'shown' else 'hidden' end);
  end if;
  return new;
end $$;
create trigger opening_only_erased before update or delete on opening for each row execute function opening_only_erased();
create trigger opening_change_append_only before update or delete or truncate on opening_change for each statement execute function refuse_change();

create table erasure (
  id            bigint generated always as identity primary key,
  leaf_index    bigint not null references log_leaf,
  asked_by      text not null,
  reason        text not null,
  proposed_by   bigint not null references app_user,
  proposed_at   timestamptz not null default now(),
  decision      text,
  decided_by    bigint references app_user,
  decided_at    timestamptz,
  constraint erasure_asked_by_given check (length(btrim(asked_by)) between 1 and 120),
  constraint erasure_reason_given check (length(btrim(reason)) between 1 and 400),
  constraint erasure_decision_known check (decision in ('approved', 'refused')),
  constraint erasure_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint erasure_by_another_person check (decided_by <> proposed_by)
);
create index erasure_open on erasure (id) where decision is null;
comment on table erasure is 'The wish that published texts of a leaf be erased: who asked and why, proposed by one person, decided by another.';

create table erasure_text (
  erasure_id  bigint not null references erasure,
  leaf_index  bigint not null,
  digest      bytea not null,
  primary key (erasure_id, digest),
  constraint erasure_text_of_opening foreign key (leaf_index, digest) references opening (leaf_index, digest)
);
comment on table erasure_text is 'The openings that an erasure names, by leaf and digest: it never repeats the text.';

create function erasure_decided_once() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or old.decision is not null or new.decision is null
     or (new.id, new.leaf_index, new.asked_by, new.reason, new.proposed_by, new.proposed_at)
        is distinct from (old.id, old.leaf_index, old.asked_by, old.reason, old.proposed_by, old.proposed_at) then
    raise exception using errcode = 'check_violation', constraint = 'erasure_decided_once',
      message = 'an erasure is decided once';
  end if;
  return new;
end $$;
create trigger erasure_decided_once before update or delete on erasure for each row execute function erasure_decided_once();
create trigger erasure_text_append_only before update or delete or truncate on erasure_text for each statement execute function refuse_change();

create table notice (
  number         bigint primary key,
  cutoff         timestamptz not null,
  first_leaf     bigint not null,
  size           bigint not null unique,
  published_by   bigint references app_user,
  published_at   timestamptz not null default now(),
  constraint notice_covers_leaves check (size > first_leaf)
);
comment on table notice is 'A numbered publication (第 N 期公示): leaves first_leaf … size - 1.';

create table publish_run (
  id            bigint generated always as identity primary key,
  started_by    bigint references app_user,
  started_at    timestamptz not null default now(),
  step          integer not null default 0,
  step_at       timestamptz not null default now(),
  finished_at   timestamptz,
  notice        bigint,
  failure       text
);
comment on table publish_run is 'Progress of a publish, for the page that watches it; carries no truth of its own.';

create trigger log_leaf_append_only before update or delete or truncate on log_leaf for each statement execute function refuse_change();
create trigger log_checkpoint_append_only before update or delete or truncate on log_checkpoint for each statement execute function refuse_change();
create trigger notice_append_only before update or delete or truncate on notice for each statement execute function refuse_change();

-- What stands, derived, for reading.
create view public_refund as
select r.act_id
from reversal r
join log_leaf l on l.act_id = r.reverses_act_id
join journal_entry j on j.act_id = r.act_id
where r.reason_code = 'refund';
comment on view public_refund is 'Approved reversals by which something the log already shows was given back: it left the house, so reality has to agree before the correction is published.';

-- Subqueries rather than joins: with a dozen joins PostgreSQL spends longer on planning a page of a list than on reading it.
create view act_status as
select s.act_id,
  case
    when exists (select 1 from withdrawal w where w.act_id = s.act_id) then 'withdrawn'
    when s.reversed_by_act_id is not null then 'reversed'
    when s.leaf_index is not null then 'published'
    when exists (select 1 from approval p where p.act_id = s.act_id) then
      case when s.kind = 'registration' or exists (select 1 from confirmation c where c.act_id = s.act_id)
          or (s.kind = 'reversal' and not exists (select 1 from public_refund f where f.act_id = s.act_id))
        then 'confirmed' else 'approved' end
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
create function approval_refuse_unsound() returns trigger language plpgsql as $$
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
    when 'listing' then (select title from listing x where x.act_id = a.id)
    when 'reversal' then (select v.number from reversal x join act v on v.id = x.reverses_act_id where x.act_id = a.id)
  end as title
from act a;
comment on view act_title is 'What a list of the office calls an act: the donor, the receiver, the title, or the number a reversal voids.';

-- The application may insert and read; it changes only what is still a proposal or plain bookkeeping of work.
grant usage on schema public to mingzhang_app;
grant select on all tables in schema public to mingzhang_app;
grant insert on all tables in schema public to mingzhang_app;
revoke insert on audit_event, audit_head, account_balance, account, act_number, role_grant, opening_change from mingzhang_app;
grant insert (user_id, role, granted_by) on role_grant to mingzhang_app;
grant execute on function audit(bigint, text, text, jsonb) to mingzhang_app;
grant insert, update (last) on act_number to mingzhang_app;
grant update (password_hash, must_change_password, initial_password_by, initial_password_at, disabled_at) on app_user to mingzhang_app;
grant update (confirmed_by, confirmed_at, revoked_by, revoked_at) on role_grant to mingzhang_app;
grant update, delete on user_session, sign_in_throttle, open_task to mingzhang_app;
grant update on act, donation, funding, listing, batch, goods_issue, appropriation, adjustment, registration,
  organisation, fund, appeal, programme, item, item_family, publish_run to mingzhang_app;
grant update (size, root, right_edge, notices) on log_head to mingzhang_app;
grant update (amount) on public_balance to mingzhang_app;
grant update (opening, erased_at, public) on opening to mingzhang_app;
grant update (legal_name_opening, sealed) on receipt_code to mingzhang_app;
grant update (decision, decided_by, decided_at) on erasure to mingzhang_app;
grant delete on donation_line, valuation, listing_amount, batch_co_host, goods_issue_line, appropriation_item,
  organisation, fund, appeal, programme, item, item_family, unit to mingzhang_app;
grant update (kind, legal_name, display_name, phone, email) on donor to mingzhang_app;
grant update (name) on location to mingzhang_app;
grant usage on schema families to mingzhang_families;
