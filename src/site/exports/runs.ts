/** Records to a piece of a file over the whole log. */
const RECORDS_PER_RUN = 100;

/** Places in log order, a hundred to a run: a full run keeps what it holds. */
export function runsOf(places: Iterable<bigint>): bigint[][] {
  const all = [...places].sort((a, b) => (a < b ? -1 : 1));
  const runs: bigint[][] = [];
  for (let from = 0; from < all.length; from += RECORDS_PER_RUN) runs.push(all.slice(from, from + RECORDS_PER_RUN));
  return runs;
}
