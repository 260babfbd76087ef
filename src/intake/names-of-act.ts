import type { Database } from '#database/connection.ts';
import { getDonation } from './donation-queries.ts';
import { getListing } from './listing-queries.ts';
import { privateNames } from './private-names.ts';

/** The names that the public is not shown with this act; none for acts that name no giver. */
export async function privateNamesOf(db: Database, actId: bigint): Promise<string[]> {
  const act = await db.selectFrom('act').select('kind').where('id', '=', actId).executeTakeFirst();
  if (act?.kind === 'donation') {
    const { donor, shown } = await getDonation(db, actId);
    return privateNames({ legalName: donor.legalName, display: shown, alias: donor.consent?.alias });
  }
  if (act?.kind !== 'listing') return [];
  const { party, display } = await getListing(db, actId);
  return party === undefined ? [] : privateNames({ legalName: party, display });
}
