/**
 * `node write-parts.ts <release> [<release before>]`: every part of a release that is not a page, from the published
 * folder that the environment names. No variable of it names a database (see publicEnvironment). Prints how long it took.
 */
import { join } from 'node:path';
import type { ReleasePart, WrittenFor } from '#site/release-part.ts';
import { releaseParts } from '#site/release-parts.ts';
import { readFromEnvironment } from '#site/site-data.ts';
import type { PartsTook } from './parts-process.ts';
import { precompress } from './precompress.ts';
import { PARTS_SEALS } from './release.ts';
import { syncFiles } from './release-folder.ts';
import { carryOver, readSealed, readSeals, sealNew, writeSeals } from './seals.ts';

const [release, previous] = process.argv.slice(2);
const code = process.env.MINGZHANG_CODE;
if (release === undefined || code === undefined) throw new TypeError('which release, and made by which code?');

const took: PartsTook = { stages: {}, parts: {} };
const timed = async <T>(of: Record<string, number>, what: string, work: () => Promise<T>): Promise<T> => {
  const began = process.cpuUsage();
  const outcome = await work();
  const { user, system } = process.cpuUsage(began);
  of[what] = (user + system) / 1_000;
  return outcome;
};

const site = await timed(took.stages, 'read', readFromEnvironment);
const parts = await timed(took.stages, 'list', () => listed(releaseParts(site)));
requireOnce(
  'part',
  parts.map(({ name }) => name),
);
requireOnce(
  'file',
  parts.flatMap(({ files, pieces }) => (pieces === undefined ? files : [...files, pieces])),
);

const before = await readSeals(previous, PARTS_SEALS);
// Its folder was an older release's: see takeOver.
const taken = await readSeals(release, PARTS_SEALS);
const { seals, folders } = await timed(took.stages, 'carryOver', () =>
  carryOver(previous, before, release, code, parts, taken),
);
const anew = parts.filter(({ name }) => !(name in seals.parts));
for (const part of anew) await timed(took.parts, part.name, () => part.write(release, writtenFor(part)));
const uncompressed = anew.filter(({ pieces }) => pieces === undefined);
await timed(took.stages, 'compress', () =>
  precompress(uncompressed.flatMap(({ files }) => files.map((file) => join(release, file)))),
);
await timed(took.stages, 'seal', () => sealNew(release, seals, anew));
for (const { name } of anew) if (!(name in seals.parts)) throw new Error(`${name} did not write its files`);
const written = anew.flatMap(({ name }) =>
  Object.keys(seals.parts[name]?.files ?? {}).map((path) => join(release, path)),
);
await timed(took.stages, 'sync', () => syncFiles(release, written, folders));
await writeSeals(release, PARTS_SEALS, seals);
console.log(JSON.stringify(took));

function writtenFor({ name }: ReleasePart): WrittenFor {
  if (previous === undefined || before?.code !== code) return { before: undefined };
  const seal = before?.parts[name];
  if (seal === undefined) return { before: previous };
  return { before: previous, files: Object.keys(seal.files), read: (file) => readSealed(previous, seal, file) };
}

async function listed(all: AsyncIterable<ReleasePart>): Promise<ReleasePart[]> {
  const list: ReleasePart[] = [];
  for await (const part of all) list.push(part);
  return list;
}

function requireOnce(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`two parts of the release are or make the same ${what}: ${name}`);
    seen.add(name);
  }
}
