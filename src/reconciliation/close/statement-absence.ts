import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import type { Day } from '#ledger/day.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { Gap } from '../statements/coverage.ts';
import { accountWithStatements } from './account-with-statements.ts';
import { storedStatements } from './statements.ts';

export const ABSENCE_REASONS = ['notInUse', 'noMovement', 'accountClosed', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Why an account has no statement of some days. */
export interface Absence {
  from: Day;
  to: Day;
  reason: AbsenceReason;
  note?: string;
  by: { id: bigint; name: string };
}

/**
 * Says why there is no statement of these days, of which no stored statement may cover any. `other` needs a note. Saying it
 * anew ends what was said before.
 */
export function explainAbsence(
  db: Database,
  absence: { moneyAccount: bigint; from: Day; to: Day; reason: AbsenceReason; note?: string; by: bigint },
): Promise<Result<undefined>> {
  const { moneyAccount, from, to, reason, by } = absence;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const account = await accountWithStatements(tx, moneyAccount);
      if (account === undefined) return refused({ kind: 'statementAccountUnknown', field: 'moneyAccount' });
      const covered = (await storedStatements(tx, moneyAccount)).find(
        (each) => each.firstDay <= to && each.lastDay >= from,
      );
      if (covered) {
        const values = { from: covered.firstDay, to: covered.lastDay };
        return refused({ kind: 'statement_absence_of_missing_days', values });
      }
      await tx
        .updateTable('statementAbsence')
        .set({ endedBy: by, endedAt: new Date() })
        .where('moneyAccountId', '=', moneyAccount)
        .where('firstDay', '<=', to)
        .where('lastDay', '>=', from)
        .where('endedAt', 'is', null)
        .execute();
      await tx
        .insertInto('statementAbsence')
        .values({
          ...{ moneyAccountId: moneyAccount, firstDay: from, lastDay: to, reason, statedBy: by },
          note: absence.note?.trim() || null,
        })
        .execute();
      await audit(tx, by, 'explain absence', account.name, { day: `${from} — ${to}` });
      return done(undefined);
    }),
  );
}

/** What was said of all days of a gap; undefined where nobody said it, or only of some of them. */
export const reasonOf = <A extends Pick<Absence, 'from' | 'to'>>(gap: Gap, said: readonly A[]): A | undefined =>
  said.find(({ from, to }) => from <= gap.from && gap.to <= to);

/** What stands of it by account, by day. */
export async function absences(db: Database, accounts: readonly bigint[]): Promise<Map<bigint, Absence[]>> {
  if (accounts.length === 0) return new Map();
  const rows = await db
    .selectFrom('statementAbsence')
    .innerJoin('appUser', 'appUser.id', 'statedBy')
    .select(['moneyAccountId', 'firstDay', 'lastDay', 'reason', 'note', 'statedBy', 'displayName'])
    .where('moneyAccountId', 'in', [...accounts])
    .where('endedAt', 'is', null)
    .orderBy('firstDay')
    .execute();
  const said = rows.map(({ moneyAccountId, firstDay, lastDay, reason, note, statedBy, displayName }) => ({
    ...{ account: moneyAccountId, from: firstDay, to: lastDay, reason: reason as AbsenceReason },
    ...(note !== null && { note }),
    by: { id: statedBy, name: displayName },
  }));
  return Map.groupBy(said, ({ account }) => account);
}
