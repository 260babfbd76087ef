import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { itemFamilyName, itemName } from '#i18n/en/registered-names.ts';
import { utf8 } from '#log/bytes.ts';
import { TILE_WIDTH } from '#log/tiles.ts';
import { GIFTS_PER_PAGE } from '../addresses.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { chineseFold } from './chinese-fold.ts';
import { earlierRecords, writeVoided } from './earlier-records.ts';
import { writeFold } from './fold.ts';
import { giftRecords, leavesOfGifts } from './gift-records.ts';
import { keyOf } from './key.ts';
import { GIFTS_PER_RECORDS, LAYOUT, type Layout, MANIFEST, type SearchManifest } from './manifest.ts';
import { runsOfRecord, type SearchRecord, termsOfFilters } from './record.ts';
import { registerRecords } from './register-records.ts';
import type { Fold } from './words.ts';
import { termsOf } from './words.ts';
import { filesOfRecords, writeRecords } from './write-records.ts';
import { deflated, filesOfWords, type IndexedRecord, writeWords } from './write-words.ts';

/** Raised whenever the same log gives other files. */
const FORMAT = 3;

/**
 * The search index as parts of a release. Words of gifts lie in segments that grow by merging (see `segmentsOf`), so a
 * publish writes the open segment and little else; records of gifts lie in ten-thousands, so a correction rewrites
 * only those. Pagefind was weighed and left: the metadata file that every visitor loads first grows with the number of
 * records, to megabytes at a million, and a build has to read every record anew.
 */
export async function* searchParts(
  site: SiteData,
  { segments, perFolder }: Layout = LAYOUT,
): AsyncGenerator<ReleasePart> {
  const fold = chineseFold();
  const foldText = writeFold(fold);
  const basis = [FORMAT, site.log.checkpoint?.origin ?? '', keyOf(foldText)];
  const foldPath = `search/fold-${keyOf(...basis)}.bin`;
  yield smallPart('search/fold', foldPath, deflated(utf8(foldText)));

  const few = await registerRecords(site);
  const register = registerFolders(few, basis);
  yield* registerParts(few, register, fold);

  const { count } = site.survey.gifts;
  const states = await statesOfGifts(site, count, perFolder);
  const manifest: SearchManifest = {
    fold: foldPath,
    register,
    gifts: { count, segments: [], records: [], perFolder },
    ...names(site),
  };
  for (const { first, count: length } of segments(count)) {
    const within = states.slice(first / perFolder, Math.ceil((first + length) / perFolder));
    const words = `search/gifts/${first}-${length}-${keyOf(
      ...basis,
      range(site, first, length),
      within.map(({ texts }) => texts),
    )}`;
    manifest.gifts.segments.push({ first, count: length, words });
    yield {
      name: `search/gifts/${first}-${length}`,
      key: words,
      files: filesOfWords(words, length),
      write: (folder) => writeWords(folder, words, length, indexed(giftRecords(site, first, length), fold)),
    };
  }
  for (const { first, count: length, texts, corrections } of states) {
    // Corrections are only ever added: how many they are tells which.
    const unvoided = `search/gift-records/${first}-${keyOf(...basis, range(site, first, length), texts)}-`;
    const path = unvoided + corrections;
    manifest.gifts.records.push(path);
    yield {
      name: `search/gift-records/${first}`,
      key: path,
      files: filesOfRecords(path, length),
      async write(folder, release) {
        const earlier = await earlierRecords(unvoided, length, release);
        if (earlier) await writeVoided(folder, path, length, earlier, site);
        else await writeRecords(folder, path, giftRecords(site, first, length));
      },
    };
  }
  yield smallPart('search/manifest', MANIFEST, utf8(JSON.stringify(manifest)));
}

function smallPart(name: string, path: string, bytes: Uint8Array): ReleasePart {
  return {
    name,
    key: keyOf(path, Buffer.from(bytes).toString('base64')),
    files: [path],
    write: async (folder) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    },
  };
}

function registerFolders(few: readonly SearchRecord[], basis: readonly unknown[]): SearchManifest['register'] {
  const key = keyOf(...basis, few);
  return { count: few.length, words: `search/register/${key}`, records: `search/register-records/${key}` };
}

function* registerParts(
  few: readonly SearchRecord[],
  { words, records }: SearchManifest['register'],
  fold: Fold,
): Generator<ReleasePart> {
  const folders = Array.from({ length: Math.ceil(few.length / GIFTS_PER_RECORDS) }, (_, part) => ({
    path: `${records}/${part}`,
    part: few.slice(part * GIFTS_PER_RECORDS, (part + 1) * GIFTS_PER_RECORDS),
  }));
  yield {
    name: 'search/register',
    key: words,
    files: [
      ...filesOfWords(words, few.length),
      ...folders.flatMap(({ path, part }) => filesOfRecords(path, part.length)),
    ],
    write: async (folder) => {
      await writeWords(folder, words, few.length, indexed(few, fold));
      for (const { path, part } of folders) await writeRecords(folder, path, part);
    },
  };
}

/** Every record with the terms that find it, for `writeWords`. */
export async function* indexed(
  records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>,
  fold: Fold,
): AsyncGenerator<IndexedRecord> {
  let place = 0;
  for await (const record of records) {
    const terms = termsOf(runsOfRecord(record, fold));
    for (const term of termsOfFilters(record)) terms.add(term);
    yield { place, terms };
    place += 1;
  }
}

/** Leaves never change: their numbers say which they are. */
function range(site: SiteData, first: number, count: number): string {
  const leaves = leavesOfGifts(site, first, count);
  return `${first}+${count} ${leaves?.first} ${leaves?.last}`;
}

interface GiftsState {
  first: number;
  count: number;
  /** What the openings of its leaves are known by: an erased or late one changes it. */
  texts: string;
  /** How many leaves of the range were voided. */
  corrections: number;
}

/** Of the gifts of every folder, what may still change about them. */
async function statesOfGifts(
  { log, survey }: Pick<SiteData, 'log' | 'survey'>,
  count: number,
  perFolder: number,
): Promise<GiftsState[]> {
  const states: GiftsState[] = [];
  for (let first = 0; first < count; first += perFolder) {
    const length = Math.min(perFolder, count - first);
    const leaves = leavesOfGifts({ survey }, first, length);
    if (leaves === undefined) throw new RangeError(`no leaves for gifts from ${first}`);
    states.push({
      first,
      count: length,
      texts: await textsOf({ log, survey }, leaves.first, leaves.last + 1n),
      corrections: 0,
    });
  }
  for (const voided of survey.corrected.keys()) {
    const page = survey.gifts.pageOf(voided);
    const state = states[Math.floor(((page - 1) * GIFTS_PER_PAGE) / perFolder)];
    if (state !== undefined) state.corrections += 1;
  }
  return states;
}

/** The last chunk need not be read where the notice that told the last gift filled it: it never grows again. */
async function textsOf({ log, survey }: Pick<SiteData, 'log' | 'survey'>, from: bigint, to: bigint): Promise<string> {
  const chunks = (to + WIDTH - 1n) / WIDTH;
  const { size = 0n } = survey.notices.of(to - 1n) ?? {};
  return chunks * WIDTH <= size ? log.openingsState(from, to) : log.openingsKey(from, to);
}

const WIDTH = BigInt(TILE_WIDTH);

function names({ survey: { register } }: SiteData): Pick<SearchManifest, 'funds' | 'entities' | 'units' | 'families'> {
  const entities = [...register.organisations.values()].filter(({ keepsBooks }) => keepsBooks);
  return {
    funds: Object.fromEntries(Array.from(register.funds.values(), ({ code, name }) => [code, name])),
    entities: Object.fromEntries(entities.map(({ code, name }) => [code, name])),
    units: Object.fromEntries(
      Array.from(register.items.values(), ({ code, unit, name, measure, scale, family }) => [
        unit,
        { name, ...english(itemName(code, name)), measure, scale, ...(family === undefined ? {} : { family }) },
      ]),
    ),
    families: Object.fromEntries(
      Array.from(register.families.values(), ({ code, name }) => [
        code,
        { name, ...english(itemFamilyName(code, name)) },
      ]),
    ),
  };
}

const english = (name: string | undefined): { english?: string } => (name === undefined ? {} : { english: name });
