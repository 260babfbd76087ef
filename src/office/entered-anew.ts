import { type ActDetail, getAct } from '#approval/queries.ts';
import type { Database } from '#database/connection.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { donationValues } from '#office/forms/donation-form.ts';
import type { Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import type { UnitWords } from '#office/units.ts';

/** The reversed gift that an address or a form names, to be entered anew without its mistake. */
export async function findReversedGift(db: Database, statedId: string): Promise<ActDetail | undefined> {
  const id = parseId(statedId);
  const act = id === undefined ? undefined : await getAct(db, id);
  return act?.kind === 'donation' && act.reversedBy ? act : undefined;
}

/** What it said, for a clerk to put right what was wrong. */
export async function valuesAnew(db: Database, gift: ActDetail, units: UnitWords): Promise<Values> {
  const said = donationValues(await getDonation(db, gift.id), units);
  return new Map([...said, ['replaces', String(gift.id)]]);
}
