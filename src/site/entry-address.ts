import type { Leaf } from '#log/leaf.ts';
import { addressesIn } from './addresses.ts';

/** Where an entry stands on the pages of a language; undefined for kinds that have no place there. `pageOf` finds a gift's page. */
export function entryAddress(
  index: bigint,
  leaf: Leaf,
  pageOf: (index: bigint) => number,
  locale?: string,
): string | undefined {
  const addresses = addressesIn(locale);
  switch (leaf.kind) {
    case 'intake':
      return addresses.gift(pageOf(index), index);
    case 'funding':
      return addresses.fundingReceipt(index);
    case 'purchase':
      return addresses.purchase(index);
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
