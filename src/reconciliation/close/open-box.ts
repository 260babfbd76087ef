import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { type ProposedDonation, proposeDonationWithin } from '#intake/propose-donation.ts';
import { type Day, onDay } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { CASH } from '#ledger/unit.ts';
import { type CashNotes, checkNotes, totalOf } from './cash-notes.ts';

export interface BoxOpening {
  entity: string;
  fund: string;
  /** The cash box that the money goes into. */
  moneyAccount: bigint;
  /** Number and place of the collection box, such as `3 号（市图书馆）`. Public, as the name of the giver. */
  box: string;
  seal?: string;
  day: Day;
  notes: CashNotes;
  /** Who was present, two people at least. */
  openedBefore: string;
  by: bigint;
}

function checkOpening({ box, seal = '', notes, openedBefore }: BoxOpening): Refusal[] {
  const found = checkNotes(notes);
  if (found.length === 0 && totalOf(notes) === 0n) {
    found.push({ kind: 'box_opening_total_positive', field: 'notes-10000' });
  }
  if (box.trim() === '' || [...box.trim()].length > 80) found.push({ kind: 'box_opening_box_given', field: 'box' });
  if ([...seal].length > 60) found.push({ kind: 'box_opening_seal_short', field: 'seal' });
  const present = openedBefore.split(/[、，,;；\s]+/).filter((name) => name !== '');
  const wrong = whyNotPresent(present, openedBefore);
  if (wrong !== undefined) found.push({ kind: wrong, field: 'openedBefore' });
  return found;
}

function whyNotPresent(names: readonly string[], written: string): string | undefined {
  if (names.length === 0) return 'box_opening_witnesses_given';
  if (names.length === 1) return 'box_opening_one_witness';
  return [...written].length > 200 ? 'box_opening_witnesses_short' : undefined;
}

/** 募捐箱开箱: what was counted becomes one proposed gift of all who put something in, into a cash box. */
export function openBox(db: Database, opening: BoxOpening, idempotencyKey: string): Promise<Result<ProposedDonation>> {
  const { entity, fund, moneyAccount, box, day, notes, by } = opening;
  const wrong = checkOpening(opening);
  if (wrong.length > 0) return Promise.resolve(refused(...wrong));
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const name = `募捐箱 ${box.trim()}`;
      const proposed = await proposeDonationWithin(
        tx,
        {
          header: { entity, fund, moneyAccount, occurred: onDay(day) },
          donor: { kind: 'pooled', legalName: name },
          display: 'named',
          restriction: 'unrestricted',
          path: 'throughEntity',
          receipt: { kind: 'none' },
          lines: [{ unit: CASH, quantity: totalOf(notes), provenance: 'stated', fate: 'held' }],
          valuations: [],
        },
        by,
        idempotencyKey,
      );
      if (!proposed.ok || proposed.value.existing) return proposed;
      await tx
        .insertInto('boxOpening')
        .values({
          actId: proposed.value.actId,
          box: box.trim(),
          seal: opening.seal?.trim() || null,
          notes: JSON.stringify(notes),
          totalFen: totalOf(notes),
          openedBefore: opening.openedBefore.trim(),
        })
        .execute();
      return done(proposed.value);
    }),
  );
}
