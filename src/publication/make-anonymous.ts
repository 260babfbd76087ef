import type { Tx } from '#database/connection.ts';
import { findLaterDisplay, writeDisplay } from '#intake/change-display.ts';
import type { OpeningName } from './erase-openings.ts';

/** Fields of a leaf that name the giver. */
export const NAMES: readonly string[] = ['legalName', 'displayName'];

/** The gifts that these openings name, and what each replaced or was replaced by, in id order. */
export async function giftsNamedBy(tx: Tx, openings: readonly OpeningName[]): Promise<bigint[]> {
  const found = new Set<bigint>();
  for (const { leafIndex, digest } of openings) {
    const gifts = await tx
      .selectFrom('opening')
      .innerJoin('logLeaf', 'logLeaf.leafIndex', 'opening.leafIndex')
      .innerJoin('donation as named', 'named.actId', 'logLeaf.actId')
      .innerJoin('donation', 'donation.receiptActId', 'named.receiptActId')
      .select('donation.actId')
      .where('opening.leafIndex', '=', leafIndex)
      .where('digest', '=', digest)
      .where('field', 'in', NAMES)
      .execute();
    for (const { actId } of gifts) found.add(actId);
  }
  return [...found].sort((one, other) => (one < other ? -1 : 1));
}

/** From now on, for the office and for every later publish. `by` is null where a restored database is told again. */
export async function makeAnonymous(
  tx: Tx,
  actIds: readonly bigint[],
  { evidence, by }: { evidence: string; by: bigint | null },
): Promise<void> {
  if (actIds.length === 0) return;
  await tx
    .selectFrom('act')
    .select('id')
    .where('id', 'in', [...actIds])
    .orderBy('id')
    .forUpdate()
    .execute();
  // All asked before any is written: what one entry of a gift is shown by, all are.
  const still: bigint[] = [];
  for (const actId of actIds) if ((await findLaterDisplay(tx, actId)) !== 'anonymous') still.push(actId);
  for (const actId of still) await writeDisplay(tx, actId, { display: 'anonymous', evidence }, by);
}
