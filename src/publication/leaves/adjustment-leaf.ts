import type { AdjustmentInput } from '#disbursement/adjustment.ts';
import { bookedPart, type ComposedLeaf, givenTexts, type PublishedHeader } from '../composed-leaf.ts';

/** Fee, interest, write-off, stocktake difference. */
export function adjustmentLeaf(header: PublishedHeader, adjustment: AdjustmentInput): ComposedLeaf {
  const { reason, unit, amount, explanation } = adjustment;
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'adjustment',
      reason,
      total: { unit, amount: String(amount), provenance: 'stated' },
    },
    texts: givenTexts({ explanation, source: header.source }),
    publicFields: ['explanation', 'source'],
  };
}
