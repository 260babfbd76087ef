import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { type DisplayChange, recordDisplay } from '#intake/change-display.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { readOpening } from '#log/opening.ts';

/**
 * Shows approved gifts otherwise from now on, published ones too: their leaves commit to the legal name and to the name
 * first shown, and only one of these two can be opened. The files follow with the next refresh of the release.
 */
export async function changeDisplay(
  db: Database,
  change: DisplayChange,
  by: bigint,
): Promise<Result<{ published: number }>> {
  try {
    return await inTransaction(db, async (tx) => {
      const recorded = await recordDisplay(tx, change, by);
      if (!recorded.ok) return recorded;
      const { actIds, number, changed: gifts } = recorded.value;
      let published = 0;
      for (const actId of actIds) if (await openByDisplay(tx, actId)) published += 1;
      await audit(tx, by, 'change display', number, { display: change.wish.display, gifts });
      return done({ published });
    });
  } catch (cause) {
    if (cause instanceof NotCommitted) return refused({ kind: 'displayNotCommitted', field: 'display' });
    throw cause;
  }
}

/** Thrown, so that the wish is not recorded either. */
class NotCommitted extends Error {}

/** An alias that the leaf knows nothing of cannot be shown; for every other wish there is a name, or none. */
async function openByDisplay(tx: Tx, actId: bigint): Promise<boolean> {
  const leaf = await tx.selectFrom('logLeaf').select('leafIndex').where('actId', '=', actId).executeTakeFirst();
  if (!leaf) return false;
  const { shown, shownAs } = await getDonation(tx, actId);
  const names = await tx
    .selectFrom('opening')
    .selectAll()
    .where('leafIndex', '=', leaf.leafIndex)
    .where('field', 'in', ['legalName', 'displayName'])
    .where('opening', 'is not', null)
    .execute();
  const textOf = (field: string) => {
    const row = names.find((each) => each.field === field);
    return row?.opening ? readOpening(row.opening)?.value : undefined;
  };
  const asFirstShown = textOf('displayName') === shownAs;
  if (shown === 'alias' && !asFirstShown) throw new NotCommitted();
  const visible: Record<string, boolean> = {
    displayName: asFirstShown,
    legalName: shown === 'named' && !asFirstShown && textOf('legalName') === shownAs,
  };
  let changed = false;
  for (const { leafIndex, digest, field, public: before } of names) {
    const after = visible[field] ?? false;
    if (after === before) continue;
    changed = true;
    await tx
      .updateTable('opening')
      .set({ public: after })
      .where('leafIndex', '=', leafIndex)
      .where('digest', '=', digest)
      .execute();
  }
  return changed;
}
