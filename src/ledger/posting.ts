import type { AccountCode } from '#ledger/account.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { VALUATION } from '#ledger/unit.ts';

/** Gifts, and money that is not a donation (财政, 工会经费, 党费), never meet in one balance. */
export type Stream = 'donation' | 'funding';
export const STREAMS = ['donation', 'funding'] as const satisfies readonly Stream[];

/** agency: directed to named beneficiaries the charity cannot change (受托代理). */
export type Restriction = 'unrestricted' | 'restricted' | 'agency';
export const RESTRICTIONS = ['unrestricted', 'restricted', 'agency'] as const satisfies readonly Restriction[];

/** One signed amount (debit positive) in the smallest denomination of its unit, with its dimensions. */
export interface Posting {
  entity: string;
  fund: string;
  stream: Stream;
  account: AccountCode;
  unit: string;
  amount: bigint;
  restriction: Restriction;
  counterparty?: string;
  lot?: bigint;
  location?: string;
}

/** What the two sides of a booking share. */
export type Dimensions = Omit<Posting, 'account' | 'amount'>;

/** Debits one account and credits another with the same amount. */
export function move(dimensions: Dimensions, debit: AccountCode, credit: AccountCode, amount: bigint): Posting[] {
  return [
    { ...dimensions, account: debit, amount },
    { ...dimensions, account: credit, amount: -amount },
  ];
}

/** The reversing copy (红字): every amount with the opposite sign, every dimension the same. */
export const negated = (postings: Posting[]): Posting[] =>
  postings.map((posting) => ({ ...posting, amount: -posting.amount }));

/**
 * What keeps postings from being an entry: none at all, a zero amount, a valuation with a lot or location (a joint
 * valuation covers several), or debit and credit apart per entity, fund, stream and unit.
 */
export function checkPostings(postings: Posting[]): Refusal[] {
  if (postings.length === 0) return [{ kind: 'journal_entry_has_postings' }];
  if (postings.some((posting) => posting.amount === 0n)) return [{ kind: 'posting_amount_not_zero' }];
  const located = postings.find((p) => p.unit === VALUATION && (p.lot !== undefined || p.location !== undefined));
  if (located) return [{ kind: 'posting_valuation_without_lot', values: { account: located.account } }];
  return imbalances(postings).map(({ entity, fund, unit, debit, credit }) => ({
    kind: 'journal_entry_sums_to_zero',
    values: { entity, fund, unit, debit: `${debit}`, credit: `${credit}`, difference: `${debit - credit}` },
  }));
}

interface Imbalance {
  entity: string;
  fund: string;
  stream: Stream;
  unit: string;
  debit: bigint;
  credit: bigint;
}

function imbalances(postings: Posting[]): Imbalance[] {
  const sides = new Map<string, Imbalance>();
  for (const { entity, fund, stream, unit, amount } of postings) {
    const key = JSON.stringify([entity, fund, stream, unit]);
    const side = sides.get(key) ?? { entity, fund, stream, unit, debit: 0n, credit: 0n };
    if (amount > 0n) side.debit += amount;
    else side.credit -= amount;
    sides.set(key, side);
  }
  return [...sides.values()].filter(({ debit, credit }) => debit !== credit);
}
