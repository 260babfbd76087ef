import { headerOf } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import type { LineProvenance } from './donation.ts';
import type { Display, DonorKind } from './donor.ts';
import {
  type ListingCategory,
  type ListingDirection,
  type ListingInput,
  type ListingWeight,
  publicParty,
} from './listing.ts';

export interface ListingRecord extends ListingInput {
  actId: bigint;
  /** The party as the public sees it. */
  shownParty?: string;
}

export async function getListing(db: Database, actId: bigint): Promise<ListingRecord> {
  const row = await db
    .selectFrom('listing')
    .innerJoin('act', 'act.id', 'listing.actId')
    .selectAll('listing')
    .select(['entityCode', 'fundCode', 'stream', 'occurredPrecision', 'occurredFrom', 'occurredTo'])
    .select(['sourceReference', 'source', 'note', 'moneyAccountId'])
    .where('listing.actId', '=', actId)
    .executeTakeFirstOrThrow();
  const amounts = await db.selectFrom('listingAmount').selectAll().where('actId', '=', actId).orderBy('line').execute();
  const display = row.display as Display;
  const party = row.party === null ? {} : { party: row.party, partyKind: row.partyKind as DonorKind };
  const shownParty = publicParty({ ...party, display });
  return {
    actId,
    header: headerOf(row),
    weight: row.weight as ListingWeight,
    category: row.category as ListingCategory,
    direction: row.direction as ListingDirection,
    title: row.title,
    display,
    amounts: amounts.map(({ unitCode, amount, provenance, asStated }) => ({
      unit: unitCode,
      amount,
      provenance: provenance as LineProvenance,
      ...(asStated !== null && { asStated }),
    })),
    ...party,
    ...(row.consentEvidence !== null && {
      consent: {
        evidence: row.consentEvidence,
        byGuardian: row.consentByGuardian,
        ...(row.consentOn !== null && { givenOn: row.consentOn }),
      },
    }),
    ...(shownParty !== undefined && { shownParty }),
    ...(row.beneficiary !== null && { beneficiary: row.beneficiary }),
    ...(row.content !== null && { content: row.content }),
    ...(row.headcount !== null && { headcount: row.headcount }),
    ...(row.basis !== null && { basis: row.basis as 'household' | 'person' }),
    ...(row.pathNote !== null && { pathNote: row.pathNote }),
  };
}
