import type { ListingInput } from '#intake/listing.ts';
import { referenceOf, type Sourced, XIQING, XIQING_DEADLINE } from './source.ts';

export type Listing = Sourced & { input: ListingInput };

type Text = Sourced &
  Omit<ListingInput, 'header' | 'display' | 'amounts'> & { amounts?: ListingInput['amounts'] } & {
    fund?: string;
    entity?: string;
    occurred?: ListingInput['header']['occurred'];
  };

/** A row that stands in no total; without a day unless one is given. */
export function listing({ rows, source, fund, entity, occurred, ...text }: Text): Listing {
  const sourced = { rows, source };
  return {
    ...sourced,
    input: {
      amounts: [],
      ...text,
      display: 'named',
      header: {
        ...(entity !== undefined && { entity }),
        ...(fund !== undefined && { fund }),
        occurred: occurred ?? { precision: 'notStated' },
        source,
        sourceReference: referenceOf(sourced),
      },
    },
  };
}

export const xiqing = (text: Omit<Text, 'source'>): Listing =>
  listing({ ...text, source: XIQING, fund: 'xiqing-2020', occurred: XIQING_DEADLINE });
