import { change, type Entry, enter, enterWithin, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { accountOfHeader, checkNames } from '#registry/check-names.ts';
import { checkPurchase, type PurchaseInput } from './purchase.ts';
import { storePurchase } from './purchase-rows.ts';

/** Enters goods bought with a fund's cash as a proposal for another person to approve. */
export function proposePurchase(
  db: Database,
  input: PurchaseInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

/** The same inside a transaction that does more; refuses before it writes. */
export const proposePurchaseWithin = (
  tx: Tx,
  input: PurchaseInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> => enterWithin(tx, entryOf(input, by), idempotencyKey);

export function revisePurchase(
  db: Database,
  actId: bigint,
  revision: number,
  input: PurchaseInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  return change(db, entryOf(input, by), { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotPurchase = (db: Database, input: PurchaseInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: PurchaseInput, by: bigint): Entry {
  const { header, restriction, lines } = input;
  return {
    kind: 'purchase',
    header,
    by,
    check: checkPurchase(input),
    checkAgainst: (tx) =>
      checkNames(tx, {
        ...header,
        units: lines.map(({ unit }, index) => ({ unit, field: 'unit', line: index + 1 })),
        locations: lines.flatMap(({ location }, index) =>
          location === undefined ? [] : [{ location, field: 'location', line: index + 1 }],
        ),
        moneyAccounts: accountOfHeader(header, restriction),
      }),
    store: (tx, actId) => storePurchase(tx, actId, input),
  };
}
