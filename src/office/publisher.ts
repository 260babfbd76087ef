import type { Result } from '#ledger/refusal.ts';

/** Starts a publish in the server's process; progress is read from the table publish_run. */
export interface Publisher {
  start(personId: bigint): Promise<Result<{ runId: bigint }>>;
}
