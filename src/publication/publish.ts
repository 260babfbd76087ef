import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { dropAbandonedBuilds, sourceKey } from './build-site.ts';
import { commitNotice, type HeldBack } from './commit-notice.ts';
import { refusingFork } from './fork-error.ts';
import {
  logFolder,
  readBack,
  readPublishedCheckpoint,
  refuseFork,
  unpublishedSizes,
  writeCheckpoint,
  writeLogFiles,
} from './log-files.ts';
import { readSigner } from './log-key.ts';
import { makeRelease, type SiteBuilder } from './make-release.ts';
import { sweepOpenings, writeOpeningFiles } from './opening-files.ts';
import { type StillLocked, withPublishLock } from './publish-lock.ts';
import { textsKey, writeChangedTexts } from './published-texts.ts';
import { moveReceiptIndex, writeReceiptFiles } from './receipt-files.ts';
import { refuseDamagedNewLeaves, refuseDamagedOldLeaves } from './refuse-damage.ts';
import { dropOldReleases, isServed, type MadeFrom, releasesOf, swapRelease } from './release.ts';
import { replayWhileLocked } from './replay-erasures.ts';
import { crashPoint, type PublishStep } from './steps.ts';

export interface PublishOptions {
  dataDir: string;
  /** Who asked; absent for the command line. */
  by?: bigint;
  /** Digest of the list that was confirmed (previewNotice); another list is refused. Absent: whatever is ready goes out. */
  list?: string;
  onStep?: (step: PublishStep) => void | Promise<void>;
  /** Fills a release folder from the published one; the real site unless a test has no use for its pages. */
  buildSite?: SiteBuilder;
}

export interface Published {
  /** Number of the notice this run made; absent when it only finished an earlier one. */
  notice?: bigint;
  size: bigint;
  heldBack: HeldBack[];
}

/**
 * Publishes everything that is approved and confirmed as one numbered notice, in the steps of steps.ts. Run again
 * after any crash it finishes what was begun: the database fixed the bytes before the first file was written.
 */
export function publish(db: Database, options: PublishOptions): Promise<Result<Published>> {
  return refusingFork(() => withPublishLock(db, (stillLocked) => publishLocked(db, options, stillLocked)));
}

async function publishLocked(
  db: Database,
  options: PublishOptions,
  stillLocked: StillLocked,
): Promise<Result<Published>> {
  const { dataDir } = options;
  const folder = logFolder(dataDir);
  const releases = releasesOf(dataDir);
  const step = async <T>(name: PublishStep, work: () => Promise<T>): Promise<T> => {
    await options.onStep?.(name);
    crashPoint(name, 'before');
    const outcome = await work();
    crashPoint(name, 'after');
    return outcome;
  };

  const signer = await step('lock', () => readSigner(db, dataDir));
  const published = await step('compare', async () => {
    const checkpoint = await readPublishedCheckpoint(folder, signer);
    await refuseFork(db, checkpoint);
    await refuseDamagedOldLeaves(db, folder, checkpoint);
    return checkpoint;
  });
  await sweepOpenings(dataDir);
  await dropAbandonedBuilds();
  await replayWhileLocked(db, dataDir);
  const publishedSize = published?.size ?? 0n;
  const notice = await step('commit', () => commitNotice(db, signer, options.by, options.list));
  if (notice.listChanged) return refused({ kind: 'noticeListChanged' });
  const sizes = await unpublishedSizes(db, publishedSize);
  const size = sizes.at(-1) ?? publishedSize;
  if (size === 0n || (sizes.length === 0 && (await isServed(releases, await madeFrom(db, size))))) {
    // A run killed right after its swap left the releases before, which may show what was erased.
    if (size > 0n) await dropOldReleases(releases);
    return refused(...nothingToPublish(notice.heldBack));
  }
  if (sizes.length > 0) {
    await step('bundles', async () => {
      await refuseDamagedNewLeaves(db, folder, publishedSize, sizes);
      await writeLogFiles(db, folder, 'bundles', publishedSize, sizes);
    });
    await step('tiles', () => writeLogFiles(db, folder, 'tiles', publishedSize, sizes));
    await step('openings', async () => {
      await writeOpeningFiles(db, dataDir, publishedSize, size);
      await writeReceiptFiles(db, dataDir, publishedSize, size);
    });
    await step('readBack', async () => {
      const { root } = await db
        .selectFrom('logCheckpoint')
        .select('root')
        .where('size', '=', size)
        .executeTakeFirstOrThrow();
      await readBack(folder, publishedSize, size, root);
    });
    await step('checkpoint', async () => {
      await stillLocked();
      await writeCheckpoint(db, folder, size, signer);
    });
  }
  const { buildSite } = options;
  const release = await step('site', async () => {
    const from = await madeFrom(db, size);
    await moveReceiptIndex(db, dataDir, size);
    await writeChangedTexts(db, dataDir, size);
    return makeRelease(releases, join(dataDir, 'published'), from, { buildSite });
  });
  await step('release', async () => {
    await stillLocked();
    await swapRelease(releases, release);
  });
  await step('finish', async () => {
    await dropOldReleases(releases);
    // What was decided meanwhile found the lock taken.
    await replayWhileLocked(db, dataDir);
  });
  return done({ size, heldBack: notice.heldBack, ...(notice.number !== undefined && { notice: notice.number }) });
}

/**
 * Builds and swaps in a release when the served one shows another size of the log or other texts, or was made by older
 * code: after an upgrade, when a name was hidden, shown or erased, and on the first start, when the site says that
 * nothing has been published yet.
 */
export function refreshRelease(
  db: Database,
  dataDir: string,
  buildSite?: SiteBuilder,
): Promise<Result<{ rebuilt: boolean }>> {
  return refusingFork(() =>
    withPublishLock<{ rebuilt: boolean }>(db, async (stillLocked) => {
      await sweepOpenings(dataDir);
      await dropAbandonedBuilds();
      const published = await readPublishedCheckpoint(logFolder(dataDir), await readSigner(db, dataDir));
      await refuseFork(db, published);
      const size = published?.size ?? 0n;
      const releases = releasesOf(dataDir);
      await replayWhileLocked(db, dataDir);
      const from = await madeFrom(db, size);
      // Whatever the served release is named after: it was not made from texts that only now follow the database.
      const rewritten = await writeChangedTexts(db, dataDir, size);
      const rebuilt = rewritten || !(await isServed(releases, from));
      if (rebuilt) {
        if (size > 0n) await moveReceiptIndex(db, dataDir, size);
        const release = await makeRelease(releases, join(dataDir, 'published'), from, { buildSite });
        await stillLocked();
        await swapRelease(releases, release);
      }
      await stillLocked();
      await dropOldReleases(releases, rewritten ? 0 : undefined);
      return done({ rebuilt });
    }),
  );
}

/**
 * Read before the texts are written: what is decided in between leaves a release that is named after the texts before and
 * built anew by the next refresh. The other way round it would be named after texts that it does not show.
 */
const madeFrom = async (db: Database, size: bigint): Promise<MadeFrom> => ({
  size,
  code: await sourceKey(),
  texts: await textsKey(db),
});

function nothingToPublish(heldBack: readonly HeldBack[]): Refusal[] {
  return [{ kind: 'nothingToPublish', values: { heldBack: String(heldBack.length) } }];
}
