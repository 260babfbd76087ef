-- What the ledger speaks of: organisations, funds, items, units, accounts, and where money and goods lie. Each entry of the
-- register is itself an act of two people; a money account is a wish of two.

create table organisation (
  code         text primary key,
  act_id       bigint not null references act,
  name         text not null,
  kind         text not null,
  keeps_books  boolean not null default false,
  parent_code  text references organisation,
  telephone    text,
  constraint organisation_code_form check (code ~ '^[a-z][a-z0-9-]{1,47}$'),
  constraint organisation_name_given check (length(btrim(name)) between 1 and 120),
  constraint organisation_kind_known check (kind in ('charity', 'redCross', 'union', 'government', 'hospital', 'enterprise', 'association', 'group', 'other'))
);
comment on table organisation is 'Organisations that receive, use, co-host or pass on; keeps_books marks an accounting entity (核算主体), the first dimension of the ledger.';

create table fund (
  code      text primary key,
  act_id    bigint not null references act,
  name      text not null,
  began_on  date not null,
  purpose   text,
  constraint fund_code_form check (code ~ '^[a-z][a-z0-9-]{1,47}$'),
  constraint fund_name_given check (length(btrim(name)) between 1 and 120)
);
comment on table fund is 'A special fund (专项资金): the second dimension of the ledger.';

create table appeal (
  code           text primary key,
  act_id         bigint not null references act,
  fund_code      text not null references fund,
  name           text not null,
  filing_number  text,
  opens_on       date,
  closes_on      date,
  constraint appeal_code_form check (code ~ '^[a-z][a-z0-9-]{1,47}$'),
  constraint appeal_days_ordered check (closes_on is null or opens_on is null or opens_on <= closes_on)
);
comment on table appeal is 'A public appeal (募捐活动) for a fund, with its filing number on 慈善中国.';

create table programme (
  code       text primary key,
  act_id     bigint not null references act,
  fund_code  text not null references fund,
  name       text not null,
  constraint programme_code_form check (code ~ '^[a-z][a-z0-9-]{1,47}$')
);
comment on table programme is 'A programme under which grants are handed out.';

create table item_family (
  code     text primary key,
  act_id   bigint not null references act,
  name     text not null,
  measure  text not null,
  constraint item_family_code_form check (code ~ '^[a-z][a-z0-9-]{1,47}$'),
  constraint item_family_measure unique (code, measure)
);
comment on table item_family is 'Items that may be totalled together (口罩), all counted in one base unit.';

create table item (
  code         text primary key,
  act_id       bigint not null references act,
  name         text not null,
  standard     text,
  measure      text not null,
  scale        integer not null default 0,
  family_code  text,
  constraint item_code_form check (code ~ '^[a-z][a-z0-9-]{1,47}$'),
  constraint item_name_given check (length(btrim(name)) between 1 and 80),
  constraint item_measure_given check (length(btrim(measure)) between 1 and 8),
  constraint item_scale_known check (scale between 0 and 3),
  constraint item_family_same_measure foreign key (family_code, measure) references item_family (code, measure)
);
comment on table item is 'A product and its standard (KN95 is not N95), counted in one base unit. standard null: the source does not say (规格未载).';

create table unit (
  code       text primary key,
  kind       text not null,
  scale      integer not null,
  item_code  text references item,
  constraint unit_kind_known check (kind in ('cash', 'valuation', 'goods')),
  constraint unit_of_item check ((kind = 'goods') = (item_code is not null) and (item_code is null or code = 'item:' || item_code))
);
insert into unit (code, kind, scale) values ('CNY', 'cash', 2), ('CNY:goods', 'valuation', 2);
comment on table unit is 'What can be added: CNY (cash, in fen), CNY:goods (value put on goods, in fen) and one unit per item. Cash and valuation are two units so that no sum can ever join them.';

create table account (
  code              text primary key,
  name              text not null,
  flow              text not null,
  debit             boolean not null,
  per_counterparty  boolean not null default false,
  constraint account_flow_known check (flow in ('holding', 'received', 'disbursed', 'appropriated', 'adjusted', 'unstated'))
);
comment on table account is 'The chart of accounts (民间非营利组织会计制度) with the part each account plays in received = disbursed + appropriated + adjusted + unstated + balance. debit: its ordinary side. per_counterparty: balances are kept per receiver and never fall below zero, so that nobody reports or returns more than was passed on.';
insert into account (code, name, flow, debit, per_counterparty) values
  ('1001', '现金', 'holding', true, false),
  ('100201', '银行存款—自有', 'holding', true, false),
  ('100202', '银行存款—代理', 'holding', true, false),
  ('1009', '其他货币资金', 'holding', true, false),
  ('1122', '其他应收款—拨付', 'appropriated', true, true),
  ('1201', '存货', 'holding', true, false),
  ('120901', '采购转入物资', 'adjusted', false, false),
  ('1299', '去向未载物资', 'unstated', true, false),
  ('1801', '受托代理资产', 'holding', true, false),
  ('2209', '其他应付款', 'adjusted', false, false),
  ('260101', '受托代理负债—收到', 'received', false, false),
  ('260102', '受托代理负债—付出', 'disbursed', true, false),
  ('3101', '非限定性净资产', 'adjusted', false, false),
  ('3102', '限定性净资产', 'adjusted', false, false),
  ('3201', '以前年度调整', 'adjusted', false, false),
  ('410101', '捐赠收入—非限定性', 'received', false, false),
  ('410102', '捐赠收入—限定性', 'received', false, false),
  ('480101', '其他收入—利息', 'adjusted', false, false),
  ('480102', '其他收入—非捐赠资金', 'received', false, false),
  ('510101', '业务活动成本—发放', 'disbursed', true, false),
  ('510102', '业务活动成本—拨付', 'appropriated', true, true),
  ('5301', '管理费用', 'adjusted', true, false),
  ('5401', '筹资费用', 'adjusted', true, false);

create table location (
  code         text primary key,
  entity_code  text not null references organisation,
  name         text not null,
  constraint location_name_given check (length(btrim(name)) between 1 and 80),
  constraint location_name_once unique (entity_code, name),
  constraint location_of_entity unique (code, entity_code)
);
comment on table location is 'A warehouse or shelf of an entity. Its name may change; what lies there does not move by it.';

create table lot (
  id                   bigint generated always as identity primary key,
  item_code            text not null references item,
  lot_number           text not null,
  expires_on           date,
  registration_number  text,
  produced_on          date,
  constraint lot_once unique nulls not distinct (item_code, lot_number, expires_on),
  constraint lot_registration_number_given check (length(btrim(registration_number)) between 1 and 80),
  constraint lot_days_ordered check (produced_on is null or expires_on is null or produced_on <= expires_on)
);
comment on table lot is 'A batch of one item by manufacturer''s lot number and expiry.';
comment on column lot.registration_number is '注册证号 of a medical device, as its package shows it. This and the days are completed once, by an approved receipt.';

create table registration (
  act_id   bigint primary key references act,
  subject  text not null,
  code     text not null,
  constraint registration_subject_known check (subject in ('organisation', 'fund', 'appeal', 'programme', 'itemFamily', 'item'))
);
comment on table registration is 'Which entry of the register an act proposes; the entry itself lies in the table of its subject with the same act_id.';

create unique index organisation_by_act on organisation (act_id);
create trigger organisation_frozen before insert or update or delete on organisation for each row execute function act_refuse_after_approval('registration');
create unique index fund_by_act on fund (act_id);
create trigger fund_frozen before insert or update or delete on fund for each row execute function act_refuse_after_approval('registration');
create unique index appeal_by_act on appeal (act_id);
create trigger appeal_frozen before insert or update or delete on appeal for each row execute function act_refuse_after_approval('registration');
create unique index programme_by_act on programme (act_id);
create trigger programme_frozen before insert or update or delete on programme for each row execute function act_refuse_after_approval('registration');
create unique index item_family_by_act on item_family (act_id);
create trigger item_family_frozen before insert or update or delete on item_family for each row execute function act_refuse_after_approval('registration');
create unique index item_by_act on item (act_id);
create trigger item_frozen before insert or update or delete on item for each row execute function act_refuse_after_approval('registration');
create trigger registration_frozen before insert or update or delete on registration for each row execute function act_refuse_after_approval('registration');

-- An item's unit is as final as the item: its scale gives every figure its meaning.
create function unit_refuse_after_approval() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  item_act bigint;
begin
  select act_id into item_act from item where code = case when tg_op = 'INSERT' then new.item_code else old.item_code end;
  perform 1 from act where id = item_act for update;
  if item_act is null or exists (select 1 from approval where act_id = item_act) then
    raise exception using errcode = 'check_violation', constraint = 'act_frozen_after_approval',
      message = 'the unit of an approved item cannot change';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger unit_frozen before insert or update or delete on unit for each row execute function unit_refuse_after_approval();create table money_account (
  id               bigint generated always as identity primary key,
  entity_code      text not null references organisation,
  kind             text not null,
  account_code     text not null references account,
  name             text not null,
  number           text,
  opened_on        date,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decision_reason  text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  constraint money_account_of_entity unique (id, entity_code),
  constraint money_account_kind_known check (kind in ('bank', 'alipay', 'wechat', 'cash')),
  constraint money_account_ledger_account_fits check (
    case kind when 'bank' then account_code in ('100201', '100202') when 'cash' then account_code = '1001' else account_code = '1009' end),
  constraint money_account_name_given check (length(btrim(name)) between 1 and 60),
  constraint money_account_number_given check (kind = 'cash' or length(btrim(coalesce(number, ''))) between 4 and 64),
  constraint money_account_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint money_account_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint money_account_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint money_account_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint money_account_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create unique index money_account_name_unique on money_account (entity_code, name) where decision is null or decision = 'approved';
create unique index money_account_number_unique on money_account (kind, number) where number is not null and (decision is null or decision = 'approved');
comment on table money_account is 'Where an entity''s money lies: a bank account, a merchant account of Alipay or WeChat, a cash box; each with the ledger account it is kept in. Entered by one person, approved by another. number: as statements write it.';
create trigger money_account_decided_once before update or delete on money_account
  for each row execute function wish_decided_once();
create trigger money_account_decided_by_reviewer after update on money_account
  for each row execute function wish_decided_by_reviewer();

-- An act may say which account its cash came to or left; where a clerk did not, the match with a statement does.
alter table act
  add constraint act_entity_registered foreign key (entity_code) references organisation (code),
  add constraint act_fund_registered foreign key (fund_code) references fund (code),
  add constraint act_money_account_of_entity foreign key (money_account_id, entity_code) references money_account (id, entity_code);

grant select on organisation, fund, appeal, programme, item_family, item, unit, account, location, lot, registration, money_account
  to mingzhang_app;
grant insert on organisation, fund, appeal, programme, item_family, item, unit, location, lot, registration to mingzhang_app;
grant update on organisation, fund, appeal, programme, item_family, item, registration to mingzhang_app;
grant delete on organisation, fund, appeal, programme, item_family, item, unit to mingzhang_app;
grant update (name) on location to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (entity_code, kind, account_code, name, number, opened_on, proposed_by) on money_account to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on money_account to mingzhang_app;
