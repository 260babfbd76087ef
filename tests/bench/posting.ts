import { sql } from 'kysely';
import { postEntry } from '#approval/post-entry.ts';
import type { Database, Tx } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { type Ground, insertAct, insertApproval, layGround } from '../support/ground.ts';
import { compare, type Row } from './measure.ts';

/** One gift of 100 yuan, as approving books it: act, approval, entry, two postings, two balances. */
async function post(tx: Tx, ground: Ground): Promise<void> {
  const { entity, fund, reviewer } = ground;
  const actId = await insertAct(tx, ground);
  await insertApproval(tx, actId, ground);
  const common = { entity, fund, stream: 'donation', unit: 'CNY', restriction: 'unrestricted' } as const;
  await postEntry(tx, {
    actId,
    bookedOn: '2020-02-08',
    postedBy: reviewer,
    postings: [
      { ...common, account: '100201', amount: 10_000n },
      { ...common, account: '410101', amount: -10_000n },
    ],
  });
}

export async function benchPosting(db: Database, owner: Database, sizes: number[]): Promise<Row[]> {
  const ground = await layGround(owner);
  const reference = await referenceTable(owner);
  const rows: Row[] = [];
  let booked = 0;
  for (const size of sizes) {
    while (booked < size) {
      // Filling up goes by the hundred; only what is timed commits one by one.
      const many = Math.min(100, size - booked);
      await inTransaction(db, async (tx) => {
        for (let n = 0; n < many; n++) await post(tx, ground);
      });
      booked += many;
    }
    await sql`analyze`.execute(owner);
    const one = () => inTransaction(db, (tx) => post(tx, ground));
    rows.push(await compare(size, { times: 30, run: one }, { times: 30, run: reference }));
    booked += 7 * 30;
  }
  return rows;
}

/** The least that a durable record can cost here: one small row, committed by itself. */
export async function referenceTable(owner: Database): Promise<() => Promise<unknown>> {
  await sql`create table if not exists reference (id bigint generated always as identity primary key, note text)`.execute(
    owner,
  );
  return () => sql`insert into reference (note) values ('one')`.execute(owner);
}
