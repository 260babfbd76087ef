import { join } from 'node:path';
import { readSettings, SettingsError } from '#config/settings.ts';
import { plainTextJournal } from '#site/plain-text-journal.ts';
import { openPublishedLog } from '#site/published-log.ts';

/** `mingzhang export journal`: the published journal on standard output; needs the log's files only, no database. */
export async function run(args: string[]): Promise<number> {
  if (args[0] !== 'journal' || args.length > 1) throw new SettingsError('Use: mingzhang export journal');
  const log = await openPublishedLog(join(readSettings().dataDir, 'published'));
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

/** Waits for a slow reader instead of piling the journal up in memory. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
