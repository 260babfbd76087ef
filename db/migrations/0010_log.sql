-- The public log: exact bytes, one head, every checkpoint that was ever signed; what is served beside it, and how that is
-- erased.

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
create function log_head_only_grows() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE' or (new.origin, new.verifier_key, new.created_at) is distinct from (old.origin, old.verifier_key, old.created_at)
     or new.size <= old.size or new.notices < old.notices then
    raise exception using errcode = 'check_violation', constraint = 'log_head_only_grows',
      message = 'the log keeps its origin and key, and only grows';
  end if;
  return new;
end $$;
create trigger log_head_only_grows before update or delete on log_head for each row execute function log_head_only_grows();

create function log_leaf_follows() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
  id               bigint generated always as identity primary key,
  leaf_index       bigint not null references log_leaf,
  asked_by         text not null,
  reason           text not null,
  proposed_by      bigint not null references app_user,
  proposed_at      timestamptz not null default now(),
  decision         text,
  decided_by       bigint references app_user,
  decided_at       timestamptz,
  decision_reason  text,
  constraint erasure_asked_by_given check (length(btrim(asked_by)) between 1 and 120),
  constraint erasure_reason_given check (length(btrim(reason)) between 1 and 400),
  constraint erasure_decision_known check (decision in ('approved', 'refused', 'withdrawn')),
  constraint erasure_decision_whole check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint erasure_by_another_person check (decision = 'withdrawn' or decided_by <> proposed_by),
  constraint erasure_withdrawn_by_proposer check (decision <> 'withdrawn' or decided_by = proposed_by),
  constraint erasure_refused_with_reason check (decision <> 'refused' or length(btrim(coalesce(decision_reason, ''))) between 1 and 400)
);
create index erasure_open on erasure (id) where decision is null;
comment on table erasure is 'The wish that published texts of a leaf be erased: who asked and why, proposed by one person; approved, or refused with a reason, by another, or withdrawn by the first.';
create trigger erasure_decided_once before update or delete on erasure
  for each row execute function wish_decided_once();
create trigger erasure_decided_by_reviewer after update on erasure
  for each row execute function wish_decided_by_reviewer();

-- A gift and what replaces it commit to one and the same opening of the legal name, which its receipt code unseals.
create table erasure_text (
  erasure_id  bigint not null references erasure,
  leaf_index  bigint not null,
  digest      bytea not null,
  primary key (erasure_id, leaf_index, digest),
  constraint erasure_text_of_opening foreign key (leaf_index, digest) references opening (leaf_index, digest)
);
comment on table erasure_text is 'The openings that an erasure names, by leaf and digest: it never repeats the text.';
create trigger erasure_text_append_only before update or delete or truncate on erasure_text for each statement execute function refuse_change();

create table notice (
  number        bigint primary key,
  cutoff        timestamptz not null,
  first_leaf    bigint not null,
  size          bigint not null unique,
  published_by  bigint references app_user,
  published_at  timestamptz not null default now(),
  constraint notice_covers_leaves check (size > first_leaf)
);
comment on table notice is 'A numbered publication (第 N 期公示): leaves first_leaf … size - 1.';

create table publish_run (
  id           bigint generated always as identity primary key,
  started_by   bigint references app_user,
  started_at   timestamptz not null default now(),
  step         integer not null default 0,
  step_at      timestamptz not null default now(),
  finished_at  timestamptz,
  notice       bigint,
  failure      text
);
comment on table publish_run is 'Progress of a publish, for the page that watches it; carries no truth of its own.';

create trigger log_leaf_append_only before update or delete or truncate on log_leaf for each statement execute function refuse_change();
create trigger log_checkpoint_append_only before update or delete or truncate on log_checkpoint for each statement execute function refuse_change();
create trigger notice_append_only before update or delete or truncate on notice for each statement execute function refuse_change();

grant select on log_head, log_leaf, log_checkpoint, public_balance, opening, opening_change, erasure, erasure_text, notice,
  publish_run to mingzhang_app;
grant insert on log_head, log_leaf, log_checkpoint, public_balance, opening, erasure_text, notice, publish_run to mingzhang_app;
grant update (size, root, right_edge, notices) on log_head to mingzhang_app;
grant update (amount) on public_balance to mingzhang_app;
grant update (opening, erased_at, public) on opening to mingzhang_app;
grant update on publish_run to mingzhang_app;
-- A decision is made by an update, never brought along.
grant insert (leaf_index, asked_by, reason, proposed_by) on erasure to mingzhang_app;
grant update (decision, decision_reason, decided_by, decided_at) on erasure to mingzhang_app;
