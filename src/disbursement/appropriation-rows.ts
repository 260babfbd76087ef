import type { Database, Tx } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { AppropriationInput, Direction, Form } from './appropriation.ts';
import { decisionColumns, decisionOf, getBookedHeader, type Provenance } from './booked-header.ts';

/** Writes an appropriation, or in place of what the proposal said before. */
export async function storeAppropriation(tx: Tx, actId: bigint, appropriation: AppropriationInput): Promise<void> {
  const { direction, allotment, purpose, restriction, decision, items } = appropriation;
  const row = { direction, allotment, purpose: purpose.trim(), restriction, ...decisionColumns(decision) };
  await tx
    .insertInto('appropriation')
    .values({ actId, ...row })
    .onConflict((conflict) => conflict.column('actId').doUpdateSet(row))
    .execute();
  await tx.deleteFrom('appropriationItem').where('actId', '=', actId).execute();
  await tx
    .insertInto('appropriationItem')
    .values(
      items.map((item, index) => ({
        actId,
        line: index + 1,
        receiverCode: item.receiver,
        receivers: item.receivers ?? null,
        form: item.form,
        unitCode: item.unit,
        amount: item.amount,
        provenance: item.provenance,
        purpose: item.purpose ?? null,
      })),
    )
    .execute();
}

/** The appropriation as it was entered. */
export async function getAppropriation(db: Database, actId: bigint): Promise<AppropriationInput> {
  const row = await db.selectFrom('appropriation').selectAll().where('actId', '=', actId).executeTakeFirstOrThrow();
  const items = await db
    .selectFrom('appropriationItem')
    .selectAll()
    .where('actId', '=', actId)
    .orderBy('line')
    .execute();
  return {
    header: await getBookedHeader(db, actId),
    direction: row.direction as Direction,
    allotment: row.allotment,
    purpose: row.purpose,
    restriction: row.restriction as Restriction,
    ...decisionOf(row),
    items: items.map((item) => ({
      receiver: item.receiverCode,
      ...(item.receivers !== null && { receivers: item.receivers }),
      form: item.form as Form,
      unit: item.unitCode,
      amount: item.amount,
      provenance: item.provenance as Provenance,
      ...(item.purpose !== null && { purpose: item.purpose }),
    })),
  };
}
