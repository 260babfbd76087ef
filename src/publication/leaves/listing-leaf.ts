import type { ListingRecord } from '#intake/listing-queries.ts';
import { privateNames } from '#intake/private-names.ts';
import type { ConfirmedBy } from '#log/leaf.ts';
import { type ComposedLeaf, givenTexts, leafDate } from '../composed-leaf.ts';

/** What was only witnessed or reported: listed with its source, in no total. */
export function listingLeaf(
  act: { actId: bigint; number: string; confirmedBy: ConfirmedBy[] },
  listing: ListingRecord,
): ComposedLeaf {
  const { header } = listing;
  return {
    actId: act.actId,
    leaf: {
      v: 1,
      kind: 'listing',
      number: act.number,
      ...(header.entity !== undefined && { entity: header.entity }),
      ...(header.fund !== undefined && { fund: header.fund }),
      date: leafDate(header.occurred),
      weight: listing.weight,
      category: listing.category,
      direction: listing.direction,
      figures: listing.amounts.map(({ unit, amount, provenance }) => ({ unit, amount: String(amount), provenance })),
      ...(listing.basis !== undefined && { basis: listing.basis }),
      ...(listing.headcount !== undefined && { count: String(listing.headcount) }),
      confirmedBy: act.confirmedBy,
    },
    texts: givenTexts({
      title: listing.title,
      party: listing.shownParty,
      beneficiary: listing.beneficiary,
      content: listing.content,
      asStated: listing.amounts.flatMap(({ asStated }) => (asStated?.trim() ? [asStated.trim()] : [])).join('；'),
      pathNote: listing.pathNote,
      source: header.source,
    }),
    publicFields: ['title', 'party', 'beneficiary', 'content', 'asStated', 'pathNote', 'source'],
    privateNames: privateNames({ legalName: listing.party ?? '', display: listing.display }),
  };
}
