import { randomInt } from 'node:crypto';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { checkPassword, hashPassword, passwordFits } from './password.ts';
import { takeRolesForConfirmationAnew } from './roles.ts';
import { countAttempt, forgiveAttempt, letsThrough, throttled, unlockEmail } from './throttle.ts';

export interface NewAccount {
  email: string;
  displayName: string;
  password: string;
}

/**
 * Adds a person without any role; `by` is absent on the command line. The e-mail is kept in lower case. With `initial` the
 * password is one that somebody else has seen: it has to be changed.
 */
export async function addPerson(
  db: Database,
  given: NewAccount,
  by?: bigint,
  initial?: { initialPasswordBy: bigint },
): Promise<Result<bigint>> {
  const account = { ...given, email: given.email.trim().toLowerCase(), displayName: given.displayName.trim() };
  const refusals = checkAccount(account);
  if (refusals.length > 0) return refused(...refusals);
  const { email, displayName, password } = account;
  const passwordHash = await hashPassword(password);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const { id } = await tx
        .insertInto('appUser')
        .values({
          email,
          displayName,
          passwordHash,
          ...(initial && { ...initial, mustChangePassword: true, initialPasswordAt: new Date() }),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by ?? null, 'add person', `user ${id}`);
      return done(id);
    }),
  );
}

/**
 * Sets a new password and ends every session of that person. Without `by` it comes from the command line: whoever has
 * the machine has the books anyway, so roles stay.
 */
export async function setPassword(db: Database, email: string, password: string, by?: bigint): Promise<Result<bigint>> {
  const refusals = checkPassword(password, { email });
  if (refusals.length > 0) return refused(...refusals);
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const changed = await tx
      .updateTable('appUser')
      .set({
        passwordHash,
        mustChangePassword: false,
        ...(by === undefined && { initialPasswordBy: null, initialPasswordAt: null }),
      })
      .where('email', '=', email.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst();
    if (!changed) return refused({ kind: 'personUnknown', field: 'email', values: { email } });
    await tx.deleteFrom('userSession').where('userId', '=', changed.id).execute();
    await audit(tx, by ?? null, 'set password', `user ${changed.id}`);
    return done(changed.id);
  });
}

/** 80 random bits, easy to read out; it opens nothing but the page on which the person sets another. */
function newInitialPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
  return drawn.replace(/(.{4})(?=.)/g, '$1-');
}

/** What an administrator hands over to the person; shown once, stored nowhere. */
export interface InitialPassword {
  userId: bigint;
  displayName: string;
  password: string;
}

export async function addPersonWithInitialPassword(
  db: Database,
  given: Omit<NewAccount, 'password'>,
  by: bigint,
): Promise<Result<InitialPassword>> {
  const password = newInitialPassword();
  const added = await addPerson(db, { ...given, password }, by, { initialPasswordBy: by });
  if (!added.ok) return added;
  return done({ userId: added.value, displayName: given.displayName.trim(), password });
}

/**
 * A new initial password for somebody else, who is signed out everywhere and may try again at once. Whoever gave it out
 * could sign in with it: so every role waits, as that administrator's proposal, for another one's confirmation.
 */
export async function resetPassword(
  db: Database,
  { userId, by }: { userId: bigint; by: bigint },
): Promise<Result<InitialPassword>> {
  if (userId === by) return refused({ kind: 'resetOfOneself' });
  const given = await giveInitialPassword(db, { userId, by, enabling: false });
  const last = !given.ok && given.refusals.some(({ kind }) => kind === 'role_grant_two_administrators');
  return last ? refused({ kind: 'resetOfLastAdministrators' }) : given;
}

async function giveInitialPassword(
  db: Database,
  { userId, by, enabling }: { userId: bigint; by: bigint; enabling: boolean },
): Promise<Result<InitialPassword>> {
  const password = newInitialPassword();
  const passwordHash = await hashPassword(password);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      // First the person's row, behind which every new grant to them queues.
      const person = await tx
        .selectFrom('appUser')
        .select(['displayName', 'email'])
        .where('id', '=', userId)
        .where('disabledAt', enabling ? 'is not' : 'is', null)
        .forUpdate()
        .executeTakeFirst();
      if (!person) return refused({ kind: 'accountUnknown' });
      const proposeAnew = await takeRolesForConfirmationAnew(tx, { userId, by });
      await tx
        .updateTable('appUser')
        .set({
          passwordHash,
          mustChangePassword: true,
          initialPasswordBy: by,
          initialPasswordAt: new Date(),
          ...(enabling && { disabledAt: null }),
        })
        .where('id', '=', userId)
        .execute();
      await tx.deleteFrom('userSession').where('userId', '=', userId).execute();
      await unlockEmail(tx, person.email);
      await audit(tx, by, enabling ? 'enable person' : 'reset password', `user ${userId}`);
      await proposeAnew();
      return done({ userId, displayName: person.displayName, password });
    }),
  );
}

export interface PasswordChange {
  userId: bigint;
  /** The caller's network address. */
  address: string;
  current: string;
  password: string;
  again: string;
}

/** The person's own new password; every session of theirs ends, this one too. Guessing the current one is throttled. */
export async function changePassword(
  db: Database,
  { userId, address, current, password, again }: PasswordChange,
): Promise<Result<bigint>> {
  const person = await db
    .selectFrom('appUser')
    .select(['email', 'passwordHash'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!person) return refused({ kind: 'accountUnknown' });
  // Counted together with sign-ins: an open session is no second set of guesses.
  const attempt = { email: person.email, address };
  if (!(await letsThrough(db, await countAttempt(db, attempt), attempt))) return refused(throttled);
  if (!(await passwordFits(person.passwordHash, current))) {
    return refused({ kind: 'currentPasswordWrong', field: 'current' });
  }
  await forgiveAttempt(db, attempt);
  if (password !== again) return refused({ kind: 'passwordsDiffer', field: 'again' });
  if (password.normalize('NFKC') === current.normalize('NFKC'))
    return refused({ kind: 'passwordSame', field: 'password' });
  const refusals = checkPassword(password, person).map((refusal) => ({ ...refusal, field: 'password' }));
  if (refusals.length > 0) return refused(...refusals);
  return setPassword(db, person.email, password, userId);
}

/** Ends every session and takes every role away; the acts of the person stay. Two administrators remain. */
export async function disablePerson(
  db: Database,
  { userId, by }: { userId: bigint; by: bigint },
): Promise<Result<bigint>> {
  if (userId === by) return refused({ kind: 'disableOneself' });
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const person = await tx
        .updateTable('appUser')
        .set({ disabledAt: new Date() })
        .where('id', '=', userId)
        .where('disabledAt', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!person) return refused({ kind: 'accountUnknown' });
      await tx
        .updateTable('roleGrant')
        .set({ revokedBy: by, revokedAt: new Date() })
        .where('userId', '=', userId)
        .where('revokedAt', 'is', null)
        .execute();
      await tx.deleteFrom('userSession').where('userId', '=', userId).execute();
      await audit(tx, by, 'disable person', `user ${userId}`);
      return done(userId);
    }),
  );
}

/**
 * The account may be used again, with a new initial password and without a role: those are granted and confirmed anew.
 * The old password would be one that nobody vouches for.
 */
export async function enablePerson(
  db: Database,
  { userId, by }: { userId: bigint; by: bigint },
): Promise<Result<InitialPassword>> {
  if (userId === by) return refused({ kind: 'resetOfOneself' });
  return giveInitialPassword(db, { userId, by, enabling: true });
}

/** After too many failed sign-ins: lets the person try again before the time is over. */
export async function unlockPerson(
  db: Database,
  { userId, by }: { userId: bigint; by: bigint },
): Promise<Result<bigint>> {
  return inTransaction(db, async (tx) => {
    const person = await tx.selectFrom('appUser').select('email').where('id', '=', userId).executeTakeFirst();
    if (!person) return refused({ kind: 'accountUnknown' });
    await unlockEmail(tx, person.email);
    await audit(tx, by, 'unlock person', `user ${userId}`);
    return done(userId);
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
