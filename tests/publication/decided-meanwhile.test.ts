import { mkdtemp, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KyselyPlugin, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#database/connection.ts';
import { sourceKey } from '#publication/build-site.ts';
import { decideErasure, proposeErasure } from '#publication/erasure.ts';
import { writeWithTwins } from '#publication/file-with-twins.ts';
import { createLog } from '#publication/log-key.ts';
import { makeRelease } from '#publication/make-release.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { textsKey } from '#publication/published-texts.ts';
import { releasesOf, swapRelease } from '#publication/release.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { publicFiles, servedText, siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;

beforeEach(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-meanwhile-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(test.db, test.owner);
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const NAME = '欧阳晓明';

function giftOf(legalName: string) {
  const consent = { display: 'named', byGuardian: false, givenOn: '2020-02-01', evidence: '同意书' } as const;
  return enterGift(
    test.db,
    books,
    cashGift(10_00n, { donor: { kind: 'person', legalName, consent }, display: 'named' }),
  );
}

async function proposedErasure(actId: bigint): Promise<bigint> {
  const wish = { actId, fields: ['displayName', 'legalName'], askedBy: '捐赠人本人', reason: '要求删除姓名' };
  return value(await proposeErasure(test.db, wish, books.recorder));
}

const approve = async (id: bigint) =>
  value(await decideErasure(test.db, dataDir, { id, decision: 'approved', by: books.reviewer }));

/** The same database to whoever publishes; once it has asked for the nth time what became of published texts, `then` happens. */
function whenAsked(nth: number, then: () => Promise<unknown>) {
  const asked = new WeakSet<object>();
  let times = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (node.kind === 'SelectQueryNode' && /"opening_?change"/i.test(JSON.stringify(node.from))) asked.add(queryId);
      return node;
    },
    async transformResult({ result, queryId }) {
      if (asked.has(queryId) && ++times === nth) await then();
      return result;
    },
  };
  return { db: test.db.withPlugin(plugin), happened: () => times >= nth };
}

describe('an erasure approved while pages are being made', () => {
  /** Replaying asks too, before and after. */
  it.each([1, 2, 3, 4, 5])(
    'is carried out by the next refresh, when a publish asked for the %ith time',
    async (nth) => {
      const { actId } = await giftOf(NAME);
      value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
      await giftOf('李四光');
      const id = await proposedErasure(actId);
      const { db, happened } = whenAsked(nth, () => approve(id));
      value(await publish(db, { dataDir, buildSite: siteOfTexts }));
      if (!happened()) await approve(id);
      value(await refreshRelease(test.db, dataDir, siteOfTexts));
      expect(await servedText(dataDir)).not.toContain(NAME);
      expect(value(await refreshRelease(test.db, dataDir, siteOfTexts))).toEqual({ rebuilt: false });
    },
  );

  it.each([1, 2, 3, 4])('is carried out by the next refresh, when one before asked for the %ith time', async (nth) => {
    const [first, second] = [await giftOf('李四光'), await giftOf(NAME)];
    value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
    await approve(await proposedErasure(first.actId));
    const id = await proposedErasure(second.actId);
    const { db, happened } = whenAsked(nth, () => approve(id));
    value(await refreshRelease(db, dataDir, siteOfTexts));
    if (!happened()) await approve(id);
    value(await refreshRelease(test.db, dataDir, siteOfTexts));
    expect(await servedText(dataDir)).not.toContain(NAME);
    expect(value(await refreshRelease(test.db, dataDir, siteOfTexts))).toEqual({ rebuilt: false });
  });
});

it('texts that do not follow the database are written anew, and so is a release that was made from them under the name of others', async () => {
  const { actId } = await giftOf(NAME);
  const { size } = value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
  const openings = join(dataDir, 'published/openings/000.json');
  const before = JSON.parse(await readFile(openings, 'utf8'));
  await approve(await proposedErasure(actId));
  value(await refreshRelease(test.db, dataDir, siteOfTexts));
  await writeWithTwins(openings, before);
  const [releases, from] = [releasesOf(dataDir), { size, code: await sourceKey(), texts: await textsKey(test.db) }];
  const made = await makeRelease(releases, join(dataDir, 'published'), from, { buildSite: siteOfTexts });
  await swapRelease(releases, made);
  expect(await servedText(dataDir)).toContain(NAME);
  expect(value(await refreshRelease(test.db, dataDir, siteOfTexts))).toEqual({ rebuilt: true });
  expect(await servedText(dataDir)).not.toContain(NAME);
});

it('a refresh that lost the lock swaps nothing in and deletes no release', async () => {
  const { actId } = await giftOf(NAME);
  value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
  const served = await readlink(join(dataDir, 'current'));
  await approve(await proposedErasure(actId));
  const refreshed = refreshRelease(test.db, dataDir, async (from) => {
    await siteOfTexts(from);
    await loseLock(test.db);
  });
  await expect(refreshed).rejects.toThrow();
  expect(await readlink(join(dataDir, 'current'))).toBe(served);
  expect((await publicFiles(dataDir)).has(`/${served}/index.html`)).toBe(true);
});

/** As when a firewall or a failover cuts the connection. */
async function loseLock(db: Database): Promise<void> {
  const { rows } = await sql<{ ended: boolean }>`
    select pg_terminate_backend(pid) as ended from pg_locks
    where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(db);
  expect(rows).toEqual([{ ended: true }]);
}
