import { change, type Entry, enter, enterManyWithin, enterWithin, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import { type Ask, askEachTime, askOnce } from '#database/ask-once.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { accountOfHeader, checkNames } from '#registry/check-names.ts';
import { type AdjustmentInput, checkAdjustment } from './adjustment.ts';
import { storeAdjustment } from './adjustment-rows.ts';

/** Enters a fee, interest, a write-off, a stocktake difference or a transfer as a proposal for another person to approve. */
export function proposeAdjustment(
  db: Database,
  input: AdjustmentInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

/** The same inside a transaction that does more; refuses before it writes. */
export const proposeAdjustmentWithin = (
  tx: Tx,
  input: AdjustmentInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> => enterWithin(tx, entryOf(input, by), idempotencyKey);

/** Many of them, with few statements; as enterManyWithin says. */
export function proposeAdjustmentsWithin(
  tx: Tx,
  adjustments: readonly { input: AdjustmentInput; idempotencyKey: string }[],
  by: bigint,
): Promise<Result<ProposedAct>[]> {
  const ask = askOnce();
  const entries = adjustments.map(({ input, idempotencyKey }) => ({ ...entryOf(input, by, ask), idempotencyKey }));
  return enterManyWithin(tx, 'adjustment', entries, by, async (acts) => {
    for (const { at, actId } of acts) await entries[at]?.store(tx, actId);
  });
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

function entryOf(input: AdjustmentInput, by: bigint, ask: Ask = askEachTime): Entry {
  const { header, unit, lotId, location, restriction, toMoneyAccount, toLocation } = input;
  const names = {
    ...header,
    units: [{ unit, field: 'unit' }],
    lots: lotId === undefined ? [] : [{ lot: lotId, unit, field: 'lotId' }],
    locations: [
      ...(location === undefined ? [] : [{ location, field: 'location' }]),
      ...(toLocation === undefined ? [] : [{ location: toLocation, field: 'toLocation' }]),
    ],
    moneyAccounts: [
      ...accountOfHeader(header, restriction),
      ...(toMoneyAccount === undefined ? [] : [{ moneyAccount: toMoneyAccount, restriction, field: 'toMoneyAccount' }]),
    ],
  };
  return {
    kind: 'adjustment',
    header,
    by,
    check: checkAdjustment(input),
    checkAgainst: (tx) => ask(['names', names], () => checkNames(tx, names)),
    store: (tx, actId) => storeAdjustment(tx, actId, input),
  };
}
