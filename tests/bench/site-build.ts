/**
 * What a release costs, first and after a thousand more gifts, at growing sizes of the log; each time also as a multiple
 * of one build of the site before anything is published, measured in the same run.
 * `npm run bench -- --site [--stand-in] [--pages-only] [--names] [sizes…]`, by default 10,000, 100,000 and 1,000,000
 * gifts. Counts of what was made show growth on a machine that is busy with something else; --names lists it.
 * --pages-only leaves out what is not pages; with --stand-in, the first release's sealed pages are small files
 * written by the bench, so that a million gifts need not be rendered to learn what the thousand after them cost.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sourceKey } from '#publication/build-site.ts';
import { makeRelease, type SiteBuilder } from '#publication/make-release.ts';
import { currentRelease, PARTS_SEALS, releasesOf, swapRelease } from '#publication/release.ts';
import { readSeals } from '#publication/seals.ts';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { readState } from '#site/survey-state.ts';
import { SyntheticLog } from './synthetic-log.ts';

const NEW_GIFTS = 1_000;
/** A longer log has more notices, not larger ones: a page of one grows with its corrections, whatever came before it. */
const LARGEST_NOTICE = 5_000;

interface Cost {
  what: string;
  size: number;
  total: number;
  parts: Map<string, number>;
  /** Sealed pages and parts that were made anew, and how many there are. */
  made: { sealed: readonly string[]; pageFiles: number; parts: readonly string[]; allParts: number };
}

export async function benchSiteBuild(given: readonly string[]): Promise<void> {
  const asked = given.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const sizes = asked.length > 0 ? asked : [10_000, 100_000, 1_000_000];
  const standIn = given.includes('--stand-in');
  const empty = await emptyFolder();
  const reference = await timeRelease(empty, 'nothing published', 0);
  await rm(empty, { recursive: true });
  report([reference], reference.total);
  const later: Cost[] = [];
  for (const size of sizes) {
    const dataDir = await emptyFolder();
    const log = new SyntheticLog(join(dataDir, 'published'));
    await log.begin();
    const notice = Math.min(LARGEST_NOTICE, Math.max(NEW_GIFTS, size / 20));
    for (let gifts = 0; gifts < size; gifts += notice) await log.grow(notice);
    const first = await timeRelease(
      dataDir,
      standIn ? 'first, stand-in pages' : 'first',
      size,
      standIn ? small : undefined,
    );
    await log.grow(NEW_GIFTS);
    const next = await timeRelease(dataDir, `after ${NEW_GIFTS} more`, size);
    report([first, next], reference.total);
    later.push(next);
    await rm(dataDir, { recursive: true });
  }
  const [smallest, largest] = [later[0], later.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return;
  const growth = largest.total / smallest.total;
  console.log(
    `\n${NEW_GIFTS} more gifts cost ${growth.toFixed(2)} times as much after ${largest.size} as after ${smallest.size}`,
  );
  if (growth > MOST_GROWTH) process.exitCode = 1;
}

const MOST_GROWTH = 2;

/** Once: a file that somebody saves while the bench runs would have everything built anew. */
const code = sourceKey();

const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'mingzhang-site-bench-'));

async function timeRelease(dataDir: string, what: string, size: number, buildSite?: SiteBuilder): Promise<Cost> {
  const releases = releasesOf(dataDir);
  const parts = new Map<string, number>();
  const from = { size: BigInt(size), code: await code, texts: 'bench' };
  const made: Cost['made'] = { sealed: [], pageFiles: 0, parts: [], allParts: 0 };
  const before = await partsOf(await currentRelease(releases));
  const began = performance.now();
  const release = await makeRelease(releases, join(dataDir, 'published'), from, {
    buildSite,
    parts: !process.argv.includes('--pages-only'),
    took: (part, ms) => parts.set(part, ms),
    wrote: (sealed, pageFiles) => Object.assign(made, { sealed, pageFiles }),
  });
  await swapRelease(releases, release);
  const total = performance.now() - began;
  const after = await partsOf(release);
  const anew = [...after].filter(([name, key]) => before.get(name) !== key).map(([name]) => name);
  return { what, size, total, parts, made: { ...made, parts: anew, allParts: after.size } };
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
  for (const { what, size, total, parts, made } of costs) {
    const shares = [...parts].map(([part, ms]) => `${part} ${(ms / 1_000).toFixed(1)}`).join(', ');
    const times = (total / reference).toFixed(2);
    console.log(
      `${String(size).padStart(9)} gifts, ${what}: ${(total / 1_000).toFixed(1)} s, ${times} times nothing (${shares})`,
    );
    console.log(
      `          ${made.pageFiles} files of pages, ${made.sealed.length} sealed pages anew; ${made.parts.length} of ${made.allParts} parts anew`,
    );
    if (process.argv.includes('--names')) console.log(`          ${[...made.sealed, ...made.parts].join(' ')}`);
  }
}
