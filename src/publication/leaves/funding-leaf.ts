import type { FundingRecord } from '#intake/funding-queries.ts';
import { CASH } from '#ledger/unit.ts';
import { bookedPart, type ComposedLeaf, givenTexts, type PublishedHeader } from '../composed-leaf.ts';

/** Money that is not a donation, in a stream of its own. */
export function fundingLeaf(header: PublishedHeader, funding: FundingRecord): ComposedLeaf {
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'funding',
      source: funding.source,
      total: { unit: CASH, amount: String(funding.amountFen), provenance: funding.provenance },
    },
    texts: givenTexts({ payer: funding.payer, asStated: funding.asStated, source: header.source }),
    publicFields: ['payer', 'asStated', 'source'],
  };
}
