import type { BookedLeaf, CorrectionLeaf, Leaf } from '#log/leaf.ts';
import { type ComposedLeaf, givenTexts } from '../composed-leaf.ts';

/** Voids a published leaf: the negative of its postings, the reason as a code, the words outside. */
export function correctionLeaf(
  act: { actId: bigint; number: string },
  voids: { index: bigint; leaf: Leaf },
  reversal: { reasonCode: CorrectionLeaf['reason']; reason: string },
  privateNames: readonly string[],
): ComposedLeaf {
  return {
    actId: act.actId,
    leaf: {
      v: 1,
      kind: 'correction',
      number: act.number,
      voids: String(voids.index),
      reason: reversal.reasonCode,
      ...negativeOf(voids.leaf),
    },
    texts: givenTexts({ reason: reversal.reason }),
    publicFields: ['reason'],
    privateNames,
  };
}

function negativeOf(leaf: Leaf): Pick<CorrectionLeaf, 'postings'> & Partial<CorrectionLeaf> {
  if (!isBooked(leaf)) return { postings: [] };
  const { entity, fund, stream } = leaf;
  const postings = leaf.postings.map((posting) => ({ ...posting, amount: String(-BigInt(posting.amount)) }));
  return { entity, fund, stream, postings };
}

const isBooked = (leaf: Leaf): leaf is BookedLeaf => 'confirmedBy' in leaf && 'postings' in leaf;
