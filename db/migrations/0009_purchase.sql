-- 采购: a fund's cash becomes goods. It leaves the money as used, once; the goods come into stock at what was paid for them,
-- against an account of their own (120901), so that the balance of money holds no goods and no total counts a purchase twice.

create table purchase (
  act_id           bigint primary key references act,
  supplier         text not null,
  restriction      text not null,
  total_fen        bigint not null,
  quotes_waived    text,
  contract_number  text,
  contract_on      date,
  invoice_code     text,
  invoice_number   text,
  invoice_on       date,
  constraint purchase_supplier_given check (length(btrim(supplier)) between 1 and 120),
  constraint purchase_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency')),
  constraint purchase_total_positive check (total_fen > 0),
  constraint purchase_texts_short check (
    length(coalesce(quotes_waived, '')) <= 400 and length(coalesce(contract_number, '')) <= 60
    and length(coalesce(invoice_code, '')) <= 20 and length(coalesce(invoice_number, '')) <= 30)
);
comment on table purchase is 'Goods bought with a fund''s cash (比价、合同、发票、入库). total_fen: what is paid, the sum of its lines. quotes_waived: why fewer than three offers were compared.';

create table purchase_quote (
  act_id      bigint not null references purchase on delete cascade,
  line        integer not null,
  supplier    text not null,
  amount_fen  bigint not null,
  primary key (act_id, line),
  constraint purchase_quote_supplier_given check (length(btrim(supplier)) between 1 and 120),
  constraint purchase_quote_amount_positive check (amount_fen > 0)
);
comment on table purchase_quote is 'An offer that was compared (比价): of whom, for how much in all.';

create table purchase_line (
  act_id         bigint not null references purchase on delete cascade,
  line           integer not null,
  unit_code      text not null references unit,
  quantity       bigint not null,
  price_fen      bigint not null,
  lot_id         bigint references lot,
  location_code  text references location,
  primary key (act_id, line),
  constraint purchase_line_goods check (unit_code like 'item:%'),
  constraint purchase_line_quantity_positive check (quantity > 0),
  constraint purchase_line_price_positive check (price_fen > 0)
);
comment on table purchase_line is 'One item bought: how much of it, and what was paid for all of it.';

create trigger purchase_frozen before insert or update or delete on purchase for each row execute function act_refuse_after_approval('purchase');
create trigger purchase_quote_frozen before insert or update or delete on purchase_quote for each row execute function act_refuse_after_approval('purchase');
create trigger purchase_line_frozen before insert or update or delete on purchase_line for each row execute function act_refuse_after_approval('purchase');

create function approval_of_sound_purchase() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  bought purchase%rowtype;
begin
  select * into bought from purchase where act_id = new.act_id;
  if not found then return new; end if;
  if bought.total_fen is distinct from (select sum(price_fen) from purchase_line where act_id = new.act_id) then
    raise exception using errcode = 'check_violation', constraint = 'purchase_total_adds_up',
      message = 'what is paid is the sum of the lines';
  end if;
  if btrim(coalesce(bought.quotes_waived, '')) = '' and (select count(*) from purchase_quote where act_id = new.act_id) < 3 then
    raise exception using errcode = 'check_violation', constraint = 'purchase_quotes_compared',
      message = 'three offers are compared, or the reason is said';
  end if;
  return new;
end $$;
create trigger approval_of_sound_purchase before insert on approval for each row execute function approval_of_sound_purchase();

grant select, insert on purchase, purchase_quote, purchase_line to mingzhang_app;
grant update on purchase to mingzhang_app;
grant delete on purchase_quote, purchase_line to mingzhang_app;
