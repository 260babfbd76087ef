import type { Database } from '#database/connection.ts';
import type { PasswordGiven } from './initial-password.ts';

export interface PersonRow {
  id: bigint;
  email: string;
  displayName: string;
  disabledAt: Date | null;
  mustChangePassword: boolean;
  passwordGiven?: PasswordGiven;
}

/** Everyone who can sign in, or could. An office has tens of people. */
export async function listPeople(db: Database): Promise<PersonRow[]> {
  const rows = await db
    .selectFrom('appUser')
    .leftJoin('appUser as giver', 'giver.id', 'appUser.initialPasswordBy')
    .select([
      'appUser.id',
      'appUser.email',
      'appUser.displayName',
      'appUser.disabledAt',
      'appUser.mustChangePassword',
      'appUser.initialPasswordAt as givenAt',
      'giver.displayName as givenBy',
    ])
    .orderBy('appUser.displayName')
    .orderBy('appUser.id')
    .execute();
  return rows.map(({ givenBy, givenAt, ...person }) => ({
    ...person,
    ...(givenBy && givenAt && { passwordGiven: { by: givenBy, at: givenAt } }),
  }));
}
