/** Pushes, so that a key that thousands share costs as little as one of its own. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const known = groups.get(key);
  if (known) known.push(value);
  else groups.set(key, [value]);
}

export function groupsOf<K, V>(all: Iterable<V>, keyOf: (one: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const one of all) addTo(groups, keyOf(one), one);
  return groups;
}

export const byId = (one: { id: string }, other: { id: string }): number =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0;

/** First place in a list sorted by day whose day is not before this. */
export function firstFrom(all: readonly { day: number }[], day: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as { day: number }).day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
