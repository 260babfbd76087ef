-- What the bank, the payment services and the cash box say.

create table statement_mapping (
  id                bigint generated always as identity primary key,
  money_account_id  bigint not null references money_account,
  mapping           jsonb not null,
  saved_by          bigint not null references app_user,
  saved_at          timestamptz not null default now()
);
create index statement_mapping_of on statement_mapping (money_account_id, id desc);
comment on table statement_mapping is 'How a clerk told the statements of an account to be read (encoding, separator, heading row, columns, sign rule, date format) where no known format fits. The newest counts.';

create table statement_file (
  id                bigint generated always as identity primary key,
  money_account_id  bigint not null references money_account,
  sha256            bytea not null,
  file_name         text not null,
  size_bytes        bigint not null,
  uploaded_by       bigint not null references app_user,
  uploaded_at       timestamptz not null default now(),
  mapping_id        bigint references statement_mapping,
  state             text not null default 'waiting',
  lines_done        bigint not null default 0,
  progress_at       timestamptz not null default now(),
  report            jsonb,
  stored_by         bigint references app_user,
  stored_at         timestamptz,
  constraint statement_file_of_account unique (id, money_account_id),
  constraint statement_file_sha256_whole check (octet_length(sha256) = 32),
  constraint statement_file_size_positive check (size_bytes > 0),
  constraint statement_file_state_known check (state in ('waiting', 'reading', 'read', 'refused', 'storing', 'stored', 'discarded')),
  constraint statement_file_stored_whole check ((state = 'stored') = (stored_at is not null) and (stored_at is null) = (stored_by is null))
);
create unique index statement_file_once on statement_file (money_account_id, sha256) where state = 'stored';
create index statement_file_unfinished on statement_file (id) where state in ('waiting', 'reading', 'storing');
comment on table statement_file is 'A statement as it was uploaded; its bytes lie under DATA_DIR/statements by SHA-256. waiting, reading, read (previewed, to be stored or discarded), refused (report says why), storing, stored, discarded. report: control figures, notes, refusals and overlap, as the preview shows them.';

create table statement (
  id                bigint generated always as identity primary key,
  file_id           bigint not null,
  money_account_id  bigint not null references money_account,
  format            text not null,
  scope             text not null,
  first_day         date not null,
  last_day          date not null,
  opening_fen       bigint,
  closing_fen       bigint,
  lines             bigint not null,
  new_lines         bigint not null,
  in_fen            bigint not null,
  out_fen           bigint not null,
  constraint statement_of_its_file foreign key (file_id, money_account_id) references statement_file (id, money_account_id),
  constraint statement_of_account_and_scope unique (id, money_account_id, scope),
  constraint statement_scope_known check (scope in ('movement', 'detail')),
  constraint statement_days_ordered check (first_day <= last_day),
  constraint statement_counts check (lines >= 0 and new_lines between 0 and lines and in_fen >= 0 and out_fen >= 0)
);
create index statement_of_account on statement (money_account_id, first_day);
comment on table statement is 'One statement that a stored file holds for the account, in CNY, with its control figures. movement: what moved on the account; detail: a bill of single orders (业务明细) beside it, which explains movements and confirms nothing. new_lines: how many of its lines no earlier file had.';

create table statement_line (
  id                    bigint generated always as identity primary key,
  money_account_id      bigint not null references money_account,
  statement_id          bigint not null,
  scope                 text not null,
  identity              bytea not null,
  place                 integer not null,
  occurred_on           date not null,
  occurred_at           time,
  value_on              date,
  flow                  text not null,
  amount_fen            bigint not null,
  fee                   numeric(20,6),
  balance_fen           bigint,
  serial                text,
  reference_numbers     text[] not null default '{}',
  counterparty_name     text,
  counterparty_account  text,
  counterparty_bank     text,
  kind                  text,
  purpose               text,
  constraint statement_line_of_its_statement foreign key (statement_id, money_account_id, scope)
    references statement (id, money_account_id, scope),
  constraint statement_line_once unique (money_account_id, identity),
  constraint statement_line_identity_whole check (octet_length(identity) = 32),
  constraint statement_line_scope_known check (scope in ('movement', 'detail')),
  constraint statement_line_flow_known check (flow in ('in', 'out', 'neutral')),
  constraint statement_line_amount_not_negative check (amount_fen >= 0)
);
create index statement_line_by_day on statement_line (money_account_id, occurred_on, id);
create index statement_line_of_statement on statement_line (statement_id, place);
comment on table statement_line is 'A movement, once, however many files hold it. identity: SHA-256 of what it is known by (bank serial, else day, time, amount, balance, counterparty and the number of its occurrence in the file). place: line of the file that first held it.';

-- Statements and lines come while their file is stored; a stored file takes none any more. The file is not locked: how far
-- it is read is told from beside the transaction that stores it.
create function statement_while_storing() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select 1 from (select distinct file_id from inserted) i join statement_file f on f.id = i.file_id where f.state <> 'storing'
  ) then
    raise exception using errcode = 'check_violation', constraint = 'statement_while_storing',
      message = 'only a file that is being stored takes statements';
  end if;
  return null;
end $$;
create trigger statement_while_storing after insert on statement
  referencing new table as inserted for each statement execute function statement_while_storing();

create function statement_line_while_storing() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select 1 from (select distinct statement_id from inserted) i
    join statement s on s.id = i.statement_id join statement_file f on f.id = s.file_id
    where f.state <> 'storing'
  ) then
    raise exception using errcode = 'check_violation', constraint = 'statement_while_storing',
      message = 'only a file that is being stored takes lines';
  end if;
  return null;
end $$;
create trigger statement_line_while_storing after insert on statement_line
  referencing new table as inserted for each statement execute function statement_line_while_storing();

-- The work list, like open_task: kept by what makes and ends the work, never found by a scan.
create table unmatched_line (
  line_id           bigint primary key references statement_line,
  money_account_id  bigint not null references money_account,
  occurred_on       date not null
);
create index unmatched_line_by_day on unmatched_line (money_account_id, occurred_on, line_id);
comment on table unmatched_line is 'Lines that move money and stand in no approved match: 待核实.';

create function statement_line_opens() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into unmatched_line (line_id, money_account_id, occurred_on)
    select id, money_account_id, occurred_on from inserted
    where scope = 'movement' and flow <> 'neutral' and amount_fen > 0;
  return null;
end $$;
create trigger statement_line_opens after insert on statement_line
  referencing new table as inserted for each statement execute function statement_line_opens();

create table line_parking (
  id         bigint generated always as identity primary key,
  line_id    bigint not null references statement_line,
  reason     text not null,
  note       text,
  parked_by  bigint not null references app_user,
  parked_at  timestamptz not null default now(),
  ended_by   bigint references app_user,
  ended_at   timestamptz,
  constraint line_parking_reason_known check (reason in ('awaitingPapers', 'payerUnknown', 'notOurs', 'underReview', 'other')),
  constraint line_parking_other_explained check (reason <> 'other' or length(btrim(coalesce(note, ''))) > 0),
  constraint line_parking_note_short check (length(coalesce(note, '')) <= 400),
  constraint line_parking_end_whole check ((ended_by is null) = (ended_at is null))
);
create unique index line_parking_once on line_parking (line_id) where ended_at is null;
comment on table line_parking is 'A line that nobody can place yet, with the reason; it stays 待核实. Ended when somebody takes it up again.';

create function reconciliation_row_final() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE'
     or (tg_table_name = 'line_parking' and (to_jsonb(old) ->> 'ended_at') is not null)
     or (tg_table_name = 'statement_file' and (to_jsonb(old) ->> 'state') in ('stored', 'discarded', 'refused')) then
    raise exception using errcode = 'check_violation', constraint = tg_table_name || '_final',
      message = 'what is finished stays as it is';
  end if;
  return new;
end $$;
create trigger line_parking_final before update or delete on line_parking for each row execute function reconciliation_row_final();
create trigger statement_file_final before update or delete on statement_file for each row execute function reconciliation_row_final();

create trigger statement_append_only before update or delete or truncate on statement for each statement execute function refuse_change();
create trigger statement_line_append_only before update or delete or truncate on statement_line for each statement execute function refuse_change();
create trigger statement_mapping_append_only before update or delete or truncate on statement_mapping for each statement execute function refuse_change();

grant select on statement_mapping, statement_file, statement, statement_line, unmatched_line, line_parking to mingzhang_app;
grant insert on statement_mapping, statement, statement_line to mingzhang_app;
grant insert (money_account_id, sha256, file_name, size_bytes, uploaded_by, mapping_id) on statement_file to mingzhang_app;
grant update (mapping_id, state, lines_done, progress_at, report, stored_by, stored_at) on statement_file to mingzhang_app;
grant insert (line_id, reason, note, parked_by) on line_parking to mingzhang_app;
grant update (ended_by, ended_at) on line_parking to mingzhang_app;

-- Lines of a statement wait in a temporary table while they are compared with what is stored.
do $$ begin execute format('grant temporary on database %I to mingzhang_app', current_database()); end $$;
