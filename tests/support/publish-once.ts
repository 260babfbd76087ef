/**
 * A publisher in a process of its own, so that a test may kill it: `node publish-once.ts <app url> <data dir>`.
 * Its pages are one small file that says every published text; every other step is the product's.
 */
import { openDatabase } from '#database/connection.ts';
import { publish } from '#publication/publish.ts';
import { siteOfTexts } from './site-of-texts.ts';

const [url = '', dataDir = ''] = process.argv.slice(2);
const db = openDatabase(url, { max: 4 });
try {
  const outcome = await publish(db, { dataDir, buildSite: siteOfTexts });
  console.log(JSON.stringify(outcome, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
} finally {
  await db.destroy();
}
