-- Donors and what they give; money that is no gift, and what is only listed.

create table donor (
  id            bigint generated always as identity primary key,
  kind          text not null,
  legal_name    text not null,
  display_name  text not null,
  phone         text,
  email         text,
  created_by    bigint not null references app_user,
  created_at    timestamptz not null default now(),
  constraint donor_kind_known check (kind in ('person', 'minor', 'enterprise', 'socialOrganisation', 'pooled')),
  constraint donor_names_given check (length(btrim(legal_name)) between 1 and 120 and length(btrim(display_name)) between 1 and 120)
);
comment on table donor is 'Who gave. Anonymity is towards the public only: the charity knows, the log never holds the name.';

create index donor_by_name on donor (legal_name);

create table donor_consent (
  id           bigint generated always as identity primary key,
  donor_id     bigint not null references donor,
  display      text not null,
  alias        text,
  by_guardian  boolean not null default false,
  given_on     date,
  evidence     text not null,
  recorded_by  bigint not null references app_user,
  recorded_at  timestamptz not null default now(),
  constraint donor_consent_display_known check (display in ('named', 'alias', 'masked', 'anonymous')),
  constraint donor_consent_alias_given check ((display = 'alias') = (alias is not null)),
  constraint donor_consent_evidence_given check (length(btrim(evidence)) > 0)
);
create index donor_consent_of on donor_consent (donor_id, id desc);
comment on table donor_consent is 'How a donor agreed to be shown, and what proves it (PIPL 25). The newest row counts; earlier ones stay.';

create table donation (
  act_id              bigint primary key references act,
  donor_id            bigint not null references donor,
  display             text not null,
  appeal_code         text references appeal,
  restriction         text not null,
  restriction_reason  text,
  path                text not null default 'throughEntity',
  using_unit          text,
  receipt_kind        text not null default 'none',
  receipt_number      text,
  receipt_code        text,
  receipt_check_code  text,
  receipt_on          date,
  payment_reference   text,
  replaces_act_id     bigint,
  receipt_act_id      bigint not null,
  constraint donation_keeps_receipt unique (act_id, receipt_act_id),
  constraint donation_receipt_of_replaced foreign key (replaces_act_id, receipt_act_id) references donation (act_id, receipt_act_id),
  constraint donation_receipt_its_own check (replaces_act_id is not null or receipt_act_id = act_id),
  constraint donation_display_known check (display in ('named', 'alias', 'masked', 'anonymous')),
  constraint donation_restriction_known check (restriction in ('unrestricted', 'restricted', 'agency')),
  constraint donation_restriction_reasoned check (restriction = 'unrestricted' or length(btrim(coalesce(restriction_reason, ''))) > 0),
  constraint donation_path_known check (path in ('throughEntity', 'handedOver', 'directToRecipient', 'notStated')),
  constraint donation_receipt_kind_known check (receipt_kind in ('none', 'issued', 'waived', 'cancelled')),
  constraint donation_receipt_numbered check ((receipt_kind in ('issued', 'cancelled')) = (receipt_number is not null))
);
create index donation_replacing on donation (replaces_act_id) where replaces_act_id is not null;
create index donation_by_receipt on donation (receipt_number) where receipt_number is not null;
create index donation_by_payment on donation (payment_reference) where payment_reference is not null;
create index donation_of_donor on donation (donor_id);
comment on table donation is 'A gift. The official receipt (公益事业捐赠票据) is issued elsewhere and only recorded here.';
comment on column donation.replaces_act_id is 'The reversed gift that this one enters anew, after a mistake.';
comment on column donation.receipt_act_id is 'The gift whose receipt code finds this one: itself, or the first of those it replaces. Copied under a foreign key.';

-- Receipts of a month are those of its days, or of gifts of its days where no day was written down.
create index donation_by_receipt_day on donation (receipt_on) where receipt_kind <> 'none' and receipt_on is not null;
create index act_donation_by_last_day on act (entity_code, (coalesce(occurred_to, occurred_from))) where kind = 'donation';

-- One gift at a time takes the place of one whose reversal stands. Neither the reversal nor this tie is ever undone, so
-- what holds when the replacement is proposed still holds when it is approved.
create function donation_replaces_reversed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if (new.replaces_act_id, new.receipt_act_id) is distinct from (old.replaces_act_id, old.receipt_act_id) then
      raise exception using errcode = 'check_violation', constraint = 'donation_keeps_what_it_replaces',
        message = 'a gift keeps its receipt code and what it replaces';
    end if;
    return new;
  end if;
  if new.replaces_act_id is null then return new; end if;
  perform 1 from act where id = new.replaces_act_id for update;
  if not exists (select 1 from reversal r join approval a on a.act_id = r.act_id where r.reverses_act_id = new.replaces_act_id) then
    raise exception using errcode = 'check_violation', constraint = 'donation_replaces_reversed',
      message = 'only a reversed gift is replaced';
  end if;
  if exists (
    select 1 from donation d
    where d.replaces_act_id = new.replaces_act_id and not exists (select 1 from withdrawal w where w.act_id = d.act_id)
  ) then
    raise exception using errcode = 'check_violation', constraint = 'donation_replaced_once',
      message = 'the gift has a replacement already';
  end if;
  return new;
end $$;
create trigger donation_replaces_reversed before insert or update on donation
  for each row execute function donation_replaces_reversed();

-- One 票据 (代码 and 号码) belongs to one standing gift. Whoever enters the same one at the same time waits for the other.
create function donation_receipt_once() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.receipt_number is null then return new; end if;
  if tg_op = 'UPDATE' and (new.receipt_code, new.receipt_number) is not distinct from (old.receipt_code, old.receipt_number) then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(format('official receipt %s %s', coalesce(new.receipt_code, ''), new.receipt_number), 0));
  if exists (
    select 1 from donation d
    where d.receipt_number = new.receipt_number
      and coalesce(d.receipt_code, '') = coalesce(new.receipt_code, '')
      and d.act_id <> new.act_id
      and not exists (select 1 from withdrawal w where w.act_id = d.act_id)
      and not exists (select 1 from reversal r join approval a on a.act_id = r.act_id where r.reverses_act_id = d.act_id)
  ) then
    raise exception using errcode = 'check_violation', constraint = 'donation_receipt_once',
      message = 'another standing gift has this official receipt';
  end if;
  return new;
end $$;
create trigger donation_receipt_once before insert or update on donation
  for each row execute function donation_receipt_once();

-- A minor is shown as 爱心学生 unless a guardian agreed in writing; a person is named only with consent.
create function donation_display_allowed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  donor_kind text;
  agreed record;
begin
  select kind into donor_kind from donor where id = new.donor_id;
  select display, by_guardian into agreed from donor_consent where donor_id = new.donor_id order by id desc limit 1;
  if donor_kind = 'minor' and new.display <> 'anonymous' and not coalesce(agreed.by_guardian, false) then
    raise exception using errcode = 'check_violation', constraint = 'donation_minor_anonymous',
      message = 'a minor stays anonymous without a guardian''s written consent';
  end if;
  if donor_kind in ('person', 'minor') and new.display = 'named' and coalesce(agreed.display, '') <> 'named' then
    raise exception using errcode = 'check_violation', constraint = 'donation_person_named_by_consent',
      message = 'a person is named only with recorded consent';
  end if;
  return new;
end $$;
create trigger donation_display_allowed before insert or update on donation
  for each row execute function donation_display_allowed();

create table donation_line (
  act_id             bigint not null references donation on delete cascade,
  line               integer not null,
  unit_code          text not null references unit,
  quantity           bigint not null,
  provenance         text not null default 'stated',
  as_stated          text,
  expected_quantity  bigint,
  packs              bigint,
  pack_measure       text,
  pack_factor        bigint,
  lot_id             bigint references lot,
  location_code      text references location,
  fate               text not null default 'held',
  primary key (act_id, line),
  constraint donation_line_quantity_positive check (quantity > 0),
  constraint donation_line_expected_positive check (expected_quantity is null or expected_quantity > 0),
  constraint donation_line_provenance_known check (provenance in ('stated', 'rounded', 'derived')),
  constraint donation_line_packs_whole check (packs is null or (packs > 0 and pack_measure is not null and (pack_factor is null or packs * pack_factor = quantity))),
  constraint donation_line_fate_known check (fate in ('held', 'unstated')),
  constraint donation_line_not_valuation check (unit_code <> 'CNY:goods')
);
comment on table donation_line is 'One thing given: cash in fen or goods in base units. quantity is what was counted (实收), expected_quantity what the papers said (应收), packs × pack_factor how it came.';

create table valuation (
  act_id      bigint not null references donation on delete cascade,
  valuation   integer not null,
  amount_fen  bigint not null,
  method      text not null,
  evidence    text,
  provenance  text not null default 'stated',
  primary key (act_id, valuation),
  constraint valuation_amount_positive check (amount_fen > 0),
  constraint valuation_method_known check (method in ('invoice', 'agreement', 'customs', 'marketPrice', 'guidance', 'donorStated')),
  constraint valuation_provenance_known check (provenance in ('stated', 'rounded', 'derived'))
);
comment on table valuation is 'The value put on goods (折价) in fen, for one line or jointly for several (valuation_line). rounded: the source said 约.';

create table valuation_line (
  act_id     bigint not null,
  valuation  integer not null,
  line       integer not null,
  primary key (act_id, line),
  foreign key (act_id, valuation) references valuation on delete cascade,
  foreign key (act_id, line) references donation_line on delete cascade
);
comment on table valuation_line is 'The lines a valuation covers; a line is valued at most once.';

create table receipt_code (
  act_id              bigint primary key references donation,
  tag                 bytea not null unique,
  locator             bytea not null unique,
  confirm_hash        bytea not null,
  sealed              bytea not null,
  legal_name_opening  text,
  issued_at           timestamptz not null default now(),
  constraint receipt_code_sizes check (octet_length(tag) = 16 and octet_length(locator) = 16 and octet_length(confirm_hash) = 32)
);
comment on table receipt_code is 'What remains of a donor''s 查询码: tag and locator to find, a hash to confirm, the private opening already encrypted. The code itself is never stored; a replacement has none of its own (donation.receipt_act_id). legal_name_opening: the salted opening that is sealed, so that the leaf commits to that very one; null once erased, and sealed then holds nothing that can be opened.';

create function receipt_code_only_erased() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.act_id, new.tag, new.locator, new.confirm_hash, new.issued_at)
       is distinct from (old.act_id, old.tag, old.locator, old.confirm_hash, old.issued_at)
     or old.legal_name_opening is null or new.legal_name_opening is not null then
    raise exception using errcode = 'check_violation', constraint = 'receipt_code_only_erased',
      message = 'a receipt code stays as it was issued; only what it unseals is erased';
  end if;
  return new;
end $$;
create trigger receipt_code_only_erased before update or delete on receipt_code
  for each row execute function receipt_code_only_erased();

create table funding (
  act_id      bigint primary key references act,
  source      text not null,
  payer       text,
  amount_fen  bigint not null,
  provenance  text not null default 'stated',
  as_stated   text,
  constraint funding_source_known check (source in ('fiscal', 'union', 'party', 'other')),
  constraint funding_amount_positive check (amount_fen > 0),
  constraint funding_provenance_known check (provenance in ('stated', 'rounded', 'derived'))
);
comment on table funding is 'Money that is not a donation (财政, 工会经费, 党费): kept apart from gifts in a stream of its own.';

create table listing (
  act_id               bigint primary key references act,
  weight               text not null,
  category             text not null,
  direction            text not null,
  title                text not null,
  party                text,
  party_kind           text,
  display              text not null default 'masked',
  consent_evidence     text,
  consent_on           date,
  consent_by_guardian  boolean not null default false,
  beneficiary          text,
  content              text,
  headcount            bigint,
  basis                text,
  path_note            text,
  constraint listing_weight_known check (weight in ('witnessed', 'listed')),
  constraint listing_category_known check (category in ('gift', 'service', 'cover', 'publicMoney', 'organiserReport')),
  constraint listing_direction_known check (direction in ('in', 'out', 'through', 'none')),
  constraint listing_title_given check (length(btrim(title)) > 0),
  constraint listing_display_known check (display in ('named', 'masked', 'anonymous')),
  constraint listing_party_kind_known check (party_kind in ('person', 'minor', 'enterprise', 'socialOrganisation', 'pooled')),
  constraint listing_party_kind_given check ((party is null) = (party_kind is null)),
  constraint listing_consent_evidence_given check (length(btrim(consent_evidence)) > 0 or (consent_evidence is null and consent_on is null and not consent_by_guardian)),
  constraint listing_minor_anonymous check (party_kind <> 'minor' or display = 'anonymous' or consent_by_guardian),
  constraint listing_person_named_by_consent check (party_kind not in ('person', 'minor') or display <> 'named' or consent_evidence is not null),
  constraint listing_basis_known check (basis is null or basis in ('household', 'person')),
  constraint listing_headcount_large_enough check (headcount is null or headcount >= 5)
);
comment on table listing is 'Listed with its source, in no total: what the entity only saw (witnessed) or others reported (listed). Groups under five are not counted out. A person is named only with consent, a minor only with a guardian''s.';

create table listing_amount (
  act_id      bigint not null references listing on delete cascade,
  line        integer not null,
  unit_code   text not null references unit,
  amount      bigint not null,
  provenance  text not null,
  as_stated   text,
  primary key (act_id, line),
  constraint listing_amount_positive check (amount > 0),
  constraint listing_amount_provenance_known check (provenance in ('stated', 'rounded', 'derived'))
);
comment on table listing_amount is 'What a listing says, where it says a figure at all.';

create trigger donation_frozen before insert or update or delete on donation for each row execute function act_refuse_after_approval('donation');
create trigger donation_line_frozen before insert or update or delete on donation_line for each row execute function act_refuse_after_approval('donation');
create trigger valuation_frozen before insert or update or delete on valuation for each row execute function act_refuse_after_approval('donation');
create trigger valuation_line_frozen before insert or update or delete on valuation_line for each row execute function act_refuse_after_approval('donation');
create trigger funding_frozen before insert or update or delete on funding for each row execute function act_refuse_after_approval('funding');
create trigger listing_frozen before insert or update or delete on listing for each row execute function act_refuse_after_approval('listing');
create trigger listing_amount_frozen before insert or update or delete on listing_amount for each row execute function act_refuse_after_approval('listing');

-- An approved gift keeps the name of who gave it, and how it is shown; another giver is another row.
create function donor_refuse_after_approval() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE'
     and (new.id, new.kind, new.legal_name, new.display_name, new.created_by, new.created_at)
         is not distinct from (old.id, old.kind, old.legal_name, old.display_name, old.created_by, old.created_at) then
    return new;
  end if;
  perform 1 from act where id in (select act_id from donation where donor_id = old.id) order by id for update;
  if exists (select 1 from donation d join approval a on a.act_id = d.act_id where d.donor_id = old.id) then
    raise exception using errcode = 'check_violation', constraint = 'act_frozen_after_approval',
      message = 'the giver of an approved gift cannot change';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger donor_frozen before update or delete on donor for each row execute function donor_refuse_after_approval();
create trigger donor_consent_append_only before update or delete or truncate on donor_consent for each statement execute function refuse_change();

grant select, insert on donor, donor_consent, donation, donation_line, valuation, valuation_line, receipt_code, funding, listing,
  listing_amount to mingzhang_app;
grant update on donation, funding, listing to mingzhang_app;
grant update (kind, legal_name, display_name, phone, email) on donor to mingzhang_app;
grant update (legal_name_opening, sealed) on receipt_code to mingzhang_app;
grant delete on donation_line, valuation, listing_amount to mingzhang_app;
