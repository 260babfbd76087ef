import type { Database, Tx } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import { getBookedHeader } from './booked-header.ts';
import type { IssueInput } from './issue.ts';

/** Writes a goods issue, or in place of what the proposal said before. */
export async function storeIssue(tx: Tx, actId: bigint, issue: IssueInput): Promise<void> {
  const row = {
    receiverCode: issue.receiver,
    restriction: issue.restriction,
    purpose: issue.purpose ?? null,
    courierNumber: issue.courierNumber ?? null,
  };
  await tx
    .insertInto('goodsIssue')
    .values({ actId, ...row })
    .onConflict((conflict) => conflict.column('actId').doUpdateSet(row))
    .execute();
  await tx.deleteFrom('goodsIssueLine').where('actId', '=', actId).execute();
  await tx
    .insertInto('goodsIssueLine')
    .values(
      issue.lines.map(({ unit, quantity, lotId, location, valueFen }, index) => ({
        actId,
        line: index + 1,
        unitCode: unit,
        quantity,
        lotId: lotId ?? null,
        locationCode: location ?? null,
        valueFen: valueFen ?? null,
      })),
    )
    .execute();
}

/** The goods issue as it was entered. */
export async function getIssue(db: Database, actId: bigint): Promise<IssueInput> {
  const row = await db.selectFrom('goodsIssue').selectAll().where('actId', '=', actId).executeTakeFirstOrThrow();
  const lines = await db.selectFrom('goodsIssueLine').selectAll().where('actId', '=', actId).orderBy('line').execute();
  return {
    header: await getBookedHeader(db, actId),
    receiver: row.receiverCode,
    restriction: row.restriction as Restriction,
    ...(row.purpose !== null && { purpose: row.purpose }),
    ...(row.courierNumber !== null && { courierNumber: row.courierNumber }),
    lines: lines.map((line) => ({
      unit: line.unitCode,
      quantity: line.quantity,
      ...(line.lotId !== null && { lotId: line.lotId }),
      ...(line.locationCode !== null && { location: line.locationCode }),
      ...(line.valueFen !== null && { valueFen: line.valueFen }),
    })),
  };
}
