import type { Leaf } from '#log/leaf.ts';
import { addresses } from './addresses.ts';

/** Where an entry stands on the pages; undefined for kinds that have no place there. `pageOf` finds a gift's page. */
export function entryAddress(index: bigint, leaf: Leaf, pageOf: (index: bigint) => number): string | undefined {
  switch (leaf.kind) {
    case 'intake':
      return addresses.gift(pageOf(index), index);
    case 'funding':
      return addresses.fundingReceipt(index);
    case 'disbursement':
      return addresses.disbursement(index);
    case 'appropriation':
      return addresses.appropriation(index);
    case 'adjustment':
      return addresses.adjustment(index);
    case 'listing':
      return addresses.listing(leaf.weight, index);
    case 'correction':
      return addresses.correction(index);
    case 'statement':
      return addresses.notice(leaf.notice);
    default:
      return undefined;
  }
}
