import { type ActDetail, getAct } from '#approval/queries.ts';
import type { Database } from '#database/connection.ts';
import { type DonationRecord, getDonation } from '#intake/donation-queries.ts';
import { donationValues } from '#office/forms/donation-form.ts';
import type { Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import type { UnitWords } from '#office/units.ts';
import { findArrived } from '#stock/delivery-queries.ts';

/** The reversed gift that an address or a form names, to be entered anew without its mistake. */
export async function findReversedGift(db: Database, statedId: string): Promise<ActDetail | undefined> {
  const id = parseId(statedId);
  const act = id === undefined ? undefined : await getAct(db, id);
  return act?.kind === 'donation' && act.reversedBy ? act : undefined;
}

/** What it said, for a clerk to put right what was wrong; of what was short when it was delivered, what arrived. */
export async function valuesAnew(db: Database, gift: ActDetail, units: UnitWords): Promise<Values> {
  const [donation, arrived] = await Promise.all([getDonation(db, gift.id), findArrived(db, gift.id)]);
  const { anew, revalued } = asArrived(donation, arrived ?? new Map());
  const values = new Map([...donationValues(anew, units), ['replaces', String(gift.id)]]);
  for (const valuation of revalued) values.delete(`valuations.${valuation}.valuationAmount`);
  return values;
}

/**
 * Lines of which nothing arrived are left out, and valuations name the others by their new numbers. What goods that did
 * not all arrive are worth is for a person to say: `revalued`, by number.
 */
function asArrived(donation: DonationRecord, arrived: ReadonlyMap<number, bigint>) {
  const lines = donation.lines.map((line, index) => ({ line, quantity: arrived.get(index + 1) ?? line.quantity }));
  const left = lines.flatMap(({ quantity }, index) => (quantity > 0n ? [index + 1] : []));
  const changed = (number: number) => lines[number - 1]?.quantity !== donation.lines[number - 1]?.quantity;
  const valuations = donation.valuations.filter((valuation) => valuation.lines.some((line) => left.includes(line)));
  const anew: DonationRecord = {
    ...donation,
    lines: left.flatMap((number) => {
      const { line, quantity } = lines[number - 1] ?? {};
      if (!line || quantity === undefined) return [];
      // How many packs came is not known of what came short.
      const { packs: _, ...counted } = line;
      return [changed(number) ? { ...counted, quantity } : line];
    }),
    valuations: valuations.map((valuation) => ({
      ...valuation,
      lines: valuation.lines.filter((line) => left.includes(line)).map((line) => left.indexOf(line) + 1),
    })),
  };
  const revalued = valuations.flatMap((valuation, index) => (valuation.lines.some(changed) ? [index + 1] : []));
  return { anew, revalued };
}
