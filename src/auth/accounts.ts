import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { checkPassword, hashPassword } from './password.ts';

export interface NewAccount {
  email: string;
  displayName: string;
  password: string;
}

/** Adds a person without any role; `by` is absent on the command line. The e-mail is kept in lower case. */
export async function addPerson(db: Database, given: NewAccount, by?: bigint): Promise<Result<bigint>> {
  const account = { ...given, email: given.email.trim().toLowerCase(), displayName: given.displayName.trim() };
  const refusals = checkAccount(account);
  if (refusals.length > 0) return refused(...refusals);
  const { email, displayName, password } = account;
  const passwordHash = await hashPassword(password);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const { id } = await tx
        .insertInto('appUser')
        .values({ email, displayName, passwordHash })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by ?? null, 'add person', `user ${id}`);
      return done(id);
    }),
  );
}

/** Sets a new password and ends every session of that person. */
export async function setPassword(db: Database, email: string, password: string, by?: bigint): Promise<Result<bigint>> {
  const refusals = checkPassword(password, { email });
  if (refusals.length > 0) return refused(...refusals);
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const changed = await tx
      .updateTable('appUser')
      .set({ passwordHash })
      .where('email', '=', email.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst();
    if (!changed) return refused({ kind: 'personUnknown', field: 'email', values: { email } });
    await tx.deleteFrom('userSession').where('userId', '=', changed.id).execute();
    await audit(tx, by ?? null, 'set password', `user ${changed.id}`);
    return done(changed.id);
  });
}

/**
 * The first two administrators, who grant and confirm everyone else's roles. Needs the owner's login, which alone may
 * give roles without another's confirmation; refused as soon as there is any administrator.
 */
export async function addFirstAdministrators(
  owner: Database,
  pair: [NewAccount, NewAccount],
): Promise<Result<bigint[]>> {
  const existing = await owner
    .selectFrom('roleGrant')
    .select('id')
    .where('role', '=', 'administrator')
    .executeTakeFirst();
  if (existing) return refused({ kind: 'administratorsExist' });
  const refusals = pair.flatMap((account, index) =>
    checkAccount(account).map((refusal) => ({ ...refusal, line: index + 1 })),
  );
  if (refusals.length > 0) return refused(...refusals);
  return refusing(() =>
    inTransaction(owner, async (tx) => {
      const ids: bigint[] = [];
      for (const { email, displayName, password } of pair) {
        const { id } = await tx
          .insertInto('appUser')
          .values({
            email: email.trim().toLowerCase(),
            displayName: displayName.trim(),
            passwordHash: await hashPassword(password),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await tx
          .insertInto('roleGrant')
          .values({ userId: id, role: 'administrator', bootstrap: true, confirmedAt: new Date() })
          .execute();
        await audit(tx, null, 'first administrator', `user ${id}`);
        ids.push(id);
      }
      return done(ids);
    }),
  );
}

function checkAccount({ email, displayName, password }: NewAccount): Refusal[] {
  const wrong: Refusal[] = [];
  if (!/^[^\s@\0]+@[^\s@\0]+\.[^\s@\0]+$/.test(email.trim()) || email.length > 254)
    wrong.push({ kind: 'emailMalformed', field: 'email', values: { email } });
  if (!displayName.trim() || displayName.includes('\0'))
    wrong.push({ kind: 'app_user_display_name_given', field: 'displayName' });
  return [...wrong, ...checkPassword(password, { email }).map((refusal) => ({ ...refusal, field: 'password' }))];
}
