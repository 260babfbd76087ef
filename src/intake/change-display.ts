import type { Database, Tx } from '#database/connection.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { type Consent, checkDisplay, type Display, isMoreOpen } from './donor.ts';
import { findDonor, recordConsents, type StoredDonor } from './store-donor.ts';

/** A later wish of the giver: how approved gifts are shown from now on, and what proves the wish. */
export interface DisplayChange {
  actId: bigint;
  /** All approved gifts of the giver instead of this one alone. */
  everyGift: boolean;
  /** `evidence` says who asked and how; showing more also needs the day, and a guardian for a minor. */
  wish: Consent;
}

/**
 * Records the wish. To show less is always possible; to show more than was agreed writes the new consent down first. A
 * gift that was entered anew is the same gift: what it replaced is shown like it. Returns the gifts it is about.
 */
export async function recordDisplay(
  tx: Tx,
  { actId, everyGift, wish }: DisplayChange,
  by: bigint,
): Promise<Result<{ number: string; actIds: bigint[]; changed: number }>> {
  const gift = await tx
    .selectFrom('donation')
    .select(['donorId', 'receiptActId'])
    .where('actId', '=', actId)
    .executeTakeFirst();
  if (!gift) return refused({ kind: 'actUnknown' });
  const gifts = await lockApproved(tx, everyGift ? { donorId: gift.donorId } : { receiptActId: gift.receiptActId });
  const own = gifts.find((each) => each.actId === actId);
  if (!own) return refused({ kind: 'displayOfProposal' });
  const donor = await findDonor(tx, gift.donorId);
  if (!donor) throw new Error(`donation ${actId} has no donor`);
  const needsConsent = asksForMore(donor, wish);
  const refusals = checkWish(donor, wish, needsConsent);
  if (refusals.length > 0) return refused(...refusals);
  const opening = isMoreOpen(wish.display, own.display);
  const withdrawn = everyGift && donor.consent !== undefined && isMoreOpen(donor.consent.display, wish.display);
  if (needsConsent || withdrawn) await recordConsents(tx, [{ donorId: donor.id, consent: wish }], by);
  // A wish to be hidden opens no gift that is hidden more already.
  const changed = gifts.filter(
    ({ display }) => display !== wish.display && (opening || isMoreOpen(display, wish.display)),
  );
  for (const { actId: each } of changed) await writeDisplay(tx, each, wish, by);
  return done({ number: own.number, actIds: gifts.map((each) => each.actId), changed: changed.length });
}

/** Shows the gift so from now on; the database refuses more than was agreed. */
export async function writeDisplay(
  tx: Tx,
  actId: bigint,
  { display, evidence }: Pick<Consent, 'display' | 'evidence'>,
  by: bigint,
): Promise<void> {
  await tx.insertInto('donationDisplay').values({ actId, display, evidence, recordedBy: by }).execute();
}

/**
 * The newest later choice; undefined while the gift is shown as it was recorded. A gift that was entered anew is the same
 * gift: what was wished for the one it replaced, or erased of it, holds for it too, whichever was first.
 */
export async function findLaterDisplay(db: Database, actId: bigint): Promise<Display | undefined> {
  const row = await db
    .selectFrom('donation as own')
    .innerJoin('donation as same', 'same.receiptActId', 'own.receiptActId')
    .innerJoin('donationDisplay', 'donationDisplay.actId', 'same.actId')
    .select('donationDisplay.display')
    .where('own.actId', '=', actId)
    .orderBy('donationDisplay.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.display as Display | undefined;
}

/** Beyond what the newest consent allows; under another alias is another consent. */
function asksForMore(donor: StoredDonor, wish: Consent): boolean {
  if (wish.display === 'alias') return donor.consent?.alias !== wish.alias;
  return checkDisplay(donor.kind, wish.display, donor.consent).length > 0;
}

function checkWish(donor: StoredDonor, wish: Consent, needsConsent: boolean): Refusal[] {
  const found: Refusal[] = tooLong(
    { consentEvidence: wish.evidence, alias: wish.alias },
    { consentEvidence: 200, alias: 60 },
  );
  if (wish.evidence.trim() === '') found.push({ kind: 'displayWishEvidence', field: 'consentEvidence' });
  if ((wish.display === 'alias') !== ((wish.alias ?? '').trim() !== '')) {
    found.push({ kind: 'donor_consent_alias_given', field: 'alias' });
  }
  if (!needsConsent) return found;
  if (wish.givenOn === undefined || wish.givenOn > todayInShanghai())
    found.push({ kind: 'displayConsentDay', field: 'consentOn' });
  return [...found, ...checkDisplay(donor.kind, wish.display, wish)];
}

/** Holds the gifts until the transaction ends: a notice that reads them waits, or is waited for. */
async function lockApproved(
  tx: Tx,
  which: { donorId: bigint } | { receiptActId: bigint },
): Promise<{ actId: bigint; number: string; display: Display }[]> {
  const rows = await tx
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('approval', 'approval.actId', 'act.id')
    .select(['donation.actId', 'act.number', 'donation.display'])
    .where((eb) =>
      'donorId' in which ? eb('donorId', '=', which.donorId) : eb('receiptActId', '=', which.receiptActId),
    )
    .orderBy('donation.actId')
    .forUpdate('act')
    .execute();
  const gifts = [];
  for (const row of rows) {
    const later = await findLaterDisplay(tx, row.actId);
    gifts.push({ ...row, display: later ?? (row.display as Display) });
  }
  return gifts;
}
