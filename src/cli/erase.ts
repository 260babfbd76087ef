import { readSettings } from '#config/settings.ts';
import { openDatabase } from '#database/connection.ts';
import { openCluster } from '#database/open.ts';
import { refusalInBoth } from '#i18n/refusals.ts';
import { refreshRelease } from '#publication/publish.ts';

/** A publish may be at work: it is waited for, since it may have written its files before the erasure was approved. */
const WAIT_MS = 5_000;
const ATTEMPTS = 240;

/**
 * `mingzhang erase`: does again what the list of erasures says (after a restore), rewrites the openings, builds the pages
 * without the texts, and deletes the releases that showed them. Publishes nothing new.
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.error('Use: mingzhang erase   (erasures are proposed and approved in the office)');
    return 2;
  }
  const settings = readSettings();
  const cluster = await openCluster(settings);
  const db = openDatabase(cluster.appUrl, { max: 4 });
  try {
    for (let attempt = 1; ; attempt++) {
      const outcome = await refreshRelease(db, settings.dataDir);
      if (outcome.ok) {
        console.log(outcome.value.rebuilt ? 'the public files follow the texts as they stand' : 'nothing to do');
        return 0;
      }
      const busy = outcome.refusals.some(({ kind }) => kind === 'publishAlreadyRunning');
      if (!busy || attempt === ATTEMPTS) {
        for (const refusal of outcome.refusals) console.error(refusalInBoth(refusal));
        return 1;
      }
      await new Promise((resume) => setTimeout(resume, WAIT_MS));
    }
  } finally {
    await db.destroy();
    await cluster.stop();
  }
}
