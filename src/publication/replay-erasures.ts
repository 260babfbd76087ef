import { join } from 'node:path';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { readIfThere, writeDurably } from './durable-file.ts';
import { eraseOpenings } from './erase-openings.ts';

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
 * the list does not. Run before anything is published, and again after any crash. A leaf that a restored database lacks
 * keeps its place in the list.
 */
export async function replayErasures(db: Database, dataDir: string): Promise<void> {
  const path = erasureListPath(dataDir);
  const bytes = await readIfThere(path);
  const listed = bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as Taken[]);
  const known = await listTaken(db);
  const forgotten = listed.filter((each) => !known.has(keyOf(each)));
  if (forgotten.length > 0) await replay(db, forgotten);
  const before = new Set(listed.map(keyOf));
  const added = [...known.values()].filter((each) => !before.has(keyOf(each)));
  if (added.length === 0) return;
  await writeDurably(path, new TextEncoder().encode(`${JSON.stringify([...listed, ...added], null, 1)}\n`), 0o600);
}

const keyOf = ({ leaf, digest, change }: Taken): string => `${leaf} ${digest} ${change}`;

async function listTaken(db: Database): Promise<Map<string, Taken>> {
  const rows = await db
    .selectFrom('openingChange')
    .select(['leafIndex', 'digest', 'change'])
    .where('change', 'in', ['erased', 'hidden'])
    .orderBy('id')
    .execute();
  const taken = rows.map(
    ({ leafIndex, digest, change }): Taken => ({
      leaf: String(leafIndex),
      digest: digest.toString('hex'),
      change: change as Taken['change'],
    }),
  );
  return new Map(taken.map((each) => [keyOf(each), each]));
}

async function replay(db: Database, forgotten: readonly Taken[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    let done = 0;
    for (const { leaf, digest, change } of forgotten) {
      const name = { leafIndex: BigInt(leaf), digest: Buffer.from(digest, 'hex') };
      if (change === 'erased') done += await eraseOpenings(tx, [name]);
      else {
        const { numUpdatedRows } = await tx
          .updateTable('opening')
          .set({ public: false })
          .where('leafIndex', '=', name.leafIndex)
          .where('digest', '=', name.digest)
          .where('public', '=', true)
          .where('opening', 'is not', null)
          .executeTakeFirst();
        done += Number(numUpdatedRows);
      }
    }
    if (done > 0) await audit(tx, null, 'replay erasures', 'erasures', { texts: done });
  });
}
