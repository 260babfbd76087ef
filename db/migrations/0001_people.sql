-- Who may sign in, what they may do, and what they did.

-- A function is for whom it is granted to; PostgreSQL would let everyone call it. And each says where it looks: a login
-- that may create temporary tables would put its own in the place of ours, which a function without this setting sees first.
alter default privileges revoke execute on functions from public;
revoke all on schema public from public;

create schema families;
comment on schema families is 'Names, phones, ids and addresses of families live only here; only the families login may read it.';

create table app_user (
  id                    bigint generated always as identity primary key,
  email                 text not null,
  display_name          text not null,
  password_hash         text not null,
  must_change_password  boolean not null default false,
  initial_password_by   bigint references app_user,
  initial_password_at   timestamptz,
  created_at            timestamptz not null default now(),
  disabled_at           timestamptz,
  constraint app_user_email_lower check (email = lower(email)),
  constraint app_user_display_name_given check (length(btrim(display_name)) between 1 and 60),
  constraint app_user_initial_password_whole check ((initial_password_by is null) = (initial_password_at is null)),
  constraint app_user_initial_password_by_someone check (not must_change_password or initial_password_by is not null)
);
create unique index app_user_email_unique on app_user (email);
comment on table app_user is 'A person who can sign in to the office. Never deleted, only disabled, since acts name their authors. must_change_password: somebody else has seen the password; nothing can be done with it but setting another. initial_password_by, initial_password_at: who gave out the newest initial password, and when; they stay after the person has set their own.';

create table role_grant (
  id            bigint generated always as identity primary key,
  user_id       bigint not null references app_user,
  role          text not null,
  granted_by    bigint references app_user,
  granted_at    timestamptz not null default now(),
  confirmed_by  bigint references app_user,
  confirmed_at  timestamptz,
  revoked_by    bigint references app_user,
  revoked_at    timestamptz,
  bootstrap     boolean not null default false,
  constraint role_grant_role_known check (role in ('recorder', 'reviewer', 'publisher', 'auditor', 'administrator')),
  constraint role_grant_confirmed_by_another check (confirmed_by is null or confirmed_by <> granted_by),
  constraint role_grant_not_to_oneself check (bootstrap or granted_by <> user_id),
  constraint role_grant_not_confirmed_by_oneself check (bootstrap or confirmed_by <> user_id),
  constraint role_grant_confirmation_whole check ((confirmed_by is null) = (confirmed_at is null) or bootstrap),
  constraint role_grant_has_granter check (bootstrap or granted_by is not null)
);
create unique index role_grant_standing_unique on role_grant (user_id, role) where revoked_at is null;
comment on table role_grant is 'A role given by one administrator and confirmed by another; it counts only once confirmed. The first pair comes from the command line (bootstrap).';

-- Recording and publishing do not meet in one person; administrators and auditors hold nothing else.
create function role_grant_refuse_incompatible() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  -- Grants to one person queue behind each other, so that two at once cannot slip past this check.
  perform 1 from app_user where id = new.user_id for update;
  if exists (
    select 1 from role_grant other
    where other.user_id = new.user_id and other.revoked_at is null and other.id <> new.id
      and other.role <> new.role
      and (new.role in ('administrator', 'auditor') or other.role in ('administrator', 'auditor')
           or (new.role, other.role) in (('recorder', 'publisher'), ('publisher', 'recorder')))
  ) then
    raise exception using errcode = 'check_violation', constraint = 'role_grant_compatible',
      message = 'this role cannot be held together with another role of the same person';
  end if;
  return new;
end $$;
create trigger role_grant_compatible before insert on role_grant
  for each row execute function role_grant_refuse_incompatible();

create view standing_role as
select g.user_id, g.role from role_grant g join app_user u on u.id = g.user_id
where g.confirmed_at is not null and g.revoked_at is null and u.disabled_at is null;
comment on view standing_role is 'The roles that count: confirmed, not revoked, of a person who is not disabled.';

-- Whoever could grant alone could make a second self; and one administrator alone could neither grant nor confirm.
create function role_grant_by_administrators() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  actor bigint;
begin
  if tg_op = 'INSERT' then
    actor := new.granted_by;
    if new.bootstrap then return new; end if;
  elsif (new.user_id, new.role, new.granted_by, new.granted_at, new.bootstrap)
          is distinct from (old.user_id, old.role, old.granted_by, old.granted_at, old.bootstrap)
     or (old.confirmed_at is not null and (new.confirmed_by, new.confirmed_at) is distinct from (old.confirmed_by, old.confirmed_at))
     or old.revoked_at is not null then
    raise exception using errcode = 'check_violation', constraint = 'role_grant_final',
      message = 'a role is confirmed once and revoked once';
  elsif new.revoked_at is not null then
    actor := new.revoked_by;
    if new.role = 'administrator' then
      perform 1 from role_grant where role = 'administrator' for update;
      if (select count(*) from standing_role where role = 'administrator' and user_id <> new.user_id) < 2 then
        raise exception using errcode = 'check_violation', constraint = 'role_grant_two_administrators',
          message = 'two administrators must remain';
      end if;
    end if;
  else
    actor := new.confirmed_by;
    -- Whoever gave out the password may have signed in with it: the role waits for the person's own password, and for
    -- an administrator who could ask the person whether it is theirs.
    if exists (select 1 from app_user where id = new.user_id and initial_password_by = actor) then
      raise exception using errcode = 'check_violation', constraint = 'role_grant_not_confirmed_by_giver_of_password',
        message = 'whoever gave out the password does not confirm a role of that person';
    end if;
    if exists (select 1 from app_user where id = new.user_id and must_change_password) then
      raise exception using errcode = 'check_violation', constraint = 'role_grant_confirmed_after_own_password',
        message = 'a role is confirmed once the person has set their own password';
    end if;
  end if;
  if not exists (select 1 from standing_role where user_id = actor and role = 'administrator') then
    raise exception using errcode = 'check_violation', constraint = 'role_grant_by_administrator',
      message = 'only an administrator grants, confirms and revokes roles';
  end if;
  return new;
end $$;
create trigger role_grant_by_administrators before insert or update on role_grant
  for each row execute function role_grant_by_administrators();

-- Disabling takes every role away, so it too leaves two administrators.
create function app_user_leaves_two_administrators() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from role_grant where role = 'administrator' for update;
  if exists (select 1 from standing_role where role = 'administrator' and user_id = new.id)
     and (select count(*) from standing_role where role = 'administrator' and user_id <> new.id) < 2 then
    raise exception using errcode = 'check_violation', constraint = 'role_grant_two_administrators',
      message = 'two administrators must remain';
  end if;
  return new;
end $$;
create trigger app_user_leaves_two_administrators before update on app_user
  for each row when (old.disabled_at is null and new.disabled_at is not null)
  execute function app_user_leaves_two_administrators();

-- An initial password is known to whoever gave it out: no role may stand, and none await that administrator's confirmation.
create function app_user_reset_suspends_roles() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select 1 from role_grant
    where user_id = new.id and revoked_at is null
      and (confirmed_at is not null or granted_by is distinct from new.initial_password_by)
  ) then
    raise exception using errcode = 'check_violation', constraint = 'app_user_reset_suspends_roles',
      message = 'an initial password leaves no role standing';
  end if;
  return new;
end $$;
create trigger app_user_reset_suspends_roles before update on app_user
  for each row when (new.must_change_password and new.password_hash <> old.password_hash)
  execute function app_user_reset_suspends_roles();

create table user_session (
  id_hash     bytea primary key,
  user_id     bigint not null references app_user,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  constraint user_session_id_is_sha256 check (octet_length(id_hash) = 32)
);
create index user_session_user on user_session (user_id);
comment on table user_session is 'Sessions by the SHA-256 of their id: a copy of this table opens no session.';

create table sign_in_throttle (
  key_hash      bytea primary key,
  email_hash    bytea,
  failures      integer not null,
  window_began  timestamptz not null,
  constraint sign_in_throttle_failures_positive check (failures > 0)
);
comment on table sign_in_throttle is 'Failed sign-ins per e-mail and address, per e-mail and per address, each hashed, within the current window. email_hash: the e-mail it counts for, so that an administrator can unlock it.';

-- Who signed in from a network before may go on doing so while strangers elsewhere guess at their password.
create table sign_in_known (
  key_hash  bytea primary key,
  last_at   timestamptz not null default now()
);
create index sign_in_known_by_time on sign_in_known (last_at);
comment on table sign_in_known is 'From which networks an e-mail was signed in with of late: e-mail and network hashed together, so that the table is no list of either.';

create table audit_event (
  id           bigint generated always as identity primary key,
  occurred_at  timestamptz not null default now(),
  actor_id     bigint references app_user,
  verb         text not null,
  subject      text not null,
  detail       jsonb not null default '{}',
  hash         bytea not null,
  constraint audit_event_hash_is_sha256 check (octet_length(hash) = 32)
);
create index audit_event_by_subject on audit_event (subject, id);
comment on table audit_event is 'What was done, by whom, in order. hash = SHA-256(previous hash, then this row), so the newest hash, published in each statement leaf, commits to the whole trail.';

create table audit_head (
  singleton  boolean primary key default true check (singleton),
  hash       bytea not null
);
insert into audit_head (hash) values (sha256(''::bytea));
comment on table audit_head is 'The newest audit hash; its row lock orders the trail.';

-- security definer: the app login may add an event through here but can never touch the tables themselves.
create function audit(actor bigint, verb text, subject text, detail jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before bytea;
  moment timestamptz := clock_timestamp();
  after  bytea;
begin
  select hash into before from audit_head for update;
  after := sha256(before || convert_to(jsonb_build_array(
    to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, verb, subject, detail)::text, 'UTF8'));
  insert into audit_event (occurred_at, actor_id, verb, subject, detail, hash)
    values (moment, actor, verb, subject, detail, after);
  update audit_head set hash = after;
end $$;

create function refuse_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception using errcode = 'check_violation', constraint = 'append_only',
    message = format('%s is append-only', tg_table_name);
end $$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function refuse_change();

grant usage on schema public to mingzhang_app;
grant usage on schema families to mingzhang_families;
grant select on app_user, role_grant, standing_role, user_session, sign_in_throttle, sign_in_known, audit_event, audit_head
  to mingzhang_app;
grant insert on app_user, user_session, sign_in_throttle, sign_in_known to mingzhang_app;
grant insert (user_id, role, granted_by) on role_grant to mingzhang_app;
grant update (password_hash, must_change_password, initial_password_by, initial_password_at, disabled_at) on app_user to mingzhang_app;
grant update (confirmed_by, confirmed_at, revoked_by, revoked_at) on role_grant to mingzhang_app;
grant update, delete on user_session, sign_in_throttle to mingzhang_app;
grant delete, update (last_at) on sign_in_known to mingzhang_app;
grant execute on function audit(bigint, text, text, jsonb) to mingzhang_app;
