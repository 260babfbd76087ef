import type { Tx } from '#database/connection.ts';
import { eraseSealed } from '#log/erased-sealed.ts';

/** An opening, by what the log itself shows of it: naming it repeats no text. */
export interface OpeningName {
  leafIndex: bigint;
  digest: Buffer;
}

/**
 * Deletes openings with their salts from the database; what is gone already stays gone. The copy of a legal name that
 * lies sealed for the giver goes too: bytes that only the giver's code tells from random ones take its place.
 */
export async function eraseOpenings(tx: Tx, names: readonly OpeningName[]): Promise<number> {
  let erased = 0;
  for (const { leafIndex, digest } of names) {
    const gone = await tx
      .updateTable('opening')
      .set({ opening: null, erasedAt: new Date() })
      .where('leafIndex', '=', leafIndex)
      .where('digest', '=', digest)
      .where('opening', 'is not', null)
      .returning('field')
      .executeTakeFirst();
    if (gone === undefined) continue;
    erased += 1;
    if (gone.field === 'legalName') await eraseSealedCopy(tx, leafIndex);
  }
  return erased;
}

async function eraseSealedCopy(tx: Tx, leafIndex: bigint): Promise<void> {
  const code = await tx
    .selectFrom('logLeaf')
    .innerJoin('donation', 'donation.actId', 'logLeaf.actId')
    .innerJoin('receiptCode', 'receiptCode.actId', 'donation.receiptActId')
    .select(['receiptCode.actId', 'sealed'])
    .where('leafIndex', '=', leafIndex)
    .where('legalNameOpening', 'is not', null)
    .executeTakeFirst();
  if (!code) return;
  await tx
    .updateTable('receiptCode')
    .set({ legalNameOpening: null, sealed: Buffer.from(eraseSealed(code.sealed)) })
    .where('actId', '=', code.actId)
    .execute();
}
