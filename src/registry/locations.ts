import { randomUUID } from 'node:crypto';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';

/*
 * Where goods lie is the house's own matter: it never becomes public and moves nothing in the books, so one person
 * names a warehouse and the audit trail keeps who did.
 */

const LONGEST_NAME = 80;

export interface Location {
  code: string;
  name: string;
  entity: { code: string; name: string };
}

/** Every storage location, by entity and name. */
export async function listAllLocations(db: Database): Promise<Location[]> {
  const rows = await db
    .selectFrom('location')
    .innerJoin('organisation', 'organisation.code', 'location.entityCode')
    .select(['location.code', 'location.name', 'entityCode', 'organisation.name as entityName'])
    .orderBy('organisation.name')
    .orderBy('location.name')
    .execute();
  return rows.map(({ code, name, entityCode, entityName }) => ({
    code,
    name,
    entity: { code: entityCode, name: entityName },
  }));
}

/** Names a new warehouse or shelf of an accounting entity. Nobody reads its code, so the house makes one up. */
export async function addLocation(
  db: Database,
  { entity, name, by }: { entity: string; name: string; by: bigint },
): Promise<Result<{ code: string }>> {
  const wrong = checkName(name);
  if (wrong.length > 0) return refused(...wrong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const keeper = await tx
        .selectFrom('organisation')
        .innerJoin('approval', 'approval.actId', 'organisation.actId')
        .select('keepsBooks')
        .where('code', '=', entity)
        .executeTakeFirst();
      if (!keeper?.keepsBooks) return refused({ kind: 'entityUnknown', field: 'entity', values: { code: entity } });
      const code = `l-${randomUUID()}`;
      await tx.insertInto('location').values({ code, entityCode: entity, name: name.trim() }).execute();
      await audit(tx, by, 'add location', name.trim(), {});
      return done({ code });
    }),
  );
}

/** Calls a location otherwise; what lies there stays where it is. */
export async function renameLocation(
  db: Database,
  { code, name, by }: { code: string; name: string; by: bigint },
): Promise<Result<{ code: string }>> {
  const wrong = checkName(name);
  if (wrong.length > 0) return refused(...wrong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const before = await tx
        .selectFrom('location')
        .select('name')
        .where('code', '=', code)
        .forUpdate()
        .executeTakeFirst();
      if (!before) return refused({ kind: 'locationGone' });
      await tx.updateTable('location').set({ name: name.trim() }).where('code', '=', code).execute();
      await audit(tx, by, 'rename location', name.trim(), { formerName: before.name });
      return done({ code });
    }),
  );
}

const checkName = (name: string): Refusal[] =>
  name.trim() === '' || name.trim().length > LONGEST_NAME ? [{ kind: 'location_name_given', field: 'name' }] : [];
