import { rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './durable-file.ts';
import { type MadeFrom, newRelease, oldestKept, PARTS_SEALS, type Releases, SEALS } from './release.ts';
import { readSeals, type Seals } from './seals.ts';

/** The folder of a new release, and what an older one has left of its pages in it. */
export interface TakenOver {
  release: string;
  taken?: Seals;
}

/**
 * A folder for a new release: that of the oldest one, where as many are kept as are for going back, so that what is the
 * same in both need not be linked, of a million gifts 150,000 files; else an empty one. Only of the same code and texts.
 * The mark of a finished release goes before the name: whatever a crash leaves behind it, the next run removes. Then one
 * fewer is left for going back, until the next publish.
 */
export async function takeOver(releases: Releases, from: MadeFrom, withParts: boolean): Promise<TakenOver> {
  const release = await newRelease(releases, from);
  const oldest = await oldestKept(releases, from);
  const taken = await readSeals(oldest, SEALS);
  if (oldest === undefined || taken?.code !== from.code) return { release };
  // Nobody would know what else lies there.
  if (withParts && (await readSeals(oldest, PARTS_SEALS)) === undefined) return { release };
  await rm(join(oldest, SEALS));
  await syncFolder(oldest);
  await rmdir(release);
  await rename(oldest, release);
  return { release, taken };
}
