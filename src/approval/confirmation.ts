import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { accountOf } from '#ledger/account.ts';
import type { Posting } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { CASH, isGoods, VALUATION } from '#ledger/unit.ts';
import type { ActKind } from './act.ts';

export const CONFIRMATION_KINDS = ['bank', 'stock', 'delivery', 'person', 'press'] as const;

/**
 * bank: a line of a statement, through an approved match and in no other way; stock: 入库单 or 盘点; delivery: 签收单;
 * person: somebody who was there, or the count of a cash box; press: a published report, which the act names as its source.
 */
export type ConfirmationKind = (typeof CONFIRMATION_KINDS)[number];

/** What a person records by hand, from a paper or a report. */
export const CONFIRMATION_KINDS_BY_HAND = ['stock', 'delivery', 'person', 'press'] as const;

const CASH_CAME_OR_WENT: readonly ConfirmationKind[] = ['person', 'press'];
const GOODS_CAME: readonly ConfirmationKind[] = ['stock', 'delivery', 'person', 'press'];

/**
 * What can tell of an act of this kind at all: whoever saw goods did not see cash come. Which of it a person may record of
 * the very act is narrower: `whyNotByHand`.
 */
export function confirmationKinds(
  kind: ActKind,
  postings: readonly Posting[],
  publicRefund = false,
): ConfirmationKind[] {
  const cash = postings.some(({ unit }) => unit === CASH);
  // Who saw goods destroyed saw their value go: it is booked by an act of its own.
  const goods = postings.some(({ unit }) => isGoods(unit) || (kind === 'adjustment' && unit === VALUATION));
  const allowed = new Set<ConfirmationKind>(BY_KIND[kind]);
  if (kind === 'donation' || kind === 'adjustment') {
    for (const k of cash ? CASH_CAME_OR_WENT : []) allowed.add(k);
    for (const k of goods ? GOODS_CAME : []) allowed.add(k);
  }
  if (publicRefund) {
    if (goods) allowed.add('delivery');
    if (cash) allowed.add('person');
    allowed.add('press');
  }
  return CONFIRMATION_KINDS.filter((k) => allowed.has(k));
}

/** What the warehouse confirms by papers of its own, which two people decide: goods that came, and goods issued. */
export const isOfWarehouse = (kind: ConfirmationKind, act: ActKind): boolean =>
  kind === 'stock' || (kind === 'delivery' && act === 'issue');

/**
 * Why an approved act is not confirmed this way by hand, as the database holds it too: what a bank or a payment service
 * keeps needs its line, what the warehouse takes in or sends needs its own papers, a report must be the act's source.
 * undefined where it may be.
 */
export async function whyNotByHand(
  db: Database,
  actId: bigint,
  kind: ConfirmationKind,
): Promise<Refusal['kind'] | undefined> {
  const { rows } = await sql<{ why: string | null }>`select confirmation_refusal(${actId}, ${kind}) as why`.execute(db);
  return rows[0]?.why ?? undefined;
}

/** Whether a line of a statement, or the count of a cash box, can confirm the act: by a match of two people. */
export const isMatchable = (kind: ActKind, postings: readonly Posting[], publicRefund = false): boolean =>
  (kind !== 'reversal' || publicRefund) &&
  postings.some(({ unit, account }) => unit === CASH && accountOf(account).flow === 'holding');

/** Whether the act gave back something that the log shows; only then does a reversal move anything outside our books. */
export async function isPublicRefund(db: Database, actId: bigint): Promise<boolean> {
  const refund = await db.selectFrom('publicRefund').select('actId').where('actId', '=', actId).executeTakeFirst();
  return refund !== undefined;
}

const BY_KIND: Record<ActKind, readonly ConfirmationKind[]> = {
  registration: [],
  reversal: [],
  donation: [],
  adjustment: [],
  funding: CASH_CAME_OR_WENT,
  batch: ['delivery', 'person', 'press'],
  issue: ['delivery', 'person', 'press'],
  // Its cash by a statement alone, its goods by what the warehouse accepted.
  purchase: ['stock'],
  appropriation: ['delivery', 'person', 'press'],
  listing: ['delivery', 'person', 'press'],
};
