import type { Database } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';

/** The ledger accounts of the money accounts an act names: where its cash lies, and where a transfer takes it. */
export interface KeptIn {
  own?: AccountCode;
  to?: AccountCode;
}

export async function keptInOf(db: Database, actId: bigint): Promise<KeptIn> {
  const row = await db
    .selectFrom('act')
    .leftJoin('moneyAccount as own', 'own.id', 'act.moneyAccountId')
    .leftJoin('adjustment', 'adjustment.actId', 'act.id')
    .leftJoin('moneyAccount as to', 'to.id', 'adjustment.toMoneyAccountId')
    .select(['own.accountCode as ownCode', 'to.accountCode as toCode'])
    .where('act.id', '=', actId)
    .executeTakeFirstOrThrow();
  return {
    ...(row.ownCode !== null && { own: row.ownCode as AccountCode }),
    ...(row.toCode !== null && { to: row.toCode as AccountCode }),
  };
}
