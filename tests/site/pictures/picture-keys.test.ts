import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictureParts } from '#site/pictures/picture-parts.ts';
import type { ReleasePart } from '#site/release-part.ts';
import { readSite } from '#site/site-data.ts';
import { writeSampleLog } from '../../support/sample-log.ts';
import { randomNotices } from '../exports/random-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-picture-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

const isOfNotice = ({ name }: ReleasePart): boolean => /^pictures\/(og\/)?notices\//.test(name);

/** Pictures of notices in the source language, of a log of so many notices, as they are drawn from nothing. */
async function drawnAt(notices: number): Promise<Map<string, { key: string; bytes: Buffer }>> {
  await writeSampleLog(join(folder, 'published'), randomNotices('two', 14).slice(0, notices));
  // As if full chunks had not been written again: only what happened may tell.
  const openings = join(folder, 'published/openings');
  for (const name of await readdir(openings)) await utimes(join(openings, name), 1, 1);
  const drawn = new Map<string, { key: string; bytes: Buffer }>();
  for await (const part of pictureParts(await readSite(join(folder, 'published')))) {
    if (!isOfNotice(part)) continue;
    await part.write(join(folder, `at-${notices}`));
    const [file = ''] = part.files;
    drawn.set(part.name, { key: part.key, bytes: await readFile(join(folder, `at-${notices}`, file)) });
  }
  return drawn;
}

test('while a log goes on and corrects itself, a picture of a notice with the same key has the same bytes', {
  timeout: 120_000,
}, async () => {
  const [early, late] = [await drawnAt(6), await drawnAt(10)];
  expect(early.size).toBe(12);
  const [same, others] = [[...early].filter(([name, { key }]) => late.get(name)?.key === key), early.size];
  for (const [name, { bytes }] of same) expect(late.get(name)?.bytes.equals(bytes), name).toBe(true);
  expect(same.length).toBeGreaterThan(2);
  expect(same.length).toBeLessThan(others);
});
