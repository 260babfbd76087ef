import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import type { Signer } from '#log/note.ts';
import { commitNotice } from '#publication/commit-notice.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { untilWaiting } from '../support/lock-waits.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let database: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let signer: Signer;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-publish-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(database.db, database.owner);
  signer = await readSigner(database.db, dataDir);
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

async function reversalOfNewGift(): Promise<{ gift: bigint; reversal: bigint }> {
  const { db } = database;
  const { actId: gift } = await enterGift(db, books, cashGift(100n));
  const { recorder: by } = books;
  const undo = {
    actId: gift,
    by,
    reasonCode: 'duplicate' as const,
    reason: '重复',
    idempotencyKey: crypto.randomUUID(),
  };
  return { gift, reversal: value(await proposeReversal(db, undo)).actId };
}

/** Both in the log or waiting to be, or neither. */
async function expectBothOrNeither({ gift, reversal }: { gift: bigint; reversal: bigint }): Promise<boolean> {
  const [ofGift, ofReversal] = [await getAct(database.db, gift), await getAct(database.db, reversal)];
  const public_ = ofGift?.leafIndex !== undefined;
  const corrected = ofReversal?.leafIndex !== undefined || ofReversal?.openTasks.includes('publish') === true;
  expect(corrected).toBe(public_);
  return public_;
}

test('a reversal that commits while the publisher waits for the gift keeps both out of the log', async () => {
  const { db } = database;
  const acts = await reversalOfNewGift();
  let publishing: Promise<unknown> | undefined;
  // The reviewer's transaction is held open at its end by the head of the audit trail, the publisher started meanwhile.
  const holding = database.owner.transaction().execute(async (tx) => {
    await tx.selectFrom('auditHead').selectAll().forUpdate().execute();
    const approving = approveAct(db, { actId: acts.reversal, revision: 1, by: books.reviewer });
    await untilWaiting(db, '');
    publishing = commitNotice(db, signer, undefined);
    await untilWaiting(db, '', 2);
    return { approving };
  });
  value(await (await holding).approving);
  await publishing;
  expect(await expectBothOrNeither(acts)).toBe(false);
});

test('a gift that is published and reversed at the same moment is corrected in the log, or never was in it', async () => {
  for (let round = 0; round < 5; round++) {
    const acts = await reversalOfNewGift();
    await Promise.all([
      approveAct(database.db, { actId: acts.reversal, revision: 1, by: books.reviewer }).then(value),
      commitNotice(database.db, signer, undefined),
    ]);
    await expectBothOrNeither(acts);
  }
});
