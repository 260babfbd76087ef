import { decideWish, type WishDecision } from '#approval/wish.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

/** Another person's yes or no to a money account; whoever entered it may take it back. Once decided it stays so. */
export function decideMoneyAccount(db: Database, wish: WishDecision): Promise<Result<undefined>> {
  const { id, decision, by } = wish;
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<undefined>> => {
      const known = await tx.selectFrom('moneyAccount').select('id').where('id', '=', id).executeTakeFirst();
      if (!known) return refused({ kind: 'moneyAccountWishUnknown' });
      await decideWish(tx, 'moneyAccount', wish);
      await audit(tx, by, `${decision} money account`, `money-account ${id}`);
      return done(undefined);
    }),
  );
}
