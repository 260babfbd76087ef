import type pg from 'pg';
import { scramVerifier } from './scram.ts';

/** The three logins (cluster-wide, so never part of a migration): db/README.md says what each may do. */
export const LOGINS = ['mingzhang_owner', 'mingzhang_app', 'mingzhang_families'] as const;
export type Login = (typeof LOGINS)[number];

export const DATABASE = 'mingzhang';
/** Held while creating, so that two who start at once do not both try. */
const CREATING = 0x6d7a_0002;

/** Creates the logins that are missing, and says which; one that exists keeps its password. Needs a superuser. */
export async function createLogins(superuser: pg.Client, password?: (login: Login) => string): Promise<Login[]> {
  const { rows } = await superuser.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    LOGINS,
  ]);
  const missing = LOGINS.filter((login) => !rows.some(({ rolname }) => rolname === login));
  for (const login of missing) {
    const secret = password ? ` password '${scramVerifier(password(login))}'` : '';
    await superuser.query(`create role ${login} login${secret}`);
  }
  return missing;
}

/** Creates an empty database that belongs to the owner, unless it exists; only the three logins may enter it. */
export async function createDatabase(superuser: pg.Client, name = DATABASE): Promise<void> {
  const { rowCount } = await superuser.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  const database = superuser.escapeIdentifier(name);
  await superuser.query(`create database ${database} owner mingzhang_owner`);
  await superuser.query(`revoke all on database ${database} from public`);
  await superuser.query(`grant connect on database ${database} to mingzhang_app, mingzhang_families`);
}

export async function alone<T>(superuser: pg.Client, work: () => Promise<T>): Promise<T> {
  await superuser.query('select pg_advisory_lock($1)', [CREATING]);
  try {
    return await work();
  } finally {
    await superuser.query('select pg_advisory_unlock($1)', [CREATING]);
  }
}
