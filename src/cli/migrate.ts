import { readSettings } from '#config/settings.ts';
import { MadeByOtherMigrations, migrate } from '#database/migrate.ts';
import { openCluster } from '#database/open.ts';
import { madeByAnotherVersion } from '#i18n/start.ts';

/** mingzhang migrate */
export async function run(): Promise<number> {
  const cluster = await openCluster(readSettings());
  try {
    const ran = await bringUpToDate(cluster.ownerUrl);
    console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}.` : 'The database is up to date.');
    return 0;
  } finally {
    await cluster.stop();
  }
}

/** As `migrate`; a database of another version is told of in words for whoever starts the portal. */
export async function bringUpToDate(ownerUrl: string): Promise<string[]> {
  try {
    return await migrate(ownerUrl);
  } catch (error) {
    if (error instanceof MadeByOtherMigrations) throw new Error(madeByAnotherVersion(error.first));
    throw error;
  }
}
