import type { Role } from '#auth/role.ts';
import type { Database } from '#database/connection.ts';

/** A person with standing roles and a password nobody knows; answers the user's id. */
export async function insertPerson(owner: Database, name: string, roles: Role[] = []): Promise<bigint> {
  const { id } = await owner
    .insertInto('appUser')
    .values({ email: `${crypto.randomUUID()}@example.org`, displayName: name, passwordHash: 'none' })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const role of roles) {
    await owner
      .insertInto('roleGrant')
      .values({ userId: id, role, bootstrap: true, confirmedAt: new Date() })
      .execute();
  }
  return id;
}
