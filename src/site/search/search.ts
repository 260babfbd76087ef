import { type Cursor, cursorOf, type Wish } from './cursors.ts';
import { BudgetSpent, type FetchFile, IndexReader, RECORD_FILE } from './index-reader.ts';
import { GIFTS_PER_RECORDS, type SearchManifest } from './manifest.ts';
import { type Meaning, meaningsOf, namesIn, type ShownWords } from './meanings.ts';
import { filterTerms, runsOfRecord, type SearchFilters, type SearchRecord, termsOfFilters } from './record.ts';
import { type Fold, lookUpTerms, occursIn, type Run, runsOfQuery } from './words.ts';

/**
 * Search over the static index: what is few (organisations, funds, items, batches, appropriations) first, then gifts,
 * the newest first. What has the words in its own name or number comes before what is only about something of that
 * name: its goods, fund, books or kind (`meanings.ts`), or somebody named 衡阳 were lost among all gifts to 衡阳. A query loads at most `budget` bytes. Where that does not reach through the whole index the answer
 * says how far it came and `next` goes on from there, so nothing is left out in silence.
 */
export interface SearchQuery extends SearchFilters {
  text: string;
  /** Where an earlier answer left off (`next`). */
  from?: Place | undefined;
}

/**
 * Records before this one, among gifts (`g`) or what is few (`r`), counted from the oldest; `a` before it where those
 * are gone through that are only about what the words name.
 */
export type Place = `${'a' | ''}${'g' | 'r'}${number}`;

export interface SearchHit extends SearchRecord {
  series: 'gifts' | 'register';
  /** Of a gift its place among gifts, from 0: a hundred to a page. */
  place: number;
  /** Of each word that is not in its own name, what of that name this record is about: why it was found. */
  about: Meaning[];
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
  /** What was looked for, as it is compared with names. */
  runs: Run[];
  fold: Fold;
}

export const HITS_PER_PAGE = 20;
const BUDGET_BYTES = 150_000;
/** Matches beyond the page are counted while that stays cheap. */
const MOST_COUNTED = 1_000;
const COUNTING_BYTES = 90_000;
/** So many lists can be opened within the bytes of a query; what further ones would tell is seen in the records. */
const MOST_TERMS = 10;

export interface SearchOptions {
  perPage?: number;
  budget?: number;
  /** Without them kinds and restrictions are not found by their words. */
  shown?: ShownWords;
}

/** Undefined when there is no index. Errors: `IndexChanged`, and whatever `fetchFile` throws. */
export async function search(
  fetchFile: FetchFile,
  query: SearchQuery,
  { perPage = HITS_PER_PAGE, budget = BUDGET_BYTES, shown }: SearchOptions = {},
): Promise<SearchAnswer | undefined> {
  const reader = new IndexReader(fetchFile, budget);
  const manifest = await reader.manifest();
  if (manifest === undefined) return undefined;
  const fold = BEYOND_LATIN.test(query.text.normalize('NFKC')) ? await reader.fold(manifest.fold) : NO_FOLD;
  const runs = runsOfQuery(query.text, fold);
  const filters = filterTerms(query);
  const found = new Found(reader, manifest, runs, fold, perPage);
  if (runs.length === 0 && (filters.length === 0 || query.text.trim() !== '')) return found.answer();
  const names = runs.length === 0 ? [] : namesIn(manifest, shown, fold);
  const meanings = new Map(runs.map((run) => [run, meaningsOf(run, names)]));
  const from = readStart(query.from);
  for (const stage of [byName(runs, filters), aboutWhatIsNamed(meanings, filters)]) {
    if (stage === undefined || (from?.about === true && stage.about === undefined)) continue;
    const start = from?.about === (stage.about !== undefined) ? from : undefined;
    const walk = new Walk(reader, segmentsBelow(manifest, query.kind, start), stage.wish);
    // How many are about a name besides those called by it is known only where these were all counted before.
    const countable = stage.about === undefined || from === undefined;
    await found.goThrough(walk, { ...stage, exact: stage.exact && countable });
    if (!found.isThrough) break;
  }
  return found.answer();
}

interface Stage {
  /** Undefined when names alone decide. */
  about: ReadonlyMap<Run, readonly Meaning[]> | undefined;
  wish: Wish;
  /** Whether all that fulfils the wish is a match, so that it need not be looked at to be counted. */
  exact: boolean;
}

/** Every word in the name or number. */
function byName(runs: readonly Run[], filters: readonly string[]): Stage {
  const lookUps = runs.map(lookUpTerms);
  const terms = [...new Set(lookUps.flatMap((lookUp) => lookUp.terms))];
  return {
    about: undefined,
    wish: { all: [...terms.slice(0, MOST_TERMS), ...filters] },
    exact: terms.length <= MOST_TERMS && lookUps.every((lookUp) => lookUp.exact),
  };
}

/** Every word in the name or number, or the name of what the record is about. Undefined when no word names anything. */
function aboutWhatIsNamed(
  meanings: ReadonlyMap<Run, readonly Meaning[]>,
  filters: readonly string[],
): Stage | undefined {
  if ([...meanings.values()].every(({ length }) => length === 0)) return undefined;
  const wishes: Wish[] = [];
  let exact = true;
  let left = MOST_TERMS;
  for (const [run, about] of meanings) {
    const lookUp = lookUpTerms(run);
    const lists = lookUp.terms.length + about.length;
    // What more things have in their name than lists may be opened for, much is about: records tell.
    exact &&= (lookUp.exact || meanings.size === 1) && lists <= left;
    if (lists > left) continue;
    left -= lists;
    // A single word that stands in the name was found before.
    const named: Wish[] = meanings.size === 1 ? [] : [{ all: lookUp.terms }];
    wishes.push({ any: [...named, ...about.map(({ term }) => term)] });
  }
  return { about: meanings, wish: { all: [...wishes, ...filters] }, exact };
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

interface Start {
  about: boolean;
  series: Series;
  before: number;
}

function segmentsBelow(manifest: SearchManifest, kind: SearchQuery['kind'], start: Start | undefined): Segment[] {
  const { register, gifts } = manifest;
  const below = (series: Series): number =>
    start?.series === series ? start.before : start?.series === 'gifts' ? 0 : Number.POSITIVE_INFINITY;
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

  constructor(reader: IndexReader, segments: readonly Segment[], wish: Wish) {
    this.#reader = reader;
    this.#candidates = this.#through(segments, wish);
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

  async *#through(segments: readonly Segment[], wish: Wish): AsyncGenerator<Candidate> {
    for (const segment of segments) {
      const newest = Math.min(segment.below, segment.first + segment.count) - 1;
      this.position = { series: segment.series, place: newest };
      const cursor = await this.#cursor(segment, wish);
      if (cursor === undefined) continue;
      // Within a segment places count from its newest record.
      const last = segment.first + segment.count - 1;
      let at = last - newest;
      for (;;) {
        this.position = { series: segment.series, place: last - at };
        const found = await cursor.seek(at);
        if (found === undefined) break;
        this.position = { series: segment.series, place: last - found };
        yield { series: segment.series, place: last - found };
        at = found + 1;
      }
    }
    this.position = undefined;
  }

  #cursor({ words, count }: Segment, wish: Wish): Promise<Cursor | undefined> {
    return cursorOf(wish, count, (term) => this.#reader.list(words, count, term, this.reserve));
  }
}

/** Collects a page of matches, stage by stage. */
class Found {
  readonly #reader: IndexReader;
  readonly #manifest: SearchManifest;
  readonly #runs: Run[];
  readonly #fold: Fold;
  readonly #perPage: number;
  readonly #hits: SearchHit[] = [];
  /** What was found by name: it is found once more among what is about that name. */
  readonly #named = new Set<string>();
  #further = 0;
  #walk: Walk | undefined;
  #stage: Stage | undefined;
  /** Candidates whose records could not be loaded any more. */
  #left: Candidate | undefined;

  constructor(reader: IndexReader, manifest: SearchManifest, runs: Run[], fold: Fold, perPage: number) {
    this.#reader = reader;
    this.#manifest = manifest;
    this.#runs = runs;
    this.#fold = fold;
    this.#perPage = perPage;
  }

  async goThrough(walk: Walk, stage: Stage): Promise<void> {
    this.#walk = walk;
    this.#stage = stage;
    await this.#fill(walk);
    if (stage.exact && this.#full) await this.#countOn(walk);
  }

  /** Whether the stage was gone through to its end. */
  get isThrough(): boolean {
    return this.#left === undefined && (this.#walk === undefined || this.#walk.ended);
  }

  /** One match more than the page shows, so that it is known whether there is a next page. */
  get #full(): boolean {
    return this.#hits.length > this.#perPage;
  }

  async #fill(walk: Walk): Promise<void> {
    while (!this.#full && this.#left === undefined) {
      const wave = await this.#wave(walk, this.#perPage + 1 - this.#hits.length);
      if (wave.length === 0) return;
      await this.#check(wave);
    }
  }

  /** Counts on without looking at records: every candidate is a match. */
  async #countOn(walk: Walk): Promise<void> {
    walk.reserve = Math.max(0, BUDGET_BYTES - COUNTING_BYTES);
    while (this.#further < MOST_COUNTED) {
      const candidate = await walk.next();
      if (candidate === undefined) return;
      if (this.#stage?.about === undefined) this.#named.add(nameOf(candidate));
      else if (this.#named.has(nameOf(candidate))) continue;
      this.#further++;
    }
  }

  answer(): SearchAnswer {
    const hits = this.#hits.slice(0, this.#perPage);
    const last = hits.at(-1);
    const undecided = this.#left ?? (this.isThrough ? undefined : this.#walk?.position);
    const cutShort = !this.#full && undecided !== undefined;
    // The place of a hit is where records before it begin; an undecided one is itself still wanted.
    const next =
      this.#full && last
        ? placeOf(last, last.about.length > 0, 0)
        : cutShort
          ? placeOf(undecided, this.#stage?.about !== undefined, 1)
          : undefined;
    return {
      hits,
      count: this.#hits.length + this.#further,
      whole: this.isThrough,
      cutShort,
      loaded: this.#reader.loaded,
      manifest: this.#manifest,
      runs: this.#runs,
      fold: this.#fold,
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
        const place = places[at];
        const about = this.#matches(record);
        if (place === undefined || about === undefined) continue;
        this.#hits.push({ ...record, series, place, about });
        if (about.length === 0) this.#named.add(nameOf({ series, place }));
      }
    }
  }

  /** Undefined when it is no match of this stage; else what it is about, of what the words name. */
  #matches(record: SearchRecord): Meaning[] | undefined {
    const texts = runsOfRecord(record, this.#fold);
    const others = this.#runs.filter((run) => !occursIn(run, texts));
    const meanings = this.#stage?.about;
    if (meanings === undefined) return others.length === 0 ? [] : undefined;
    if (others.length === 0) return undefined;
    const terms = new Set(termsOfFilters(record));
    const about = others.map((run) => meanings.get(run)?.find(({ term }) => terms.has(term)));
    const known = about.filter((meaning) => meaning !== undefined);
    return known.length < about.length ? undefined : [...new Set(known)];
  }
}

const nameOf = ({ series, place }: Candidate): string => `${series} ${place}`;

const placeOf = ({ series, place }: Candidate, about: boolean, further: number): Place =>
  `${about ? 'a' : ''}${series === 'gifts' ? 'g' : 'r'}${place + further}`;

/** A place as an address carries it; undefined when it is none. */
export const readPlace = (text: string | null): Place | undefined =>
  text !== null && /^a?[gr][0-9]{1,12}$/.test(text) ? (text as Place) : undefined;

function readStart(from: Place | undefined): Start | undefined {
  if (from === undefined) return undefined;
  const about = from.startsWith('a');
  const within = about ? from.slice(1) : from;
  return { about, series: within.startsWith('g') ? 'gifts' : 'register', before: Number(within.slice(1)) };
}
