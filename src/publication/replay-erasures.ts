import { join } from 'node:path';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { replayedEvidence } from '#i18n/zh-Hans/office-pages.ts';
import { done, type Result } from '#ledger/refusal.ts';
import { readIfThere, writeDurably } from './durable-file.ts';
import { eraseOpenings, type OpeningName } from './erase-openings.ts';
import { giftsNamedBy, makeAnonymous } from './make-anonymous.ts';
import { isOpenAsShown, openByDisplay } from './open-by-display.ts';
import { withPublishLock } from './publish-lock.ts';

/**
 * What was erased or hidden since it was published, outside the database: a database restored from a backup of before
 * knows nothing of it. Leaf and digest only, so that the list itself tells no name.
 */
export const erasureListPath = (dataDir: string): string => join(dataDir, 'erasures.json');

interface Taken {
  leaf: string;
  /** Hexadecimal. */
  digest: string;
  change: 'erased' | 'hidden';
}

/**
 * Does to the database what the list says and the database no longer knows, then writes down what the database knows and
 * the list does not. Refused while somebody publishes: whoever holds the lock does it too, before letting it go.
 */
export function replayErasures(db: Database, dataDir: string): Promise<Result<undefined>> {
  return withPublishLock(db, async () => {
    await replayWhileLocked(db, dataDir);
    return done(undefined);
  });
}

/**
 * The same for whoever holds the publish lock: before anything is published, and again after any crash. A leaf that a
 * restored database lacks keeps its place in the list.
 */
export async function replayWhileLocked(db: Database, dataDir: string): Promise<void> {
  const path = erasureListPath(dataDir);
  const bytes = await readIfThere(path);
  const listed = bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as Taken[]);
  const known = await listTaken(db);
  const forgotten = beyond(listed, known);
  if (forgotten.length > 0) await replay(db, forgotten);
  const added = beyond(known, listed);
  if (added.length === 0) return;
  await writeDurably(path, new TextEncoder().encode(`${JSON.stringify([...listed, ...added], null, 1)}\n`), 0o600);
}

const keyOf = ({ leaf, digest, change }: Taken): string => `${leaf} ${digest} ${change}`;

/** What `one` says more often than `other`: a name may have been hidden, shown, and hidden again. */
function beyond(one: readonly Taken[], other: readonly Taken[]): Taken[] {
  const left = new Map<string, number>();
  for (const each of other) left.set(keyOf(each), (left.get(keyOf(each)) ?? 0) + 1);
  return one.filter((each) => {
    const before = left.get(keyOf(each)) ?? 0;
    left.set(keyOf(each), before - 1);
    return before <= 0;
  });
}

async function listTaken(db: Database): Promise<Taken[]> {
  const rows = await db
    .selectFrom('openingChange')
    .select(['leafIndex', 'digest', 'change'])
    .where('change', 'in', ['erased', 'hidden'])
    .orderBy('id')
    .execute();
  return rows.map(({ leafIndex, digest, change }) => ({
    leaf: String(leafIndex),
    digest: digest.toString('hex'),
    change: change as Taken['change'],
  }));
}

/**
 * The gifts are told too, and what replaced them, so that the office shows what the public sees and no later publish
 * brings a name back. The list tells no display: where the old one no longer fits, the gift is anonymous.
 */
async function replay(db: Database, forgotten: readonly Taken[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    let texts = 0;
    const gifts = new Set<bigint>();
    for (const { leaf, digest, change } of forgotten) {
      const name = { leafIndex: BigInt(leaf), digest: Buffer.from(digest, 'hex') };
      const named = await giftsNamedBy(tx, [name]);
      texts += change === 'erased' ? await eraseOpenings(tx, [name]) : await hide(tx, name);
      if (change === 'erased' || !(await areOpenAsShown(tx, named))) for (const actId of named) gifts.add(actId);
    }
    const actIds = [...gifts].sort((one, other) => (one < other ? -1 : 1));
    await makeAnonymous(tx, actIds, { evidence: replayedEvidence, by: null });
    await openByDisplay(tx, actIds);
    if (texts > 0) await audit(tx, null, 'replay erasures', 'erasures', { texts });
  });
}

async function areOpenAsShown(tx: Tx, actIds: readonly bigint[]): Promise<boolean> {
  for (const actId of actIds) if (!(await isOpenAsShown(tx, actId))) return false;
  return true;
}

async function hide(tx: Tx, { leafIndex, digest }: OpeningName): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('opening')
    .set({ public: false })
    .where('leafIndex', '=', leafIndex)
    .where('digest', '=', digest)
    .where('public', '=', true)
    .where('opening', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
