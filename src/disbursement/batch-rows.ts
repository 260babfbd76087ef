import type { Database, Tx } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { Basis, BatchInput } from './batch.ts';
import { decisionColumns, decisionOf, getBookedHeader, type Provenance } from './booked-header.ts';

/** Writes a batch, or in place of what the proposal said before. */
export async function storeBatch(tx: Tx, actId: bigint, batch: BatchInput): Promise<void> {
  const row = {
    title: batch.title.trim(),
    programmeCode: batch.programme ?? null,
    basis: batch.basis,
    headcount: batch.headcount,
    unitCode: batch.unit,
    shareAmount: batch.share ?? null,
    totalAmount: batch.total,
    provenance: batch.provenance,
    restriction: batch.restriction,
    recipients: batch.recipients.trim(),
    ...decisionColumns(batch.decision),
  };
  await tx
    .insertInto('batch')
    .values({ actId, ...row })
    .onConflict((conflict) => conflict.column('actId').doUpdateSet(row))
    .execute();
  await tx.deleteFrom('batchCoHost').where('actId', '=', actId).execute();
  if (batch.coHosts.length === 0) return;
  await tx
    .insertInto('batchCoHost')
    .values(batch.coHosts.map((organisationCode) => ({ actId, organisationCode })))
    .execute();
}

/** The batch as it was entered. */
export async function getBatch(db: Database, actId: bigint): Promise<BatchInput> {
  const row = await db.selectFrom('batch').selectAll().where('actId', '=', actId).executeTakeFirstOrThrow();
  const coHosts = await db
    .selectFrom('batchCoHost')
    .select('organisationCode')
    .where('actId', '=', actId)
    .orderBy('organisationCode')
    .execute();
  return {
    header: await getBookedHeader(db, actId),
    title: row.title,
    ...(row.programmeCode !== null && { programme: row.programmeCode }),
    basis: row.basis as Basis,
    headcount: row.headcount,
    unit: row.unitCode,
    ...(row.shareAmount !== null && { share: row.shareAmount }),
    total: row.totalAmount,
    provenance: row.provenance as Provenance,
    restriction: row.restriction as Restriction,
    recipients: row.recipients,
    ...decisionOf(row),
    coHosts: coHosts.map(({ organisationCode }) => organisationCode),
  };
}
