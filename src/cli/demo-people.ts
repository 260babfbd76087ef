import { randomInt } from 'node:crypto';
import { addFirstAdministrators, addPerson, setPassword } from '#auth/accounts.ts';
import type { Role } from '#auth/role.ts';
import { confirmRole, grantRole } from '#auth/roles.ts';
import { type Database, openDatabase } from '#database/connection.ts';
import { cast } from '../../db/samples/cast.ts';

export interface DemoUser {
  role: Role;
  email: string;
  password: string;
}

/** Easy to type from a screen, 16 symbols of 31: about 79 bits. */
const SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789';

const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('')).join(
    '-',
  );

/**
 * The cast as users of this database: made the way real ones are (two administrators from the command line, every role
 * granted by one and confirmed by the other). `known` are passwords from an earlier run; lost ones are set anew.
 */
export async function settleCast(ownerUrl: string, db: Database, known: readonly DemoUser[]): Promise<DemoUser[]> {
  const people = cast.map(({ role, email, displayName }) => {
    const password = known.find((user) => user.email === email)?.password;
    return { role, email, displayName, password: password ?? newPassword(), lost: password === undefined };
  });
  const present = new Set((await db.selectFrom('appUser').select('email').execute()).map(({ email }) => email));
  const administrators = people.filter(({ role }) => role === 'administrator');
  const [first, second] = administrators;
  if (first === undefined || second === undefined) throw new Error('the cast needs two administrators');
  if (!present.has(first.email)) {
    const owner = openDatabase(ownerUrl, { max: 1 });
    try {
      succeed(await addFirstAdministrators(owner, [first, second]));
    } finally {
      await owner.destroy();
    }
  }
  for (const person of people) {
    if (present.has(person.email)) {
      if (person.lost) succeed(await setPassword(db, person.email, person.password));
    } else if (person.role !== 'administrator') {
      succeed(await addPerson(db, person));
    }
  }
  await grantMissingRoles(db, people, [first.email, second.email]);
  return people.map(({ role, email, password }) => ({ role, email, password }));
}

async function grantMissingRoles(
  db: Database,
  people: readonly { role: Role; email: string }[],
  [granter, confirmer]: [string, string],
): Promise<void> {
  const ids = await idsByEmail(db);
  for (const { role, email } of people) {
    const userId = ids(email);
    const grant = await db
      .selectFrom('roleGrant')
      .select(['id', 'confirmedAt'])
      .where('userId', '=', userId)
      .where('role', '=', role)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (grant?.confirmedAt) continue;
    const grantId = grant?.id ?? succeed(await grantRole(db, { userId, role, by: ids(granter) }));
    succeed(await confirmRole(db, { grantId, by: ids(confirmer) }));
  }
}

/** The name that the cast gives a user, for the list beside the role. */
export const nameInCast = ({ email }: DemoUser): string =>
  cast.find((person) => person.email === email)?.displayName ?? '';

/** Looks users up by e-mail; throws for one that is not there. */
export async function idsByEmail(db: Database): Promise<(email: string) => bigint> {
  const rows = await db.selectFrom('appUser').select(['id', 'email']).execute();
  return (email) => {
    const row = rows.find((user) => user.email === email);
    if (!row) throw new Error(`there is no user ${email}`);
    return row.id;
  };
}

function succeed<T>(result: { ok: true; value: T } | { ok: false; refusals: readonly { kind: string }[] }): T {
  if (result.ok) return result.value;
  throw new Error(`the demonstration's cast was refused: ${result.refusals.map(({ kind }) => kind).join(', ')}`);
}
