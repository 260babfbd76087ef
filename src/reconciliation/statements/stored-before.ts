import type { Database, Tx } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';

/** That the same bytes were stored for the account already, by whom and when. */
export async function storedBefore(
  db: Database | Tx,
  { moneyAccountId, sha256 }: { moneyAccountId: bigint; sha256: Uint8Array },
): Promise<Refusal | undefined> {
  const before = await db
    .selectFrom('statementFile')
    .innerJoin('appUser', 'appUser.id', 'statementFile.storedBy')
    .select(['statementFile.id', 'displayName', 'storedAt'])
    .where('moneyAccountId', '=', moneyAccountId)
    .where('sha256', '=', Buffer.from(sha256))
    .where('state', '=', 'stored')
    .executeTakeFirst();
  if (!before?.storedAt) return undefined;
  const at = new Date(before.storedAt.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');
  return { kind: 'statementFileStoredBefore', values: { by: before.displayName, at } };
}

const SHANGHAI_MS = 8 * 3_600_000;
