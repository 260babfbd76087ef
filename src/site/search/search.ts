import { BudgetSpent, type FetchFile, IndexReader, type PostingList, RECORD_FILE } from './index-reader.ts';
import { GIFTS_PER_RECORDS, type SearchManifest } from './manifest.ts';
import { filterTerms, runsOfRecord, type SearchFilters, type SearchRecord } from './record.ts';
import { type Fold, lookUpTerms, occursIn, type Run, runsOfQuery } from './words.ts';

/**
 * Search over the static index: what is few (organisations, funds, items, batches, appropriations) first, then gifts,
 * the newest first. A query loads at most `budget` bytes. Where that does not reach through the whole index the answer
 * says how far it came and `next` goes on from there, so nothing is left out in silence.
 */
export interface SearchQuery extends SearchFilters {
  text: string;
  /** Where an earlier answer left off (`next`). */
  from?: Place | undefined;
}

/** Records before this one, among gifts (`g`) or what is few (`r`), counted from the oldest. */
export type Place = `${'g' | 'r'}${number}`;

export interface SearchHit extends SearchRecord {
  series: 'gifts' | 'register';
  /** Of a gift its place among gifts, from 0: a hundred to a page. */
  place: number;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** Matches known to be there from `from` on, shown or not. */
  count: number;
  /** Whether `count` is all. */
  whole: boolean;
  /** Where more may be found. */
  next?: Place;
  /** The bytes ran out before the page was full: `next` goes on searching. */
  cutShort: boolean;
  /** Bytes fetched. */
  loaded: number;
  manifest: SearchManifest;
}

export const HITS_PER_PAGE = 20;
const BUDGET_BYTES = 150_000;
/** Matches beyond the page are counted while that stays cheap. */
const MOST_COUNTED = 1_000;
const COUNTING_BYTES = 90_000;
/** So many lists can be opened within the bytes of a query; what further ones would tell is seen in the records. */
const MOST_TERMS = 10;

/** Undefined when there is no index. Errors: `IndexChanged`, and whatever `fetchFile` throws. */
export async function search(
  fetchFile: FetchFile,
  query: SearchQuery,
  { perPage = HITS_PER_PAGE, budget = BUDGET_BYTES }: { perPage?: number; budget?: number } = {},
): Promise<SearchAnswer | undefined> {
  const reader = new IndexReader(fetchFile, budget);
  const manifest = await reader.manifest();
  if (manifest === undefined) return undefined;
  const fold = BEYOND_LATIN.test(query.text.normalize('NFKC')) ? await reader.fold(manifest.fold) : NO_FOLD;
  const runs = runsOfQuery(query.text, fold);
  const filters = filterTerms(query);
  if (runs.length === 0 && (filters.length === 0 || query.text.trim() !== '')) {
    return { hits: [], count: 0, whole: true, cutShort: false, loaded: reader.loaded, manifest };
  }
  const lookUps = runs.map(lookUpTerms);
  const textTerms = [...new Set(lookUps.flatMap((lookUp) => lookUp.terms))];
  const exact = textTerms.length <= MOST_TERMS && lookUps.every((lookUp) => lookUp.exact);
  const terms = [...textTerms.slice(0, MOST_TERMS), ...filters];
  const found = new Found(reader, manifest, runs, fold, perPage);
  const walk = new Walk(reader, segmentsBelow(manifest, query), terms);
  await found.fill(walk);
  if (exact && found.full) await found.countOn(walk);
  return found.answer(walk);
}

/** What is not plain Latin text may have a traditional character in it. */
const BEYOND_LATIN = /[^\u0020-\u024f]/;
/** Names are folded by whoever wrote the index; Latin letters fold to themselves. */
const NO_FOLD: Fold = new Map();

type Series = SearchHit['series'];

interface Segment {
  series: Series;
  words: string;
  first: number;
  count: number;
  /** Only records before this one are wanted. */
  below: number;
}

interface Candidate {
  series: Series;
  place: number;
}

function segmentsBelow(manifest: SearchManifest, { kind, from }: SearchQuery): Segment[] {
  const { register, gifts } = manifest;
  const at =
    from === undefined
      ? undefined
      : { series: from.startsWith('g') ? 'gifts' : 'register', before: Number(from.slice(1)) };
  const below = (series: Series): number =>
    at?.series === series ? at.before : at?.series === 'gifts' ? 0 : Number.POSITIVE_INFINITY;
  const few: Segment = {
    series: 'register',
    words: register.words,
    first: 0,
    count: register.count,
    below: below('register'),
  };
  const many = gifts.segments
    .toReversed()
    .map((segment): Segment => ({ series: 'gifts', ...segment, below: below('gifts') }));
  return [...(kind === 'intake' ? [] : [few]), ...(kind === undefined || kind === 'intake' ? many : [])].filter(
    ({ first, count, below: before }) => count > 0 && first < before,
  );
}

/** Goes through what has every term, segment by segment, and knows how far it came. */
class Walk {
  readonly #reader: IndexReader;
  readonly #candidates: AsyncGenerator<Candidate>;
  /** The next record that is not decided yet; undefined at the end. */
  position: Candidate | undefined;
  ended = false;
  spent = false;
  /** Bytes to be left for the records of what was found. */
  reserve = 0;

  constructor(reader: IndexReader, segments: readonly Segment[], terms: readonly string[]) {
    this.#reader = reader;
    this.#candidates = this.#through(segments, terms);
  }

  /** Undefined when there are no more, or no more that may be loaded (`spent`). */
  async next(): Promise<Candidate | undefined> {
    if (this.ended || this.spent) return undefined;
    try {
      const { value, done } = await this.#candidates.next();
      if (!done) return value;
      this.ended = true;
    } catch (cause) {
      if (!(cause instanceof BudgetSpent)) throw cause;
      this.spent = true;
    }
    return undefined;
  }

  async *#through(segments: readonly Segment[], terms: readonly string[]): AsyncGenerator<Candidate> {
    for (const segment of segments) {
      const newest = Math.min(segment.below, segment.first + segment.count) - 1;
      this.position = { series: segment.series, place: newest };
      const lists = await this.#lists(segment, terms);
      if (lists === undefined) continue;
      // Within a segment places count from its newest record.
      const last = segment.first + segment.count - 1;
      let at = last - newest;
      for (;;) {
        this.position = { series: segment.series, place: last - at };
        const found = await commonPlace(lists, at);
        if (found === undefined) break;
        this.position = { series: segment.series, place: last - found };
        yield { series: segment.series, place: last - found };
        at = found + 1;
      }
    }
    this.position = undefined;
  }

  /** The rarest first; undefined as soon as one term is in no record of the segment. */
  async #lists({ words, count }: Segment, terms: readonly string[]): Promise<PostingList[] | undefined> {
    const lists: PostingList[] = [];
    for (const term of terms) {
      const list = await this.#reader.list(words, count, term, this.reserve);
      if (list === undefined) return undefined;
      lists.push(list);
    }
    return lists.sort((one, other) => one.count - other.count);
  }
}

/** The first place from `at` on that all lists have. */
async function commonPlace(lists: readonly PostingList[], at: number): Promise<number | undefined> {
  let place = at;
  for (let agreeing = 0, turn = 0; agreeing < lists.length; turn = (turn + 1) % lists.length) {
    const found = await lists[turn]?.seek(place);
    if (found === undefined) return undefined;
    agreeing = found === place ? agreeing + 1 : 1;
    place = found;
  }
  return place;
}

/** Collects a page of matches. */
class Found {
  readonly #reader: IndexReader;
  readonly #manifest: SearchManifest;
  readonly #runs: readonly Run[];
  readonly #fold: Fold;
  readonly #perPage: number;
  readonly #hits: SearchHit[] = [];
  /** Candidates whose records could not be loaded any more. */
  #left: Candidate | undefined;
  #further = 0;

  constructor(reader: IndexReader, manifest: SearchManifest, runs: readonly Run[], fold: Fold, perPage: number) {
    this.#reader = reader;
    this.#manifest = manifest;
    this.#runs = runs;
    this.#fold = fold;
    this.#perPage = perPage;
  }

  /** One match more than the page shows, so that it is known whether there is a next page. */
  get full(): boolean {
    return this.#hits.length > this.#perPage;
  }

  async fill(walk: Walk): Promise<void> {
    while (!this.full && this.#left === undefined) {
      const wave = await this.#wave(walk, this.#perPage + 1 - this.#hits.length);
      if (wave.length === 0) return;
      await this.#check(wave);
    }
  }

  /** Counts on without looking at records: every candidate is a match. */
  async countOn(walk: Walk): Promise<void> {
    walk.reserve = Math.max(0, BUDGET_BYTES - COUNTING_BYTES);
    while (this.#further < MOST_COUNTED && (await walk.next()) !== undefined) this.#further++;
  }

  answer(walk: Walk): SearchAnswer {
    const hits = this.#hits.slice(0, this.#perPage);
    const last = hits.at(-1);
    const undecided = this.#left ?? (walk.ended ? undefined : walk.position);
    const cutShort = !this.full && undecided !== undefined;
    // The place of a hit is where records before it begin; an undecided one is itself still wanted.
    const next = this.full && last ? placeOf(last, 0) : cutShort ? placeOf(undecided, 1) : undefined;
    return {
      hits,
      count: this.#hits.length + this.#further,
      whole: walk.ended && this.#left === undefined,
      cutShort,
      loaded: this.#reader.loaded,
      manifest: this.#manifest,
      ...(next !== undefined && { next }),
    };
  }

  async #wave(walk: Walk, wanted: number): Promise<Candidate[]> {
    const wave: Candidate[] = [];
    while (wave.length < wanted) {
      walk.reserve = (wave.length + 1) * RECORD_FILE;
      const candidate = await walk.next();
      if (candidate === undefined) break;
      wave.push(candidate);
    }
    return wave;
  }

  async #check(wave: readonly Candidate[]): Promise<void> {
    let loadable = wave.length;
    while (loadable > 1 && !this.#reader.allows(loadable * RECORD_FILE)) loadable--;
    this.#left = wave[loadable];
    const { gifts, register } = this.#manifest;
    for (const series of ['register', 'gifts'] as const) {
      const places = wave.slice(0, loadable).flatMap((each) => (each.series === series ? [each.place] : []));
      const records = await this.#reader.records(
        (part) => (series === 'gifts' ? (gifts.records[part] ?? '') : `${register.records}/${part}`),
        series === 'gifts' ? gifts.perFolder : GIFTS_PER_RECORDS,
        places,
      );
      for (const [at, record] of records.entries()) {
        const runs = runsOfRecord(record, this.#fold);
        const place = places[at];
        if (place !== undefined && this.#runs.every((run) => occursIn(run, runs))) {
          this.#hits.push({ ...record, series, place });
        }
      }
    }
  }
}

const placeOf = ({ series, place }: Candidate, further: number): Place =>
  `${series === 'gifts' ? 'g' : 'r'}${place + further}`;

/** A place as an address carries it; undefined when it is none. */
export const readPlace = (text: string | null): Place | undefined =>
  text !== null && /^[gr][0-9]{1,12}$/.test(text) ? (text as Place) : undefined;
