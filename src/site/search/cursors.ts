/** Goes through places of a segment in order. */
export interface Cursor {
  /** How many places there are at most. */
  readonly count: number;
  /** The first place that is not before `place`. Errors: `BudgetSpent`. */
  seek(place: number): Promise<number | undefined>;
}

/** What a search wants of a record: a term, every one of some wishes, or one of some. */
export type Wish = string | { all: readonly Wish[] } | { any: readonly Wish[] };

/** Undefined when nothing in the segment of `count` records can fulfil the wish: then no further list is opened. */
export async function cursorOf(
  wish: Wish,
  count: number,
  list: (term: string) => Promise<Cursor | undefined>,
): Promise<Cursor | undefined> {
  if (typeof wish === 'string') return list(wish);
  const cursors: Cursor[] = [];
  if ('any' in wish) {
    for (const each of wish.any) {
      const cursor = await cursorOf(each, count, list);
      if (cursor !== undefined) cursors.push(cursor);
    }
    return cursors.length < 2 ? cursors[0] : anyOf(cursors);
  }
  for (const each of wish.all) {
    const cursor = await cursorOf(each, count, list);
    if (cursor === undefined) return undefined;
    cursors.push(cursor);
  }
  if (cursors.length === 0) return everyPlace(count);
  return cursors.length === 1 ? cursors[0] : allOf(cursors);
}

/** The rarest leads. */
function allOf(cursors: readonly Cursor[]): Cursor {
  const rarestFirst = cursors.toSorted((one, other) => one.count - other.count);
  return { count: rarestFirst[0]?.count ?? 0, seek: (place) => commonPlace(rarestFirst, place) };
}

const anyOf = (cursors: readonly Cursor[]): Cursor => ({
  count: cursors.reduce((sum, { count }) => sum + count, 0),
  seek: async (place) => {
    let first: number | undefined;
    for (const cursor of cursors) {
      const found = await cursor.seek(place);
      if (found === place) return place;
      if (found !== undefined && (first === undefined || found < first)) first = found;
    }
    return first;
  },
});

const everyPlace = (count: number): Cursor => ({
  count,
  seek: async (place) => (place < count ? place : undefined),
});

/** The first place from `at` on that all have. */
async function commonPlace(cursors: readonly Cursor[], at: number): Promise<number | undefined> {
  let place = at;
  for (let agreeing = 0, turn = 0; agreeing < cursors.length; turn = (turn + 1) % cursors.length) {
    const found = await cursors[turn]?.seek(place);
    if (found === undefined) return undefined;
    agreeing = found === place ? agreeing + 1 : 1;
    place = found;
  }
  return place;
}
