import { headerOf } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import type { LineProvenance } from './donation.ts';
import type { FundingInput, FundingSource } from './funding.ts';

export type FundingRecord = FundingInput & { actId: bigint };

export async function getFunding(db: Database, actId: bigint): Promise<FundingRecord> {
  const row = await db
    .selectFrom('funding')
    .innerJoin('act', 'act.id', 'funding.actId')
    .select(['entityCode', 'fundCode', 'stream', 'occurredPrecision', 'occurredFrom', 'occurredTo'])
    .select(['sourceReference', 'act.source', 'note', 'moneyAccountId'])
    .select(['funding.source as fundingSource', 'payer', 'amountFen', 'provenance', 'asStated'])
    .where('funding.actId', '=', actId)
    .executeTakeFirstOrThrow();
  const header = headerOf(row);
  return {
    actId,
    header: { ...header, entity: header.entity ?? '', fund: header.fund ?? '' },
    source: row.fundingSource as FundingSource,
    amountFen: row.amountFen,
    provenance: row.provenance as LineProvenance,
    ...(row.payer !== null && { payer: row.payer }),
    ...(row.asStated !== null && { asStated: row.asStated }),
  };
}
