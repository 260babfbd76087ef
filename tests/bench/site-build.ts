/**
 * What a release costs: the first, and after a thousand more gifts, three times; each also as a multiple of one build of
 * the site before anything is published, measured in the same run. The third is what publishing costs from then on: it
 * takes over the folder of the oldest release, which the first two leave for going back.
 * `npm run bench -- --site [--stand-in] [--pages-only] [--names] [--keep FOLDER] [sizes…]`, by default 10,000, 100,000 and
 * 1,000,000 gifts. Counts of what was made and seconds of processors show growth on a machine that is busy with something
 * else; --names lists what was made, and the processor's milliseconds for each part. --pages-only leaves out what is not pages; with
 * --stand-in, the first release's sealed pages are small files written by the bench, so that a million gifts need not be
 * rendered to learn what the thousand after them cost. With --keep, logs and first releases stay in a folder, and are
 * taken from there the next time, whatever code made them: for looking at what comes after them, again and again.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sourceKey } from '#publication/build-site.ts';
import { makeRelease, type SiteBuilder } from '#publication/make-release.ts';
import type { PartsTook } from '#publication/parts-process.ts';
import { currentRelease, dropOldReleases, PARTS_SEALS, releasesOf, swapRelease } from '#publication/release.ts';
import { readSeals } from '#publication/seals.ts';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { readState } from '#site/survey-state.ts';
import { processorSeconds } from './measure.ts';
import { SyntheticLog } from './synthetic-log.ts';

const NEW_GIFTS = 1_000;
/** As many as it takes until each release finds an oldest one that nobody goes back to. */
const TIMES = 3;
/** A longer log has more notices, not larger ones: a page of one grows with its corrections, whatever came before it. */
const LARGEST_NOTICE = 5_000;

interface Cost {
  what: string;
  size: number;
  total: number;
  /** Seconds of processors, where the system tells. */
  worked: number | undefined;
  parts: Map<string, number>;
  took: PartsTook | undefined;
  /** Sealed pages and parts that were made anew, and how many there are. */
  made: { sealed: readonly string[]; pageFiles: number; parts: readonly string[]; allParts: number };
}

export async function benchSiteBuild(given: readonly string[]): Promise<void> {
  const asked = given.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const sizes = asked.length > 0 ? asked : [10_000, 100_000, 1_000_000];
  const standIn = given.includes('--stand-in');
  const keep = keptIn(given);
  const empty = await emptyFolder();
  const reference = await timeRelease(empty, 'nothing published', 0);
  await rm(empty, { recursive: true });
  report([reference], reference.total);
  const later: Cost[] = [];
  for (const size of sizes) {
    const dataDir = keep === undefined ? await emptyFolder() : join(keep, String(size));
    const stages = await grownLog(dataDir, size);
    await stages.set(0);
    if (!(await beginsWithFirst(dataDir))) {
      report(
        [await timeRelease(dataDir, standIn ? 'first, stand-in pages' : 'first', size, standIn ? small : undefined)],
        reference.total,
      );
      if (keep !== undefined) linkTree(releasesOf(dataDir).folder, firstIn(dataDir));
    }
    const before = later.at(-1);
    for (let time = 1; time <= TIMES; time++) {
      await stages.set(time);
      const next = await timeRelease(dataDir, `after ${NEW_GIFTS} more`, size + time * NEW_GIFTS);
      report([next], reference.total);
      if (time === TIMES) later.push(next);
    }
    const last = later.at(-1);
    if (before !== undefined && last !== undefined) reportGrowth(before, last);
    if (keep === undefined) await rm(dataDir, { recursive: true });
  }
  const [smallest, largest] = [later[0], later.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return;
  if (later.length > 2) reportGrowth(smallest, largest);
  if (growthOf(smallest, largest) > MOST_GROWTH) process.exitCode = 1;
}

/** Set to how the log stood after so many further notices. */
interface Stages {
  set(stage: number): Promise<void>;
}

/**
 * A log of so many gifts, and of a thousand more, and of a thousand more again. Files of a longer log do not disturb: its
 * checkpoint tells how far it goes, so that and the chunk of openings that was not full are all there is to be set.
 */
async function grownLog(dataDir: string, size: number): Promise<Stages> {
  const published = join(dataDir, 'published');
  const stageOf = (stage: number): string => join(dataDir, 'stages', String(stage));
  if (!(await isThere(stageOf(TIMES)))) {
    const log = new SyntheticLog(published);
    await log.begin();
    const notice = Math.min(LARGEST_NOTICE, Math.max(NEW_GIFTS, size / 20));
    for (let gifts = 0; gifts < size; gifts += notice) await log.grow(notice);
    for (let stage = 0; stage <= TIMES; stage++) {
      const open = log.openFiles();
      if (stage > 0) await log.grow(NEW_GIFTS);
      for (const file of new Set([...open, ...log.openFiles()])) {
        await cp(join(published, file), join(stageOf(stage), file));
      }
    }
  }
  return { set: (stage) => cp(stageOf(stage), published, { recursive: true }) };
}

const firstIn = (dataDir: string): string => join(dataDir, 'first');

/** Goes back to the release that an earlier run began with; says whether one did. Its files are only ever linked. */
async function beginsWithFirst(dataDir: string): Promise<boolean> {
  const releases = releasesOf(dataDir);
  await rm(releases.folder, { recursive: true, force: true });
  await rm(releases.current, { force: true });
  if (!(await isThere(firstIn(dataDir)))) return false;
  linkTree(firstIn(dataDir), releases.folder);
  const [first = ''] = await readdir(releases.folder);
  await swapRelease(releases, join(releases.folder, first));
  return true;
}

function linkTree(from: string, to: string): void {
  execFileSync('cp', ['--archive', '--link', from, to]);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const keptIn = (given: readonly string[]): string | undefined => {
  const at = given.indexOf('--keep');
  return at < 0 ? undefined : given[at + 1];
};

const growthOf = (smaller: Cost, larger: Cost): number => larger.total / smaller.total;

function reportGrowth(smaller: Cost, larger: Cost): void {
  const times = growthOf(smaller, larger).toFixed(2);
  const [few, many] = [smaller.worked, larger.worked];
  const worked = few === undefined || many === undefined ? '' : `, of processors ${(many / few).toFixed(2)} times`;
  console.log(
    `${NEW_GIFTS} more gifts cost ${times} times as much after ${larger.size} as after ${smaller.size}${worked}`,
  );
}

const MOST_GROWTH = 2;

/** Once: a file that somebody saves while the bench runs would have everything built anew. */
const code = keptIn(process.argv) === undefined ? sourceKey() : Promise.resolve('whatevercode');

const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'mingzhang-site-bench-'));

async function timeRelease(dataDir: string, what: string, size: number, buildSite?: SiteBuilder): Promise<Cost> {
  const releases = releasesOf(dataDir);
  const parts = new Map<string, number>();
  const from = { size: BigInt(size), code: await code, texts: 'bench' };
  const made: Cost['made'] = { sealed: [], pageFiles: 0, parts: [], allParts: 0 };
  const took: { parts?: PartsTook } = {};
  const before = await partsOf(await currentRelease(releases));
  const [began, worked] = [performance.now(), processorSeconds()];
  const release = await makeRelease(releases, join(dataDir, 'published'), from, {
    buildSite,
    parts: !process.argv.includes('--pages-only'),
    took: (part, ms) => parts.set(part, ms),
    tookParts: (parts) => Object.assign(took, { parts }),
    wrote: (sealed, pageFiles) => Object.assign(made, { sealed, pageFiles }),
  });
  await swapRelease(releases, release);
  await dropOldReleases(releases);
  const total = performance.now() - began;
  const workedFor = worked === undefined ? undefined : (processorSeconds() ?? 0) - worked;
  const after = await partsOf(release);
  const anew = [...after].filter(([name, key]) => before.get(name) !== key).map(([name]) => name);
  return {
    what,
    size,
    total,
    worked: workedFor,
    parts,
    took: took.parts,
    made: { ...made, parts: anew, allParts: after.size },
  };
}

/** Name and key of every part of a release that is no page. */
async function partsOf(release: string | undefined): Promise<ReadonlyMap<string, string>> {
  const seals = await readSeals(release, PARTS_SEALS);
  return new Map(Object.entries(seals?.parts ?? {}).map(([name, { key }]) => [name, key]));
}

/** As many files as the pages would be, in a moment. */
const small: SiteBuilder = async ({ publishedDir, outDir, survey, code }) => {
  const state = survey === undefined ? undefined : await readState(survey);
  for (const { files } of sealedPages(await readSite(publishedDir, { code, state }))) {
    for (const file of files) {
      await mkdir(dirname(join(outDir, file)), { recursive: true });
      await writeFile(join(outDir, file), `<!doctype html><title>${file}</title><p>${'一笔捐赠。'.repeat(60)}</p>`);
    }
  }
};

function report(costs: readonly Cost[], reference: number): void {
  for (const { what, size, total, worked, parts, took, made } of costs) {
    const shares = [...parts].map(([part, ms]) => `${part} ${(ms / 1_000).toFixed(1)}`).join(', ');
    const times = (total / reference).toFixed(2);
    const cpu = worked === undefined ? '' : `, ${worked.toFixed(1)} s of processors`;
    console.log(
      `${String(size).padStart(9)} gifts, ${what}: ${(total / 1_000).toFixed(1)} s, ${times} times nothing${cpu} (${shares})`,
    );
    console.log(
      `          ${made.pageFiles} files of pages, ${made.sealed.length} sealed pages anew; ${made.parts.length} of ${made.allParts} parts anew`,
    );
    if (!process.argv.includes('--names')) continue;
    console.log(`          ${made.sealed.join(' ')}`);
    for (const times of [took?.stages, took?.parts]) {
      const slowestFirst = Object.entries(times ?? {}).sort(([, a], [, b]) => b - a);
      console.log(`          ${slowestFirst.map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(', ')}`);
    }
  }
}
