import { readSettings } from '#config/settings.ts';
import { refusalText } from '#i18n/refusals.ts';
import { builtOffice } from '#publication/build-site.ts';
import { refreshRelease } from '#publication/publish.ts';
import { prepare } from './start.ts';

/** `mingzhang build`: the office, and a release of the site from what DATA_DIR has published. */
export async function run(): Promise<number> {
  await builtOffice();
  const { settings, database, cluster } = await prepare(readSettings());
  try {
    const outcome = await refreshRelease(database, settings.dataDir);
    if (outcome.ok) {
      console.log(outcome.value.rebuilt ? 'built office and site' : 'built the office; the served site is up to date');
      return 0;
    }
    for (const refusal of outcome.refusals) console.error(refusalText(refusal, 'en').message);
    return 1;
  } finally {
    await database.destroy();
    await cluster.stop();
  }
}
