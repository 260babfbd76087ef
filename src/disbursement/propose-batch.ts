import { change, type Entry, enter, enterWithin, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { accountOfHeader, checkNames } from '#registry/check-names.ts';
import { type BatchInput, checkBatch } from './batch.ts';
import { storeBatch } from './batch-rows.ts';

/** Enters grants to families as a proposal for another person to approve. */
export function proposeBatch(
  db: Database,
  input: BatchInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

/** The same inside a transaction that does more; refuses before it writes. */
export const proposeBatchWithin = (
  tx: Tx,
  input: BatchInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> => enterWithin(tx, entryOf(input, by), idempotencyKey);

export function reviseBatch(
  db: Database,
  actId: bigint,
  revision: number,
  input: BatchInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  return change(db, entryOf(input, by), { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotBatch = (db: Database, input: BatchInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: BatchInput, by: bigint): Entry {
  const { header, programme, unit, coHosts, restriction } = input;
  return {
    kind: 'batch',
    header,
    by,
    check: checkBatch(input),
    checkAgainst: (tx) =>
      checkNames(tx, {
        ...header,
        programme,
        units: [{ unit, field: 'unit' }],
        organisations: coHosts.map((code) => ({ code, field: 'coHosts' })),
        moneyAccounts: accountOfHeader(header, restriction),
      }),
    store: (tx, actId) => storeBatch(tx, actId, input),
  };
}
