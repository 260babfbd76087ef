import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import type { Signer } from '#log/note.ts';
import { commitNotice } from '#publication/commit-notice.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { addLocation } from '#registry/locations.ts';
import { proposeMove } from '#stock/move-goods.ts';
import { acceptGoods } from '../support/accepted-goods.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let database: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let signer: Signer;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-lots-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(database.db, database.owner);
  signer = await readSigner(database.db, dataDir);
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const approve = async (actId: bigint) =>
  value(await approveAct(database.db, { actId, revision: 1, by: books.reviewer }));
const confirm = async (actId: bigint) =>
  value(await confirmAct(database.db, { actId, by: books.reviewer, kind: 'press', note: '日报 2020-02-22' }));

/** Accepted by the warehouse, so that it may be issued; the money that came with it nobody has seen yet. */
async function receive(quantity: bigint, lot: string) {
  const line = { unit: 'item:mask-n95', quantity, provenance: 'stated', lot: { number: lot }, fate: 'held' } as const;
  const gift = cashGift(1n);
  const input = { ...gift, lines: [...gift.lines, line] };
  const proposed = value(await proposeDonation(database.db, input, books.recorder, crypto.randomUUID()));
  await approve(proposed.actId);
  await acceptGoods(database.db, proposed.actId, { clerk: books.recorder, reviewer: books.reviewer });
  return proposed;
}

async function issue(quantity: bigint, lot: string, location?: string) {
  const { id: lotId } = await database.db
    .selectFrom('lot')
    .select('id')
    .where('lotNumber', '=', lot)
    .executeTakeFirstOrThrow();
  const fund = { entity: 'city-charity', fund: 'relief', stream: 'donation' } as const;
  const header = { ...fund, occurred: onDay('2020-02-21'), source: '日报 2020-02-22' };
  const lines = [{ unit: 'item:mask-n95', quantity, lotId, ...(location !== undefined && { location }) }];
  const input = { header, receiver: 'first-hospital', restriction: 'unrestricted', lines } as const;
  const proposed = value(await proposeIssue(database.db, { ...input, lines }, books.recorder, crypto.randomUUID()));
  await approve(proposed.actId);
  await confirm(proposed.actId);
  return proposed;
}

const publish = () => commitNotice(database.db, signer, undefined);

test('an issue waits for the very gift it was taken from, whatever else of the item is public', async () => {
  const known = await receive(100n, 'A');
  await confirm(known.actId);
  expect((await publish()).heldBack).toEqual([]);
  const unconfirmed = await receive(50n, 'B');
  const early = await issue(50n, 'B');
  const sound = await issue(40n, 'A');
  expect((await publish()).heldBack).toEqual(
    [
      {
        ...early,
        existing: undefined,
        refusals: [
          {
            kind: 'publicStockShort',
            values: { unit: '口罩', measure: '只', held: '0', needed: '50', awaited: unconfirmed.number },
          },
        ],
        awaits: [{ actId: unconfirmed.actId, number: unconfirmed.number }],
      },
    ].map(({ existing: _, ...held }) => held),
  );
  const published = await database.db.selectFrom('logLeaf').select('actId').where('actId', 'is not', null).execute();
  expect(published.map(({ actId }) => actId)).toEqual(expect.arrayContaining([known.actId, sound.actId]));
  await confirm(unconfirmed.actId);
  expect((await publish()).heldBack).toEqual([]);
});

test('a gift and the issue taken from it go out in one notice', async () => {
  const gift = await receive(7n, 'C');
  const out = await issue(7n, 'C');
  expect((await publish()).heldBack).toMatchObject([{ actId: out.actId }]);
  await confirm(gift.actId);
  expect((await publish()).heldBack).toEqual([]);
});

test('goods that were moved go out after their move, and the move after their gift', async () => {
  const { db } = database;
  const gift = await receive(9n, 'D');
  const { code: toLocation } = value(
    await addLocation(db, { entity: 'city-charity', name: '二号仓库', by: books.recorder }),
  );
  const { id: lotId } = await db.selectFrom('lot').select('id').where('lotNumber', '=', 'D').executeTakeFirstOrThrow();
  const move = {
    ...{ entity: 'city-charity', toLocation, unit: 'item:mask-n95', lotId, part: 'relief|donation|unrestricted' },
    ...{ quantity: 9n, occurredOn: '2020-02-21', explanation: '本单位存放地点之间移库' },
  };
  const { actId } = value(await proposeMove(db, move, books.recorder, crypto.randomUUID()));
  await approve(actId);
  const out = await issue(9n, 'D', toLocation);
  expect((await publish()).heldBack.map((held) => held.actId)).toEqual([actId, out.actId]);
  await confirm(gift.actId);
  expect((await publish()).heldBack).toEqual([]);
});
