/**
 * What one more record costs when the books and the log are ten and a hundred times as large. Each figure stands beside
 * a reference measured in the same run (the same number of bare inserts, of bare hashes), so that machines compare. Ends
 * with 1 when a cost grows with the size although it should not. Arguments: the sizes, default 100 1000 10000; or
 * `--site` and whatever site-build.ts takes, for what a release of the site costs; `--statements`, for what reading a
 * bank's statement costs; or `--matching`, for what matching it with the books costs.
 */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#database/connection.ts';
import { migrate } from '#database/migrate.ts';
import { openCluster } from '#database/open.ts';
import { benchHashing } from './hashing.ts';
import { growth, printTable, type Row } from './measure.ts';
import { benchPosting } from './posting.ts';
import { benchPublishing } from './publishing.ts';

// Each of these is loaded where it runs: what the others hold in memory says nothing of it.
if (process.argv.includes('--site')) {
  const { benchSiteBuild } = await import('./site-build.ts');
  await benchSiteBuild(process.argv.slice(2));
  process.exit();
}

if (process.argv.includes('--matching')) {
  const { benchMatching } = await import('./matching.ts');
  benchMatching(process.argv.slice(2));
  process.exit();
}

if (process.argv.includes('--statements')) {
  // In a small heap: what is kept alive shows, and not how long the collector waits.
  const megabytes = process.argv.includes('--store') ? 128 : 64;
  const small = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4'];
  if (process.execArgv.includes(small[0] ?? '')) {
    const { benchStatements } = await import('./statements.ts');
    await benchStatements(process.argv.slice(2));
    process.exit();
  }
  const run = spawnSync(process.execPath, [...small, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(run.status ?? 1);
}

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(100, 1_000, 10_000);

const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-bench-'));
await chmod(dataDir, 0o755);
// Durable, as in earnest: a commit that is not on disk would flatter every figure.
const cluster = await openCluster({ dataDir, host: '127.0.0.1', port: 0, secure: false });
await migrate(cluster.ownerUrl);
const db = openDatabase(cluster.appUrl);
const owner = openDatabase(cluster.ownerUrl);

const tables: Record<string, Row[]> = {
  'hash a leaf into the tree (reference: one SHA-256 of 65 bytes)': await benchHashing(sizes),
  'approve and post a gift (reference: one row in one transaction)': await benchPosting(db, owner, sizes),
  'append a leaf, sign and write its files (reference: one row in one transaction)': await benchPublishing(
    db,
    owner,
    dataDir,
    sizes,
  ),
};

await Promise.all([db.destroy(), owner.destroy()]);
await cluster.stop();
await rm(dataDir, { recursive: true });

const MOST_GROWTH = 2;
for (const [title, rows] of Object.entries(tables)) {
  printTable(title, rows);
  if (growth(rows) > MOST_GROWTH) {
    console.error(
      `  grows ${growth(rows).toFixed(1)}-fold from size ${rows[0]?.size} to ${rows.at(-1)?.size}: at most ${MOST_GROWTH} is meant`,
    );
    process.exitCode = 1;
  }
}
