import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import type { Leaf } from '#log/leaf.ts';
import { readOpening } from '#log/opening.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { previewNotice } from '#publication/commit-notice.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog, logKeyPath } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterBatch, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;

beforeEach(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-notice-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const publishNow = () =>
  publish(test.db, {
    dataDir,
    buildSite: async ({ outDir }) => writeFile(join(outDir, 'index.html'), '<!doctype html><title>release</title>'),
  });

async function leaves(): Promise<Leaf[]> {
  const rows = await test.db.selectFrom('logLeaf').select('bytes').orderBy('leafIndex').execute();
  return rows.map(({ bytes }) => {
    const parsed = parseLeaf(bytes);
    if (!parsed.ok) throw new Error(parsed.code);
    return parsed.leaf;
  });
}

const verified = () => verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key));

async function reverse(actId: bigint): Promise<bigint> {
  const input = {
    actId,
    by: books.recorder,
    reasonCode: 'entryMistake',
    reason: '金额录错',
    idempotencyKey: `v${actId}`,
  };
  const reversal = value(await proposeReversal(test.db, input as Parameters<typeof proposeReversal>[1]));
  value(await approveAct(test.db, { actId: reversal.actId, revision: 1, by: books.reviewer }));
  return reversal.actId;
}

describe('a notice', () => {
  it('ends with a statement that repeats every position, and the log verifies as a whole', async () => {
    await enterGift(test.db, books, cashGift(930_000_00n));
    await enterBatch(test.db, books, 93n, 10_000_00n);
    expect(value(await publishNow())).toMatchObject({ notice: 1n, heldBack: [] });
    expect((await leaves()).at(-1)).toMatchObject({
      kind: 'statement',
      notice: '1',
      entity: 'city-charity',
      fund: 'relief',
      balances: [{ unit: 'CNY', received: '93000000', disbursed: '93000000', balance: '0' }],
    });
    expect(await verified()).toMatchObject({ ok: true, notice: 1n, totalsChecked: true });
  });

  it('leaves out what nobody has confirmed and counts it as 待核实', async () => {
    await enterGift(test.db, books, cashGift(100_00n));
    const unconfirmed = value(await proposeDonation(test.db, cashGift(7_00n), books.recorder, 'unconfirmed'));
    value(await approveAct(test.db, { actId: unconfirmed.actId, revision: 1, by: books.reviewer }));
    value(await publishNow());
    const published = await leaves();
    expect(published.filter(({ kind }) => kind === 'intake')).toHaveLength(1);
    expect(published.at(-1)).toMatchObject({ pending: [{ unit: 'CNY', amount: '700', count: '1' }] });
    expect(await verified()).toMatchObject({ ok: true });
  });

  it('holds back a batch whose gift is not public yet, publishes the rest, and lets it go with the gift', async () => {
    const gift = value(await proposeDonation(test.db, cashGift(50_00n), books.recorder, 'late gift'));
    value(await approveAct(test.db, { actId: gift.actId, revision: 1, by: books.reviewer }));
    const batch = await enterBatch(test.db, books, 5n, 10_00n);
    const first = value(await publishNow());
    expect(first.heldBack).toMatchObject([{ number: batch.number, refusals: [{ kind: 'publicBalanceShort' }] }]);
    value(await confirmAct(test.db, { actId: gift.actId, by: books.reviewer, kind: 'press', note: '日报 2020-02-21' }));
    expect(value(await publishNow()).heldBack).toEqual([]);
    expect(await verified()).toMatchObject({ ok: true, notice: 2n });
  });

  it('holds back a gift whose public prose names a phone, and says so', async () => {
    const gift = cashGift(10_00n, { usingUnit: '请联系王女士 13800138000' });
    const { number } = await enterGift(test.db, books, gift);
    await enterGift(test.db, books, cashGift(20_00n));
    const { ready, heldBack } = await previewNotice(test.db);
    expect(heldBack).toEqual([
      expect.objectContaining({ number, refusals: [{ kind: 'proseHasPhone', field: 'usingUnit' }] }),
    ]);
    expect(ready.filter(({ leaf }) => leaf.kind === 'intake')).toHaveLength(1);
  });

  it('voids a published gift by a correction that restores every total', async () => {
    const gift = await enterGift(test.db, books, cashGift(10_00n));
    await enterGift(test.db, books, cashGift(20_00n));
    value(await publishNow());
    await reverse(gift.actId);
    value(await publishNow());
    const published = await leaves();
    const voided = published.findIndex((leaf) => leaf.kind === 'intake' && leaf.number === gift.number);
    expect(published.find(({ kind }) => kind === 'correction')).toMatchObject({ voids: String(voided) });
    expect(published.at(-1)).toMatchObject({ balances: [{ unit: 'CNY', received: '2000', balance: '2000' }] });
    expect(await verified()).toMatchObject({ ok: true, notice: 2n });
  });

  it('says nothing of a gift that was reversed before it was published', async () => {
    const gift = await enterGift(test.db, books, cashGift(10_00n));
    await enterGift(test.db, books, cashGift(20_00n));
    await reverse(gift.actId);
    value(await publishNow());
    const published = await leaves();
    expect(published.filter(({ kind }) => kind === 'intake' || kind === 'correction')).toHaveLength(1);
    expect(await test.db.selectFrom('openTask').selectAll().execute()).toEqual([]);
    expect(await verified()).toMatchObject({ ok: true });
  });

  it('is refused while there is nothing new, and gives no number away', async () => {
    await enterGift(test.db, books, cashGift(10_00n));
    value(await publishNow());
    const again = await publishNow();
    expect(again).toMatchObject({ ok: false, refusals: [{ kind: 'nothingToPublish' }] });
    expect(await test.db.selectFrom('notice').selectAll().execute()).toHaveLength(1);
  });
});

describe('what the log says of a donor', () => {
  it('is never a name: a person without consent is masked, and the legal name stays sealed', async () => {
    await enterGift(
      test.db,
      books,
      cashGift(10_00n, { donor: { kind: 'person', legalName: '欧阳晓明' }, display: 'masked' }),
    );
    value(await publishNow());
    const everything = (await test.db.selectFrom('logLeaf').select('bytes').execute())
      .map(({ bytes }) => bytes.toString())
      .join();
    expect(everything).not.toContain('欧阳');
    const openings = await readFile(join(dataDir, 'published/openings/000.json'), 'utf8');
    const texts = Object.values(JSON.parse(openings) as Record<string, string[]>)
      .flat()
      .map((opening) => readOpening(opening)?.value);
    expect(texts).toContain('欧阳**');
    expect(texts).not.toContain('欧阳晓明');
  });
});

describe('signing is refused', () => {
  it('when the published log knows more than the database: it was restored from an old backup', async () => {
    await enterGift(test.db, books, cashGift(10_00n));
    value(await publishNow());
    const other = await testDatabase();
    try {
      await createLog(other.db, dataDir, 'ledger.example.org/log');
      const otherBooks = await openSmallBooks(other.db, other.owner);
      await enterGift(other.db, otherBooks, cashGift(99_00n));
      expect(await publish(other.db, { dataDir })).toMatchObject({ ok: false, refusals: [{ kind: 'databaseOlder' }] });
    } finally {
      await other.close();
    }
  });

  it('when its own rollup strayed from the leaves, so that no verifier would accept the statement', async () => {
    await enterGift(test.db, books, cashGift(10_00n));
    value(await publishNow());
    await test.db.updateTable('publicBalance').set({ amount: 1001n }).where('neverNegative', '=', true).execute();
    await enterGift(test.db, books, cashGift(20_00n));
    await expect(publishNow()).rejects.toThrow(/statementDiffers/);
    expect(await test.db.selectFrom('notice').selectAll().execute()).toHaveLength(1);
    expect(await verified()).toMatchObject({ ok: true, notice: 1n });
  });

  it('when the key file is another key, or others can read it', async () => {
    await enterGift(test.db, books, cashGift(10_00n));
    await writeFile(logKeyPath(dataDir), `${Buffer.alloc(32, 9).toString('base64')}\n`);
    await expect(publishNow()).rejects.toThrow(/is not the key of this log/);
    await chmod(logKeyPath(dataDir), 0o644);
    await expect(publishNow()).rejects.toThrow(/can be read by others/);
  });
});
