/** Sets of numbers from 0 that links hold together (union–find). Nothing is recursive: a chain may be as long as a year. */
export function components(count: number, links: Iterable<readonly [number, number]>): Map<number, number[]> {
  const parent = Int32Array.from({ length: count }, (_, at) => at);
  const root = (at: number): number => {
    let here = at;
    while (parent[here] !== here) {
      const up = parent[here] as number;
      parent[here] = parent[up] as number;
      here = parent[here] as number;
    }
    return here;
  };
  for (const [one, other] of links) {
    const [a, b] = [root(one), root(other)];
    // The lower is the root, so that the order of links does not show.
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const found = new Map<number, number[]>();
  for (let at = 0; at < count; at++) {
    const top = root(at);
    const together = found.get(top);
    if (together) together.push(at);
    else found.set(top, [at]);
  }
  return found;
}
