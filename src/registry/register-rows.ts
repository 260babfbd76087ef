import type { Database, Tx } from '#database/connection.ts';
import { unitOfItem } from '#ledger/unit.ts';
import type { OrganisationKind, RegisterEntry, Subject } from './registration.ts';

const TABLE = {
  organisation: 'organisation',
  fund: 'fund',
  appeal: 'appeal',
  programme: 'programme',
  itemFamily: 'itemFamily',
  item: 'item',
} as const satisfies Record<Subject, string>;

/** Writes the entry of an act, new or in place of what it said before. An item brings its unit along. */
export async function storeEntry(tx: Tx, actId: bigint, entry: RegisterEntry): Promise<void> {
  const { subject, code } = entry;
  const before = await tx
    .selectFrom('registration')
    .select(['subject', 'code'])
    .where('actId', '=', actId)
    .executeTakeFirst();
  if (before?.subject === 'item') await dropUnitUnlessSame(tx, before.code, entry);
  if (before && before.subject !== subject) await deleteEntry(tx, actId, before.subject as Subject);
  if (before) {
    await tx.updateTable('registration').set({ subject, code }).where('actId', '=', actId).execute();
  } else {
    await tx.insertInto('registration').values({ actId, subject, code }).execute();
  }
  await writeEntry(tx, actId, entry, before?.subject === subject);
  if (entry.subject === 'item') {
    await tx
      .insertInto('unit')
      .values({ code: unitOfItem(code), kind: 'goods', scale: entry.scale, itemCode: code })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute();
  }
}

/** One statement per subject: each has a table and columns of its own. */
async function writeEntry(tx: Tx, actId: bigint, entry: RegisterEntry, there: boolean): Promise<void> {
  const { code } = entry;
  const name = entry.name.trim();
  switch (entry.subject) {
    case 'organisation': {
      const { kind, keepsBooks, parent: parentCode = null, telephone = null } = entry;
      const row = { code, name, kind, keepsBooks, parentCode, telephone };
      await (there
        ? tx.updateTable('organisation').set(row).where('actId', '=', actId)
        : tx.insertInto('organisation').values({ actId, ...row })
      ).execute();
      return;
    }
    case 'fund': {
      const row = { code, name, beganOn: entry.beganOn, purpose: entry.purpose ?? null };
      await (there
        ? tx.updateTable('fund').set(row).where('actId', '=', actId)
        : tx.insertInto('fund').values({ actId, ...row })
      ).execute();
      return;
    }
    case 'appeal': {
      const { fund: fundCode, filingNumber = null, opensOn = null, closesOn = null } = entry;
      const row = { code, name, fundCode, filingNumber, opensOn, closesOn };
      await (there
        ? tx.updateTable('appeal').set(row).where('actId', '=', actId)
        : tx.insertInto('appeal').values({ actId, ...row })
      ).execute();
      return;
    }
    case 'programme': {
      const row = { code, name, fundCode: entry.fund };
      await (there
        ? tx.updateTable('programme').set(row).where('actId', '=', actId)
        : tx.insertInto('programme').values({ actId, ...row })
      ).execute();
      return;
    }
    case 'itemFamily': {
      const row = { code, name, measure: entry.measure.trim() };
      await (there
        ? tx.updateTable('itemFamily').set(row).where('actId', '=', actId)
        : tx.insertInto('itemFamily').values({ actId, ...row })
      ).execute();
      return;
    }
    case 'item': {
      const { standard = null, scale, family: familyCode = null } = entry;
      const row = { code, name, standard, measure: entry.measure.trim(), scale, familyCode };
      await (there
        ? tx.updateTable('item').set(row).where('actId', '=', actId)
        : tx.insertInto('item').values({ actId, ...row })
      ).execute();
      return;
    }
  }
}

/** Frees what an entry had taken. Fails by foreign key where something names it already. */
export async function deleteEntry(tx: Tx, actId: bigint, subject: Subject): Promise<void> {
  if (subject === 'item') {
    const mine = tx.selectFrom('item').select('code').where('actId', '=', actId);
    await tx.deleteFrom('unit').where('itemCode', 'in', mine).execute();
  }
  await tx.deleteFrom(TABLE[subject]).where('actId', '=', actId).execute();
}

/** A unit is never updated: another code or scale is another unit. */
async function dropUnitUnlessSame(tx: Tx, itemCode: string, entry: RegisterEntry): Promise<void> {
  const unit = await tx.selectFrom('unit').select('scale').where('itemCode', '=', itemCode).executeTakeFirst();
  if (entry.subject === 'item' && entry.code === itemCode && entry.scale === unit?.scale) return;
  await tx.deleteFrom('unit').where('itemCode', '=', itemCode).execute();
}

/** What a registration says, as it was typed; undefined once it was withdrawn and its code freed. */
export async function findEntry(db: Database, actId: bigint, subject: Subject): Promise<RegisterEntry | undefined> {
  switch (subject) {
    case 'organisation': {
      const row = await db.selectFrom('organisation').selectAll().where('actId', '=', actId).executeTakeFirst();
      return (
        row && {
          subject,
          code: row.code,
          name: row.name,
          kind: row.kind as OrganisationKind,
          keepsBooks: row.keepsBooks,
          ...(row.parentCode !== null && { parent: row.parentCode }),
          ...(row.telephone !== null && { telephone: row.telephone }),
        }
      );
    }
    case 'fund': {
      const row = await db.selectFrom('fund').selectAll().where('actId', '=', actId).executeTakeFirst();
      const purpose = row?.purpose ?? undefined;
      return row && { subject, code: row.code, name: row.name, beganOn: row.beganOn, ...(purpose && { purpose }) };
    }
    case 'appeal': {
      const row = await db.selectFrom('appeal').selectAll().where('actId', '=', actId).executeTakeFirst();
      return (
        row && {
          subject,
          code: row.code,
          name: row.name,
          fund: row.fundCode,
          ...(row.filingNumber !== null && { filingNumber: row.filingNumber }),
          ...(row.opensOn !== null && { opensOn: row.opensOn }),
          ...(row.closesOn !== null && { closesOn: row.closesOn }),
        }
      );
    }
    case 'programme': {
      const row = await db.selectFrom('programme').selectAll().where('actId', '=', actId).executeTakeFirst();
      return row && { subject, code: row.code, name: row.name, fund: row.fundCode };
    }
    case 'itemFamily': {
      const row = await db.selectFrom('itemFamily').selectAll().where('actId', '=', actId).executeTakeFirst();
      return row && { subject, code: row.code, name: row.name, measure: row.measure };
    }
    case 'item': {
      const row = await db.selectFrom('item').selectAll().where('actId', '=', actId).executeTakeFirst();
      return (
        row && {
          subject,
          code: row.code,
          name: row.name,
          measure: row.measure,
          scale: row.scale,
          ...(row.standard !== null && { standard: row.standard }),
          ...(row.familyCode !== null && { family: row.familyCode }),
        }
      );
    }
  }
}
