import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';

/** What two entries of the same gift would share; as far as it is known yet. */
export interface GiftTraits {
  legalName?: string | undefined;
  donorId?: bigint | undefined;
  paymentReference?: string | undefined;
  day?: Day | undefined;
  lines: readonly { unit: string; quantity: bigint }[];
  /** The entry itself. */
  actId?: bigint | undefined;
}

/** A standing gift of the same day and amount: by the same payment reference, or of the same donor. */
export interface SimilarGift {
  actId: bigint;
  number: string;
  same: 'paymentReference' | 'donor';
}

/**
 * Gifts that may be this very one, entered before. Two equal gifts on one day are normal, so this only warns: a person
 * looks and decides.
 */
export async function similarGifts(db: Database, gift: GiftTraits): Promise<SimilarGift[]> {
  const { legalName = '', donorId, paymentReference = '', day, actId = 0n } = gift;
  const lines = gift.lines.filter(({ unit, quantity }) => unit !== '' && quantity > 0n);
  if (day === undefined || lines.length === 0) return [];
  if (legalName === '' && donorId === undefined && paymentReference === '') return [];
  const rows = await db
    .selectFrom('donation')
    .innerJoin('donor', 'donor.id', 'donation.donorId')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'act.number', 'paymentReference as reference'])
    .where('act.occurredFrom', '=', day)
    .where('act.id', '<>', actId)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .where((eb) =>
      eb.or([
        ...(paymentReference === '' ? [] : [eb('paymentReference', '=', paymentReference)]),
        ...(legalName === '' ? [] : [eb('donor.legalName', '=', legalName)]),
        // The same giver is often entered anew, as another row of the same name.
        ...(donorId === undefined
          ? []
          : [
              eb(
                'donor.legalName',
                'in',
                eb.selectFrom('donor as known').select('known.legalName').where('known.id', '=', donorId),
              ),
            ]),
      ]),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('donationLine')
          .select('line')
          .whereRef('donationLine.actId', '=', 'act.id')
          .where((line) => line.or(lines.map(({ unit, quantity }) => line.and({ unitCode: unit, quantity })))),
      ),
    )
    .orderBy('act.id')
    .limit(5)
    .execute();
  return rows.map(({ reference, ...row }) => ({
    ...row,
    same: paymentReference !== '' && reference === paymentReference ? 'paymentReference' : 'donor',
  }));
}
