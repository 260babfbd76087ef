import type { Tx } from '#database/connection.ts';
import { Fold } from '#log/fold.ts';
import type { Leaf, StatementLeaf } from '#log/leaf.ts';
import { parseLeaf } from '#log/parse-leaf.ts';

/**
 * Folds the leaves from `from` on as every verifier will, starting behind the last notice's statement: what they would
 * refuse must never be signed, since a log cannot take it back. Reads the stored bytes. Throws a VerifyError.
 */
export async function refold(tx: Tx, from: bigint): Promise<void> {
  const fold = from === 0n ? new Fold() : await foldBehind(tx, from);
  const rows = await tx
    .selectFrom('logLeaf')
    .select(['leafIndex', 'bytes'])
    .where('leafIndex', '>=', from)
    .orderBy('leafIndex')
    .execute();
  for (const { leafIndex, bytes } of rows) {
    const leaf = read(leafIndex, bytes);
    fold.add(leaf, leaf.kind === 'correction' ? await leafAt(tx, BigInt(leaf.voids)) : undefined);
  }
  fold.finish();
}

async function foldBehind(tx: Tx, size: bigint): Promise<Fold> {
  const last = await leafAt(tx, size - 1n);
  if (last?.kind !== 'statement') throw new Error(`the log of ${size} leaves does not end with a statement`);
  const statements = await tx
    .selectFrom('logLeaf')
    .select(['leafIndex', 'bytes'])
    .where('leafIndex', '>=', size - BigInt(last.parts))
    .where('leafIndex', '<', size)
    .orderBy('leafIndex')
    .execute();
  const registers = await tx
    .selectFrom('logLeaf')
    .select(['leafIndex', 'bytes'])
    .where('kind', '=', 'register')
    .where('leafIndex', '<', size)
    .orderBy('leafIndex')
    .execute();
  return Fold.behind(
    statements.map(({ leafIndex, bytes }) => read(leafIndex, bytes)).filter(isStatement),
    size,
    registers.map(({ leafIndex, bytes }) => read(leafIndex, bytes)),
  );
}

const isStatement = (leaf: Leaf): leaf is StatementLeaf => leaf.kind === 'statement';

async function leafAt(tx: Tx, index: bigint): Promise<Leaf | undefined> {
  const row = await tx.selectFrom('logLeaf').select('bytes').where('leafIndex', '=', index).executeTakeFirst();
  return row && read(index, row.bytes);
}

function read(index: bigint, bytes: Uint8Array): Leaf {
  const parsed = parseLeaf(bytes);
  if (!parsed.ok) throw new Error(`leaf ${index} cannot be read: ${parsed.code}`);
  return parsed.leaf;
}
