-- Who signed in from a network before may go on doing so while strangers elsewhere guess at their password.
create table sign_in_known (
  key_hash    bytea primary key,
  last_at     timestamptz not null default now()
);
create index sign_in_known_by_time on sign_in_known (last_at);
comment on table sign_in_known is 'From which networks an e-mail was signed in with of late: e-mail and network hashed together, so that the table is no list of either.';

grant select, insert, delete, update (last_at) on sign_in_known to mingzhang_app;
