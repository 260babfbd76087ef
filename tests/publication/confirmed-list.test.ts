import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MOST_DRAFTED, previewNotice } from '#publication/commit-notice.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { untilWaiting } from '../support/lock-waits.ts';
import { siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks } from '../support/small-books.ts';
import { confirmedByBank } from '../support/statement-lines.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;

beforeEach(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-confirmed-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(test.db, test.owner);
  await enterGift(test.db, books, cashGift(10_00n));
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const shownList = async () => (await previewNotice(test.db, MOST_DRAFTED)).digest;
const publishList = (list: string) => publish(test.db, { dataDir, list, buildSite: siteOfTexts });
const leaves = () => test.db.selectFrom('logLeaf').select('leafIndex').execute();
const changed = { ok: false, refusals: [{ kind: 'noticeListChanged' }] };

it('an act that became ready after the list was confirmed is not published along with it', async () => {
  const list = await shownList();
  await enterGift(test.db, books, cashGift(20_00n));
  expect(await publishList(list)).toMatchObject(changed);
  expect(await leaves()).toEqual([]);
  expect(await publishList(await shownList())).toMatchObject({ ok: true, value: { notice: 1n } });
});

it('nor one that became ready while the publisher waited to commit', async () => {
  const list = await shownList();
  let publishing: ReturnType<typeof publishList> | undefined;
  await test.owner.transaction().execute(async (tx) => {
    await tx.selectFrom('logHead').select('size').forUpdate().execute();
    publishing = publishList(list);
    await untilWaiting(test.db, 'log_head');
    await enterGift(test.db, books, cashGift(20_00n));
  });
  expect(await publishing).toMatchObject(changed);
  expect(await leaves()).toEqual([]);
});

it('another confirmation of a shown act makes another list, since the leaf says it', async () => {
  const list = await shownList();
  const { actId } = await test.db.selectFrom('donation').select('actId').executeTakeFirstOrThrow();
  await confirmedByBank(test.db, { clerk: books.recorder, reviewer: books.reviewer }, actId);
  expect(await publishList(list)).toMatchObject(changed);
  expect(await leaves()).toEqual([]);
});
