import { readSettings } from '#config/settings.ts';
import { migrate } from '#database/migrate.ts';
import { openCluster } from '#database/open.ts';

/** mingzhang migrate */
export async function run(): Promise<number> {
  const cluster = await openCluster(readSettings());
  try {
    const ran = await migrate(cluster.ownerUrl);
    console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}.` : 'The database is up to date.');
    return 0;
  } finally {
    await cluster.stop();
  }
}
