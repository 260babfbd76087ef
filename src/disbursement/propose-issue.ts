import { change, type Entry, enter, enterWithin, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { checkNames } from '#registry/check-names.ts';
import { checkIssue, type IssueInput } from './issue.ts';
import { storeIssue } from './issue-rows.ts';

/** Enters goods leaving stock as a proposal for another person to approve. */
export function proposeIssue(
  db: Database,
  input: IssueInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

/** The same inside a transaction that does more; refuses before it writes. */
export const proposeIssueWithin = (
  tx: Tx,
  input: IssueInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> => enterWithin(tx, entryOf(input, by), idempotencyKey);

export function reviseIssue(
  db: Database,
  actId: bigint,
  revision: number,
  input: IssueInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  return change(db, entryOf(input, by), { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotIssue = (db: Database, input: IssueInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: IssueInput, by: bigint): Entry {
  const { header, receiver, lines } = input;
  return {
    kind: 'issue',
    header,
    by,
    check: checkIssue(input),
    checkAgainst: (tx) =>
      checkNames(tx, {
        ...header,
        organisations: [{ code: receiver, field: 'receiver' }],
        units: lines.map(({ unit }, index) => ({ unit, field: 'unit', line: index + 1 })),
        lots: lines.flatMap(({ lotId, unit }, index) =>
          lotId === undefined ? [] : [{ lot: lotId, unit, field: 'lotId', line: index + 1 }],
        ),
        locations: lines.flatMap(({ location }, index) =>
          location === undefined ? [] : [{ location, field: 'location', line: index + 1 }],
        ),
      }),
    store: (tx, actId) => storeIssue(tx, actId, input),
  };
}
