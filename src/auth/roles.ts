import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { Role } from './role.ts';

/**
 * Roles are given by one administrator and count once another confirmed them. Who may do so, and which roles do not meet
 * in one person, the database holds (role_grant_…), so these functions only write and translate.
 */
export async function grantRole(
  db: Database,
  grant: { userId: bigint; role: Role; by: bigint },
): Promise<Result<bigint>> {
  const { userId, role, by } = grant;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const { id } = await tx
        .insertInto('roleGrant')
        .values({ userId, role, grantedBy: by })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by, 'grant role', `user ${userId}`, { role });
      return done(id);
    }),
  );
}

export async function confirmRole(
  db: Database,
  { grantId, by }: { grantId: bigint; by: bigint },
): Promise<Result<bigint>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const grant = await tx
        .updateTable('roleGrant')
        .set({ confirmedBy: by, confirmedAt: new Date() })
        .where('id', '=', grantId)
        .returning(['userId', 'role'])
        .executeTakeFirst();
      if (!grant) return refused({ kind: 'grantUnknown' });
      await audit(tx, by, 'confirm role', `user ${grant.userId}`, { role: grant.role });
      return done(grantId);
    }),
  );
}

/** One administrator is enough to take a role away, confirmed or not. */
export async function revokeRole(
  db: Database,
  { grantId, by }: { grantId: bigint; by: bigint },
): Promise<Result<bigint>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const grant = await tx
        .updateTable('roleGrant')
        .set({ revokedBy: by, revokedAt: new Date() })
        .where('id', '=', grantId)
        .returning(['userId', 'role'])
        .executeTakeFirst();
      if (!grant) return refused({ kind: 'grantUnknown' });
      await audit(tx, by, 'revoke role', `user ${grant.userId}`, { role: grant.role });
      return done(grantId);
    }),
  );
}

/**
 * Takes every role of a person away, awaiting ones too; the answer proposes the same ones anew by the same
 * administrator, whom the database then keeps from confirming them. In between comes the new password.
 */
export async function takeRolesForConfirmationAnew(
  tx: Tx,
  { userId, by }: { userId: bigint; by: bigint },
): Promise<() => Promise<void>> {
  const taken = await tx
    .updateTable('roleGrant')
    .set({ revokedBy: by, revokedAt: new Date() })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .returning('role')
    .execute();
  for (const { role } of taken) await audit(tx, by, 'revoke role', `user ${userId}`, { role });
  return async () => {
    for (const { role } of taken) {
      await tx.insertInto('roleGrant').values({ userId, role, grantedBy: by }).execute();
      await audit(tx, by, 'grant role', `user ${userId}`, { role });
    }
  };
}

export interface Grant {
  id: bigint;
  userId: bigint;
  role: Role;
  grantedBy?: bigint;
  confirmed: boolean;
}

/** Roles that were not taken away, the unconfirmed ones too. */
export async function listGrants(db: Database): Promise<Grant[]> {
  const rows = await db
    .selectFrom('roleGrant')
    .select(['id', 'userId', 'role', 'grantedBy', 'confirmedAt'])
    .where('revokedAt', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ grantedBy, confirmedAt, role, ...grant }) => ({
    ...grant,
    role: role as Role,
    confirmed: confirmedAt !== null,
    ...(grantedBy !== null && { grantedBy }),
  }));
}
