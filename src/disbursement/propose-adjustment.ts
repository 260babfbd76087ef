import { change, type Entry, enter, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { checkNames } from '#registry/check-names.ts';
import { type AdjustmentInput, checkAdjustment } from './adjustment.ts';
import { storeAdjustment } from './adjustment-rows.ts';

/** Enters a fee, interest, a write-off or a stocktake difference as a proposal for another person to approve. */
export function proposeAdjustment(
  db: Database,
  input: AdjustmentInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

export function reviseAdjustment(
  db: Database,
  actId: bigint,
  revision: number,
  input: AdjustmentInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  return change(db, entryOf(input, by), { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotAdjustment = (db: Database, input: AdjustmentInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: AdjustmentInput, by: bigint): Entry {
  const { header, unit, lotId, location } = input;
  return {
    kind: 'adjustment',
    header,
    by,
    check: checkAdjustment(input),
    checkAgainst: (tx) =>
      checkNames(tx, {
        ...header,
        units: [{ unit, field: 'unit' }],
        lots: lotId === undefined ? [] : [{ lot: lotId, unit, field: 'lotId' }],
        locations: location === undefined ? [] : [{ location, field: 'location' }],
      }),
    store: (tx, actId) => storeAdjustment(tx, actId, input),
  };
}
