import type { AppropriationInput } from '#disbursement/appropriation.ts';
import { bookedPart, type ComposedLeaf, givenTexts, type PublishedHeader } from '../composed-leaf.ts';
import { decisionText } from './decision-text.ts';

/** Money passed to organisations, their reports and returns: 拨付, not yet 发放. */
export function appropriationLeaf(header: PublishedHeader, appropriation: AppropriationInput): ComposedLeaf {
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'appropriation',
      direction: appropriation.direction,
      allotment: String(appropriation.allotment),
      items: appropriation.items.map(({ receiver, receivers, form, unit, amount, provenance }) => ({
        receiver,
        ...(receivers !== undefined && { receivers: String(receivers) }),
        form,
        unit,
        amount: String(amount),
        provenance,
      })),
    },
    texts: givenTexts({
      purpose: [appropriation.purpose, ...appropriation.items.map(({ purpose }) => purpose)]
        .filter((purpose, place, all) => purpose && all.indexOf(purpose) === place)
        .join('；'),
      decision: decisionText(appropriation.decision),
      source: header.source,
    }),
    publicFields: ['purpose', 'decision', 'source'],
  };
}
