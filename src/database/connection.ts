import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import { openPool } from './pool.ts';
import type { DB } from './schema.generated.ts';
import { values } from './values.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;

/** A pool of connections to one login. Close it with `destroy()`. */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = openPool({
    connectionString: url,
    max: options.max ?? 10,
    types: values,
    application_name: 'mingzhang',
    // A connection has to learn the schema before it plans a query: half of the time of a page. People think for longer
    // than the ten seconds after which pg would close it.
    idleTimeoutMillis: 600_000,
    // A request that hangs must not keep its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 60_000,
  });
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
