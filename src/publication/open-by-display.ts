import type { Tx } from '#database/connection.ts';
import { getDonation } from '#intake/donation-queries.ts';
import type { Consent } from '#intake/donor.ts';
import { readOpening } from '#log/opening.ts';

/** A published gift is to be shown under a name that its leaf knows nothing of. */
export class NotCommitted extends Error {}

/**
 * Opens and closes the names of published gifts as each is shown now: their leaves commit to the legal name and to the
 * name first shown, and only one of these two can be opened. Returns how many changed. Throws NotCommitted.
 */
export async function openByDisplay(tx: Tx, actIds: readonly bigint[]): Promise<number> {
  let changed = 0;
  for (const actId of actIds) if (await openOne(tx, actId)) changed += 1;
  return changed;
}

/** Whether every published gift among these could be shown under the alias of the wish. */
export async function knowsAlias(tx: Tx, actIds: readonly bigint[], wish: Consent): Promise<boolean> {
  if (wish.display !== 'alias') return true;
  for (const actId of actIds) {
    const names = await namesOf(tx, actId);
    if (names && textOf(names, 'displayName') !== wish.alias?.trim()) return false;
  }
  return true;
}

/** Whether the public sees a gift as it is to be shown now; of one that is not published it sees nothing. */
export async function isOpenAsShown(tx: Tx, actId: bigint): Promise<boolean> {
  try {
    return (await namesToTurn(tx, actId)).length === 0;
  } catch (cause) {
    if (cause instanceof NotCommitted) return false;
    throw cause;
  }
}

async function openOne(tx: Tx, actId: bigint): Promise<boolean> {
  const turned = await namesToTurn(tx, actId);
  for (const { leafIndex, digest, public: before } of turned) {
    await tx
      .updateTable('opening')
      .set({ public: !before })
      .where('leafIndex', '=', leafIndex)
      .where('digest', '=', digest)
      .execute();
  }
  return turned.length > 0;
}

/** The names that are public and should not be, and those that should be and are not. */
async function namesToTurn(tx: Tx, actId: bigint) {
  const names = await namesOf(tx, actId);
  if (!names) return [];
  const { shown, shownAs } = await getDonation(tx, actId);
  const asFirstShown = textOf(names, 'displayName') === shownAs;
  if (shown === 'alias' && !asFirstShown) throw new NotCommitted();
  // For every other wish there is a name, or none.
  const visible: Record<string, boolean> = {
    displayName: asFirstShown,
    legalName: shown === 'named' && !asFirstShown && textOf(names, 'legalName') === shownAs,
  };
  return names.filter((each) => each.public !== (visible[each.field] ?? false));
}

/** The names of a gift that can still be opened; undefined while it is not published. */
async function namesOf(tx: Tx, actId: bigint) {
  const leaf = await tx.selectFrom('logLeaf').select('leafIndex').where('actId', '=', actId).executeTakeFirst();
  if (!leaf) return undefined;
  return tx
    .selectFrom('opening')
    .selectAll()
    .where('leafIndex', '=', leaf.leafIndex)
    .where('field', 'in', ['legalName', 'displayName'])
    .where('opening', 'is not', null)
    .execute();
}

function textOf(names: readonly { field: string; opening: string | null }[], field: string): string | undefined {
  const row = names.find((each) => each.field === field);
  return row?.opening ? readOpening(row.opening)?.value : undefined;
}
