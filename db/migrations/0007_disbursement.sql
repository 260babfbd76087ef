-- What goes out: grants to families by batch, goods to organisations, money passed down.

create table batch (
  act_id           bigint primary key references act,
  title            text not null,
  programme_code   text references programme,
  basis            text not null,
  headcount        bigint not null,
  unit_code        text not null references unit,
  share_amount     bigint,
  total_amount     bigint not null,
  provenance       text not null default 'stated',
  restriction      text not null,
  recipients       text not null,
  decision_kind    text,
  decision_number  text,
  decision_on      date,
  share_root       bytea,
  share_count      bigint,
  constraint batch_basis_known check (basis in ('household', 'person')),
  constraint batch_headcount_large_enough check (headcount >= 5),
  constraint batch_amounts_positive check (total_amount > 0 and (share_amount is null or share_amount > 0)),
  constraint batch_shares_add_up check (share_amount is null or share_amount * headcount = total_amount),
  constraint batch_provenance_known check (provenance in ('stated', 'rounded', 'derived')),
  constraint batch_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency')),
  constraint batch_decision_known check (decision_kind is null or decision_kind in ('minutes', 'approvalForm', 'notStated')),
  constraint batch_share_root_whole check ((share_root is null) = (share_count is null) and (share_root is null or octet_length(share_root) = 32))
);
comment on table batch is 'Grants to families, published only as a whole: count, basis (户 or 人), share where uniform, total. share_root is the Merkle root over one hidden leaf per share. Under five is never recorded alone.';

create table batch_co_host (
  act_id             bigint not null references batch on delete cascade,
  organisation_code  text not null references organisation,
  primary key (act_id, organisation_code)
);
comment on table batch_co_host is 'Organisations named beside the payer (联合主办).';

create table goods_issue (
  act_id          bigint primary key references act,
  receiver_code   text not null references organisation,
  restriction     text not null,
  purpose         text,
  courier_number  text,
  constraint goods_issue_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency'))
);
comment on table goods_issue is 'Goods given to an organisation that uses them (出库 → 签收).';

create table goods_issue_line (
  act_id         bigint not null references goods_issue on delete cascade,
  line           integer not null,
  unit_code      text not null references unit,
  quantity       bigint not null,
  lot_id         bigint references lot,
  location_code  text references location,
  value_fen      bigint,
  primary key (act_id, line),
  constraint goods_issue_line_quantity_positive check (quantity > 0),
  constraint goods_issue_line_value_positive check (value_fen is null or value_fen > 0),
  constraint goods_issue_line_goods check (unit_code like 'item:%')
);
comment on table goods_issue_line is 'One item leaving stock; value_fen is the part of its valuation (CNY:goods) that leaves with it, where there is one.';

create table appropriation (
  act_id           bigint primary key references act,
  direction        text not null default 'out',
  allotment        bigint not null,
  purpose          text not null,
  restriction      text not null,
  decision_kind    text,
  decision_number  text,
  decision_on      date,
  constraint appropriation_direction_known check (direction in ('out', 'report', 'return')),
  constraint appropriation_allotment_positive check (allotment > 0),
  constraint appropriation_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency')),
  constraint appropriation_decision_known check (decision_kind is null or decision_kind in ('minutes', 'approvalForm', 'notStated'))
);
comment on table appropriation is 'Money passed to organisations in an allotment (第几次拨付): appropriated, not disbursed (拨付 ≠ 发放), until the receiver reports (report) or sends back (return).';

create table appropriation_item (
  act_id         bigint not null references appropriation on delete cascade,
  line           integer not null,
  receiver_code  text not null references organisation,
  receivers      bigint,
  form           text not null,
  unit_code      text not null references unit,
  amount         bigint not null,
  provenance     text not null default 'stated',
  purpose        text,
  primary key (act_id, line),
  constraint appropriation_item_amount_positive check (amount > 0),
  constraint appropriation_item_receivers_positive check (receivers is null or receivers > 0),
  constraint appropriation_item_form_known check (form in ('advance', 'grant')),
  constraint appropriation_item_provenance_known check (provenance in ('stated', 'rounded', 'derived'))
);
comment on table appropriation_item is 'One receiver (or a group of receivers with its count) of an allotment. advance: to a branch, 1122; grant: to an independent body, 510102.';

create trigger batch_frozen before insert or update or delete on batch for each row execute function act_refuse_after_approval('batch');
create trigger batch_co_host_frozen before insert or update or delete on batch_co_host for each row execute function act_refuse_after_approval('batch');
create trigger goods_issue_frozen before insert or update or delete on goods_issue for each row execute function act_refuse_after_approval('issue');
create trigger goods_issue_line_frozen before insert or update or delete on goods_issue_line for each row execute function act_refuse_after_approval('issue');
create trigger appropriation_frozen before insert or update or delete on appropriation for each row execute function act_refuse_after_approval('appropriation');
create trigger appropriation_item_frozen before insert or update or delete on appropriation_item for each row execute function act_refuse_after_approval('appropriation');

grant select, insert on batch, batch_co_host, goods_issue, goods_issue_line, appropriation, appropriation_item to mingzhang_app;
grant update on batch, goods_issue, appropriation to mingzhang_app;
grant delete on batch_co_host, goods_issue_line, appropriation_item to mingzhang_app;
