import { fromUtf8 } from '#log/bytes.ts';
import { readFold } from './fold.ts';
import { inflate } from './inflate.ts';
import { MANIFEST, type SearchManifest, wordFile } from './manifest.ts';
import { fileOf, filesOf, findCell, type ListHead, type Runs, readBlock, readHead, seekInRuns } from './postings.ts';
import type { SearchRecord } from './record.ts';
import { decodeRecords, RECORDS_PER_FILE } from './record-file.ts';
import type { Fold } from './words.ts';

/** A file of the release by its path; undefined when it is not there. */
export type FetchFile = (path: string) => Promise<Uint8Array | undefined>;

/** A file that the manifest names is gone: a newer release took its place. Reading the manifest again helps. */
export class IndexChanged extends Error {}

/** The next file might lead past what one query may load; what was found until here stands. */
export class BudgetSpent extends Error {}

/** Reads the index for one query and counts what it loads, each file once. */
export class IndexReader {
  readonly #fetchFile: FetchFile;
  readonly #budget: number;
  readonly #files = new Map<string, Promise<Uint8Array>>();
  loaded = 0;

  constructor(fetchFile: FetchFile, budget: number) {
    this.#fetchFile = fetchFile;
    this.#budget = budget;
  }

  /** Undefined when nothing has been published yet. */
  async manifest(): Promise<SearchManifest | undefined> {
    const bytes = await this.#fetchFile(MANIFEST);
    if (bytes === undefined) return undefined;
    this.loaded += bytes.length;
    return JSON.parse(fromUtf8(bytes)) as SearchManifest;
  }

  async fold(path: string): Promise<Fold> {
    return readFold(fromUtf8(await this.#read(path)));
  }

  /** Whether files of `bytes` in all may still be loaded. */
  allows(bytes: number): boolean {
    return this.loaded + bytes <= this.#budget;
  }

  /** The list of a term in a segment of `count` records; undefined when no record has it. Errors: `BudgetSpent`. */
  async list(folder: string, count: number, term: string, reserve: number): Promise<PostingList | undefined> {
    if (filesOf(count) === 0) return undefined;
    const cell = async (block: number): Promise<Uint8Array | undefined> => {
      const path = wordFile(folder, fileOf(term, block, count));
      if (!this.#files.has(path) && !this.allows(reserve + LARGEST_WORD_FILE)) throw new BudgetSpent();
      return findCell(await this.#read(path), term, block);
    };
    const first = await cell(0);
    return first && new PostingList(readHead(first), cell);
  }

  /** Records of gifts by their place from the oldest, or of the register. All of them at once. */
  async records(
    folderOf: (part: number) => string,
    perFolder: number,
    places: readonly number[],
  ): Promise<SearchRecord[]> {
    return Promise.all(
      places.map(async (place) => {
        const within = place % perFolder;
        const folder = folderOf(Math.floor(place / perFolder));
        const bytes = await this.#read(wordFile(folder, Math.floor(within / RECORDS_PER_FILE)));
        const record = decodeRecords(bytes)[within % RECORDS_PER_FILE];
        if (record === undefined) throw new RangeError(`the search index has no record ${place}`);
        return record;
      }),
    );
  }

  #read(path: string): Promise<Uint8Array> {
    const reading = this.#files.get(path) ?? this.#load(path);
    this.#files.set(path, reading);
    return reading;
  }

  async #load(path: string): Promise<Uint8Array> {
    const bytes = await this.#fetchFile(path);
    if (bytes === undefined) throw new IndexChanged(path);
    this.loaded += bytes.length;
    return inflate(bytes);
  }
}

/** What a file of words is at most: a list of 900 bytes a block, spread by hashing, leaves none much larger. */
const LARGEST_WORD_FILE = 12_000;

/** What a file of fifty records is taken to weigh before it is loaded. */
export const RECORD_FILE = 3_500;

/** Places of one term, read block by block as the search comes to them. */
export class PostingList {
  readonly count: number;
  readonly #starts: readonly number[];
  readonly #cell: (block: number) => Promise<Uint8Array | undefined>;
  readonly #blocks = new Map<number, Runs>();

  constructor(head: ListHead, cell: (block: number) => Promise<Uint8Array | undefined>) {
    this.count = head.count;
    this.#starts = head.starts;
    this.#cell = cell;
    this.#blocks.set(0, head.runs);
  }

  /** The first place that is not before `place`. Errors: `BudgetSpent`. */
  async seek(place: number): Promise<number | undefined> {
    const block = Math.max(
      0,
      this.#starts.findLastIndex((start) => start <= place),
    );
    const found = seekInRuns(await this.#runs(block), place);
    return found ?? this.#starts[block + 1];
  }

  async #runs(block: number): Promise<Runs> {
    const known = this.#blocks.get(block);
    if (known !== undefined) return known;
    const body = await this.#cell(block);
    if (body === undefined) throw new RangeError(`the search index lacks block ${block} of a list`);
    const runs = readBlock(body);
    this.#blocks.set(block, runs);
    return runs;
  }
}
