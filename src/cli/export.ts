import { join, resolve } from 'node:path';
import { readSettings, SettingsError } from '#config/settings.ts';
import { exportParts } from '#site/exports/export-parts.ts';
import { plainTextJournal } from '#site/plain-text-journal.ts';
import { openPublishedLog } from '#site/published-log.ts';
import { readSite } from '#site/site-data.ts';

/**
 * `mingzhang export journal`: the published journal on standard output. `mingzhang export files FOLDER`:
 * every file of open data as a release has it. Needs the log's files only, no database.
 */
export async function run(args: string[]): Promise<number> {
  const [what = '', folder, ...more] = args;
  const published = join(readSettings().dataDir, 'published');
  if (what === 'files' && folder !== undefined && more.length === 0) return writeFiles(published, resolve(folder));
  if (what !== 'journal' || folder !== undefined) {
    throw new SettingsError('Use: mingzhang export journal, or mingzhang export files FOLDER');
  }
  const log = await openPublishedLog(published);
  let pending = '';
  for await (const line of plainTextJournal(log)) {
    pending += `${line}\n`;
    if (pending.length > 65_536) {
      await write(pending);
      pending = '';
    }
  }
  await write(pending);
  return 0;
}

async function writeFiles(published: string, folder: string): Promise<number> {
  let files = 0;
  for await (const part of exportParts(await readSite(published))) {
    await part.write(folder);
    files += part.files.length;
  }
  console.log(`wrote ${files} files under ${folder}`);
  return files > 0 ? 0 : 1;
}

/** Waits for a slow reader instead of piling the journal up in memory. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
