import type { Tx } from '#database/connection.ts';
import type { Desk } from '../../approval/desk.ts';

/** Approves a proposed gift of cash and books it on 10 February 2020, as a program of somebody else's might. */
export async function bookByHand(tx: Tx, desk: Desk, actId: bigint, fen: bigint): Promise<void> {
  const approval = { actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 };
  await tx.insertInto('approval').values(approval).execute();
  const entry = await tx
    .insertInto('journalEntry')
    .values({ actId, bookedOn: '2020-02-10', postedBy: desk.reviewer })
    .returning('id')
    .executeTakeFirstOrThrow();
  const kept = { entryId: entry.id, entityCode: 'charity', fundCode: 'relief', stream: 'donation' };
  const cash = { ...kept, unitCode: 'CNY', restriction: 'unrestricted' };
  await tx
    .insertInto('posting')
    .values([
      { ...cash, accountCode: '100201', amount: fen },
      { ...cash, accountCode: '410101', amount: -fen },
    ])
    .execute();
}
