import type { Database } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { appendLeaves, lockHead, signHead } from '#publication/append-leaves.ts';
import type { ComposedLeaf } from '#publication/composed-leaf.ts';
import { logFolder, writeCheckpoint, writeLogFiles } from '#publication/log-files.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { compare, type Row } from './measure.ts';
import { referenceTable } from './posting.ts';

const LEAVES_PER_NOTICE = 36;
/** Leaves per bundle (tlog-tiles): each measurement begins with a new one, since a notice rewrites the last. */
const BUNDLE = 256;

const composed = (n: number): ComposedLeaf => ({
  leaf: { v: 1, kind: 'register', subject: 'organisation', code: `o-${n}`, keepsBooks: false, type: 'other' },
  texts: { name: `第 ${n} 个单位` },
  publicFields: ['name'],
});

/** A notice of 36 leaves, from the head's lock to the checkpoint file, per leaf. */
export async function benchPublishing(db: Database, owner: Database, dataDir: string, sizes: number[]): Promise<Row[]> {
  await createLog(db, dataDir, 'bench.example/log');
  const signer = await readSigner(db, dataDir);
  const folder = logFolder(dataDir);
  const reference = await referenceTable(owner);
  let size = 0;

  async function publish(leaves: number): Promise<void> {
    const before = BigInt(size);
    const parts = Array.from({ length: leaves }, (_, n) => composed(size + n));
    await inTransaction(db, async (tx) => {
      const head = await lockHead(tx);
      await appendLeaves(tx, head.edge, parts);
      return signHead(tx, head, head.edge, signer, new Date());
    });
    size += leaves;
    for (const which of ['bundles', 'tiles'] as const) await writeLogFiles(db, folder, which, before, [BigInt(size)]);
    await writeCheckpoint(db, folder, BigInt(size), signer);
  }

  const rows: Row[] = [];
  for (const wanted of sizes) {
    const full = Math.ceil(wanted / BUNDLE) * BUNDLE;
    while (size < full) await publish(Math.min(1_000, full - size));
    const notice = { times: 1, run: () => publish(LEAVES_PER_NOTICE) };
    const { each, ...row } = await compare(full, notice, { times: 30, run: reference });
    rows.push({ ...row, each: each / LEAVES_PER_NOTICE });
  }
  return rows;
}
