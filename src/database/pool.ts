import pg from 'pg';

/** A pool that outlives its connections: the server may close any of them (restart, failover, shutdown). */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle one: the pool has dropped it already and opens another on the next query, which is where a server that stays
  // away shows itself.
  pool.on('error', () => undefined);
  // One that breaks while a transaction holds it: the query under way fails and says so to whoever asked. Without a
  // listener of its own the same event would end the whole process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
