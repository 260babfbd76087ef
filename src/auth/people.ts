import type { Database } from '#database/connection.ts';

export interface PersonRow {
  id: bigint;
  email: string;
  displayName: string;
  disabledAt: Date | null;
}

/** Everyone who can sign in, or could. An office has tens of people. */
export function listPeople(db: Database): Promise<PersonRow[]> {
  return db
    .selectFrom('appUser')
    .select(['id', 'email', 'displayName', 'disabledAt'])
    .orderBy('displayName')
    .orderBy('id')
    .execute();
}
