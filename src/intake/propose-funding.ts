import { change, type Entry, enter, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { accountOfHeader, checkNames } from '#registry/check-names.ts';
import { checkFunding, type FundingInput } from './funding.ts';

/** Enters money that is not a donation as a proposal for another person to approve. */
export function proposeFunding(
  db: Database,
  input: FundingInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  const row = fundingColumns(input);
  const entry: Entry = {
    ...entryOf(input, by),
    store: async (tx, actId) => {
      await tx
        .insertInto('funding')
        .values({ actId, ...row })
        .execute();
    },
  };
  return enter(db, entry, idempotencyKey);
}

export function reviseFunding(
  db: Database,
  actId: bigint,
  revision: number,
  input: FundingInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  const entry: Entry = {
    ...entryOf(input, by),
    store: async (tx) => {
      await tx.updateTable('funding').set(fundingColumns(input)).where('actId', '=', actId).execute();
    },
  };
  return change(db, entry, { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotFunding = (db: Database, input: FundingInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: FundingInput, by: bigint): Omit<Entry, 'store'> {
  const { entity, fund, occurred } = input.header;
  return {
    kind: 'funding',
    header: { ...input.header, stream: 'funding' },
    by,
    check: checkFunding(input),
    checkAgainst: (tx) =>
      checkNames(tx, { entity, fund, occurred, moneyAccounts: accountOfHeader(input.header, 'restricted') }),
  };
}

function fundingColumns({ source, payer, amountFen, provenance, asStated }: FundingInput) {
  return { source, payer: payer ?? null, amountFen, provenance, asStated: asStated ?? null };
}
