/**
 * `node write-parts.ts <release> [<release before>]`: every part of a release that is not a page, from the published
 * folder that the environment names. No variable of it names a database (see publicEnvironment).
 */
import { join } from 'node:path';
import type { ReleasePart } from '#site/release-part.ts';
import { releaseParts } from '#site/release-parts.ts';
import { readFromEnvironment } from '#site/site-data.ts';
import { precompress } from './precompress.ts';
import { PARTS_SEALS } from './release.ts';
import { syncFiles } from './release-folder.ts';
import { carryOver, foldersOf, readSeals, sealNew, writeSeals } from './seals.ts';

const [release, previous] = process.argv.slice(2);
const code = process.env.MINGZHANG_CODE;
if (release === undefined || code === undefined) throw new TypeError('which release, and made by which code?');

const parts: ReleasePart[] = [];
for await (const part of releaseParts(await readFromEnvironment())) parts.push(part);
requireOnce(
  'part',
  parts.map(({ name }) => name),
);
requireOnce(
  'file',
  parts.flatMap(({ files, pieces }) => (pieces === undefined ? files : [...files, pieces])),
);

const before = await readSeals(previous, PARTS_SEALS);
const seals = await carryOver(previous, before, release, code, parts);
const anew = parts.filter(({ name }) => !(name in seals.parts));
const writtenFor = { before: before?.code === code ? previous : undefined };
for (const part of anew) await part.write(release, writtenFor);
const uncompressed = anew.filter(({ pieces }) => pieces === undefined);
await precompress(uncompressed.flatMap(({ files }) => files.map((file) => join(release, file))));
await sealNew(release, seals, anew);
for (const { name } of anew) if (!(name in seals.parts)) throw new Error(`${name} did not write its files`);
const written = anew.flatMap(({ name }) =>
  Object.keys(seals.parts[name]?.files ?? {}).map((path) => join(release, path)),
);
await syncFiles(release, written, foldersOf(release, seals));
await writeSeals(release, PARTS_SEALS, seals);

function requireOnce(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`two parts of the release are or make the same ${what}: ${name}`);
    seen.add(name);
  }
}
