import type { Refusal } from '#ledger/refusal.ts';

/** Notes and coins of the renminbi in circulation, in fen, largest first. */
export const DENOMINATIONS = [10_000n, 5_000n, 2_000n, 1_000n, 500n, 100n, 50n, 10n] as const;

/** How many of each, by denomination in fen as text. */
export type CashNotes = Readonly<Record<string, number>>;

const MOST = 1_000_000;

export function checkNotes(notes: CashNotes): Refusal[] {
  const known = new Set(DENOMINATIONS.map(String));
  return Object.entries(notes).flatMap(([denomination, count]) =>
    known.has(denomination) && Number.isInteger(count) && count >= 0 && count <= MOST
      ? []
      : [{ kind: 'cashNotesWhole', field: `notes-${denomination}` }],
  );
}

/** In fen. */
export const totalOf = (notes: CashNotes): bigint =>
  Object.entries(notes).reduce((total, [denomination, count]) => total + BigInt(denomination) * BigInt(count), 0n);
