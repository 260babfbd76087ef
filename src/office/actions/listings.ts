import { checkHeader } from '#approval/act.ts';
import { checkListing } from '#intake/listing.ts';
import { proposeListing, reviseListing } from '#intake/propose-listing.ts';
import { entryActions } from '#office/entry-actions.ts';
import { readListing } from '#office/forms/listing-form.ts';

export const listings = entryActions({
  noun: 'listings',
  read: readListing,
  check: (input) => [...checkHeader('listing', { ...input.header, stream: 'donation' }), ...checkListing(input)],
  propose: proposeListing,
  revise: reviseListing,
});
