import { type PurchaseInput, totalOf } from '#disbursement/purchase.ts';
import { CASH } from '#ledger/unit.ts';
import type { UnitCode } from '#log/leaf.ts';
import { bookedPart, type ComposedLeaf, givenTexts, type PublishedHeader } from '../composed-leaf.ts';

/** Goods bought with a fund's cash: what was paid, and what came for it. Offers, contract and invoice stay in the house. */
export function purchaseLeaf(header: PublishedHeader, { supplier, lines }: PurchaseInput): ComposedLeaf {
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'purchase',
      price: { unit: CASH, amount: String(totalOf(lines)), provenance: 'stated' },
      goods: lines.map(({ unit, quantity }) => ({
        unit: unit as UnitCode,
        amount: String(quantity),
        provenance: 'stated',
      })),
    },
    texts: givenTexts({ supplier, source: header.source }),
    publicFields: ['supplier', 'source'],
  };
}
