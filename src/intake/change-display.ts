import type { Database, Tx } from '#database/connection.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { type Consent, checkDisplay, type Display, effectiveDisplay, isMoreOpen, leastOpen } from './donor.ts';
import { findDonor, recordConsents, type StoredDonor } from './store-donor.ts';

/** A later wish of the giver: how approved gifts are shown from now on, and what proves the wish. */
export interface DisplayChange {
  actId: bigint;
  /** All approved gifts of the giver instead of this one alone. */
  everyGift: boolean;
  /** `evidence` says who asked and how; showing more also needs the day, and a guardian for a minor. */
  wish: Consent;
}

/** A wish with the gifts it is about, which are held until the transaction ends. */
export interface JudgedDisplay {
  number: string;
  actIds: bigint[];
  /** Shows more than the public sees now, or what was never agreed to: it takes a second person. */
  opens: boolean;
  donor: StoredDonor;
  gifts: ApprovedGift[];
  needsConsent: boolean;
}

/**
 * What a wish means for the gifts as they stand. To show less is always possible; to show more needs a dated consent, a
 * guardian's for a minor. A gift that was entered anew is the same gift: what it replaced is shown like it.
 */
export async function judgeDisplay(tx: Tx, { actId, everyGift, wish }: DisplayChange): Promise<Result<JudgedDisplay>> {
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
  const opens = needsConsent || isMoreOpen(wish.display, effectiveDisplay(donor.kind, own.display, donor.consent));
  const refusals = checkWish(donor, wish, opens);
  if (refusals.length > 0) return refused(...refusals);
  return done({ number: own.number, actIds: gifts.map((each) => each.actId), opens, donor, gifts, needsConsent });
}

/**
 * Records the wish, the new consent first where it shows more than was agreed or takes back what was. Returns how many
 * gifts are shown otherwise. `proposalId` names what two people decided; without it nothing is shown more openly.
 */
export async function recordDisplay(
  tx: Tx,
  { everyGift, wish }: DisplayChange,
  { donor, gifts, opens, needsConsent }: JudgedDisplay,
  by: bigint,
  proposalId?: bigint,
): Promise<number> {
  const withdrawn = everyGift && donor.consent !== undefined && isMoreOpen(donor.consent.display, wish.display);
  if (needsConsent || withdrawn) await recordConsents(tx, [{ donorId: donor.id, consent: wish }], by);
  let changed = 0;
  for (const { actId, receiptActId, display } of gifts) {
    // A wish to be hidden opens no gift that is hidden more already, whichever of its entries says so.
    const same = gifts.filter((each) => each.receiptActId === receiptActId).map((each) => each.display);
    const target = opens ? wish.display : leastOpen([wish.display, ...same]);
    if (display === target) continue;
    changed += 1;
    await writeDisplay(tx, actId, { ...wish, display: target }, by, proposalId);
  }
  return changed;
}

/** Shows the gift so from now on; the database refuses more than was agreed, and more than before without a proposal. */
export async function writeDisplay(
  tx: Tx,
  actId: bigint,
  { display, evidence }: Pick<Consent, 'display' | 'evidence'>,
  by: bigint | null,
  proposalId?: bigint,
): Promise<void> {
  await tx
    .insertInto('donationDisplay')
    .values({ actId, display, evidence, recordedBy: by, proposalId: proposalId ?? null })
    .execute();
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

function checkWish(donor: StoredDonor, wish: Consent, opens: boolean): Refusal[] {
  const found: Refusal[] = tooLong(
    { consentEvidence: wish.evidence, alias: wish.alias },
    { consentEvidence: 200, alias: 60 },
  );
  if (wish.evidence.trim() === '') found.push({ kind: 'displayWishEvidence', field: 'consentEvidence' });
  if ((wish.display === 'alias') !== ((wish.alias ?? '').trim() !== '')) {
    found.push({ kind: 'donor_consent_alias_given', field: 'alias' });
  }
  if (!opens) return found;
  if (wish.givenOn === undefined || wish.givenOn > todayInShanghai())
    found.push({ kind: 'displayConsentDay', field: 'consentOn' });
  return [...found, ...checkDisplay(donor.kind, wish.display, wish)];
}

interface ApprovedGift {
  actId: bigint;
  /** What a gift and those that replaced it have in common. */
  receiptActId: bigint;
  number: string;
  display: Display;
}

/** Holds the gifts until the transaction ends: a notice that reads them waits, or is waited for. */
async function lockApproved(tx: Tx, which: { donorId: bigint } | { receiptActId: bigint }): Promise<ApprovedGift[]> {
  const rows = await tx
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('approval', 'approval.actId', 'act.id')
    .select(['donation.actId', 'act.number', 'donation.display', 'donation.receiptActId'])
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
