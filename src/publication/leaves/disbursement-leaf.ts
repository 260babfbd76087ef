import type { BatchInput } from '#disbursement/batch.ts';
import type { IssueInput } from '#disbursement/issue.ts';
import { VALUATION } from '#ledger/unit.ts';
import type { Figure } from '#log/leaf.ts';
import { bookedPart, type ComposedLeaf, givenTexts, type PublishedHeader } from '../composed-leaf.ts';
import { decisionText } from './decision-text.ts';

/** The Merkle root over one hidden leaf per share, where the batch has one. */
export interface SharesOfBatch {
  root: Uint8Array;
  count: bigint;
}

/** Grants to families, as a whole: no leaf ever says more of a family than that it is one of so many. */
export function batchLeaf(header: PublishedHeader, batch: BatchInput, shares: SharesOfBatch | undefined): ComposedLeaf {
  const { unit, provenance, share } = batch;
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'disbursement',
      form: 'batch',
      ...(batch.programme !== undefined && { programme: batch.programme }),
      coHosts: batch.coHosts,
      basis: batch.basis,
      count: String(batch.headcount),
      totals: [{ unit, amount: String(batch.total), provenance }],
      ...(share !== undefined && { share: { unit, amount: String(share), provenance } }),
      ...(shares && { shares: { root: Buffer.from(shares.root).toString('base64'), count: String(shares.count) } }),
    },
    texts: givenTexts({
      title: batch.title,
      recipients: batch.recipients,
      decision: decisionText(batch.decision),
      source: header.source,
    }),
    publicFields: ['title', 'recipients', 'decision', 'source'],
  };
}

/** Goods given to an organisation that uses them. */
export function issueLeaf(header: PublishedHeader, issue: IssueInput): ComposedLeaf {
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'disbursement',
      form: 'issue',
      coHosts: [],
      receiver: issue.receiver,
      totals: totalsOf(issue),
    },
    texts: givenTexts({ purpose: issue.purpose, courierNumber: issue.courierNumber, source: header.source }),
    publicFields: ['purpose', 'source'],
  };
}

/** One figure per unit: lots and places stay in the house. */
function totalsOf({ lines }: IssueInput): Figure[] {
  const sums = new Map<string, bigint>();
  const add = (unit: string, amount: bigint) => sums.set(unit, (sums.get(unit) ?? 0n) + amount);
  for (const { unit, quantity, valueFen } of lines) {
    add(unit, quantity);
    if (valueFen !== undefined) add(VALUATION, valueFen);
  }
  return [...sums].map(([unit, amount]) => ({ unit, amount: String(amount), provenance: 'stated' }));
}
