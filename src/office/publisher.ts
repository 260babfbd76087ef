import type { Result } from '#ledger/refusal.ts';

/** Starts a publish in a process of its own; progress is read from the table publish_run. */
export interface Publisher {
  /** `list`: digest of the list that was confirmed; another one is refused. */
  start(personId: bigint, list: string): Promise<Result<{ runId: bigint }>>;
  /** Brings the public files into line with what was hidden, shown or erased; after a publish that is running. */
  refreshTexts(): void;
  /** Since when that has failed and is tried again and again; undefined while all is well. */
  failingSince(): Date | undefined;
}
