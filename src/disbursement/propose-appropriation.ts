import { change, type Entry, enter, enterWithin, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { accountOfHeader, checkNames } from '#registry/check-names.ts';
import { type AppropriationInput, checkAppropriation } from './appropriation.ts';
import { storeAppropriation } from './appropriation-rows.ts';

/** Enters an allotment, a report or a remainder as a proposal for another person to approve. */
export function proposeAppropriation(
  db: Database,
  input: AppropriationInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

/** The same inside a transaction that does more; refuses before it writes. */
export const proposeAppropriationWithin = (
  tx: Tx,
  input: AppropriationInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> => enterWithin(tx, entryOf(input, by), idempotencyKey);

export function reviseAppropriation(
  db: Database,
  actId: bigint,
  revision: number,
  input: AppropriationInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  return change(db, entryOf(input, by), { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotAppropriation = (db: Database, input: AppropriationInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: AppropriationInput, by: bigint): Entry {
  const { header, items, restriction } = input;
  return {
    kind: 'appropriation',
    header,
    by,
    check: checkAppropriation(input),
    checkAgainst: (tx) =>
      checkNames(tx, {
        ...header,
        organisations: items.map(({ receiver }, index) => ({ code: receiver, field: 'receiver', line: index + 1 })),
        units: items.map(({ unit }, index) => ({ unit, field: 'unit', line: index + 1 })),
        moneyAccounts: accountOfHeader(header, restriction),
      }),
    store: (tx, actId) => storeAppropriation(tx, actId, input),
  };
}
