import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type GivenOccasion, OCCASIONS, type PasswordGiven } from './initial-password.ts';

export interface PersonRow {
  id: bigint;
  email: string;
  displayName: string;
  disabledAt: Date | null;
  mustChangePassword: boolean;
  passwordGiven?: PasswordGiven & { occasion: GivenOccasion };
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
    // The audit trail alone tells on which occasion.
    .select((eb) =>
      eb
        .selectFrom('auditEvent')
        .select('verb')
        .where('subject', '=', sql<string>`'user ' || app_user.id`)
        .where('verb', 'in', Object.keys(OCCASIONS))
        .orderBy('auditEvent.id', 'desc')
        .limit(1)
        .as('givenVerb'),
    )
    .orderBy('appUser.displayName')
    .orderBy('appUser.id')
    .execute();
  return rows.map(({ givenBy, givenAt, givenVerb, ...person }) => ({
    ...person,
    ...(givenBy &&
      givenAt && { passwordGiven: { by: givenBy, at: givenAt, occasion: OCCASIONS[givenVerb ?? ''] ?? 'first' } }),
  }));
}
