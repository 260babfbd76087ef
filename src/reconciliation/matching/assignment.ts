/** An edge of a bipartite graph. */
export interface Edge {
  left: number;
  right: number;
  points: number;
}

/**
 * Pairs of the greatest sum, nobody in two pairs (Jonker–Volgenant form of the Hungarian method, O(n³)). Several may be
 * best: `isForced` tells whether a pair is in all of them.
 */
export function bestAssignment(
  lefts: number,
  rights: number,
  edges: readonly Edge[],
): { pairs: Edge[]; points: number } {
  const size = Math.max(lefts, rights);
  const worth = Array.from({ length: size }, () => new Float64Array(size));
  for (const { left, right, points } of edges) (worth[left] as Float64Array)[right] = points;
  const [ofLeft, ofRight] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const leftOf = new Int32Array(size + 1).fill(-1);
  for (let left = 0; left < size; left++) {
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(size + 1).fill(-1);
    const seen = new Uint8Array(size + 1);
    leftOf[size] = left;
    let at = size;
    do {
      seen[at] = 1;
      const row = leftOf[at] as number;
      let [nearest, next] = [Number.POSITIVE_INFINITY, -1];
      for (let right = 0; right < size; right++) {
        if (seen[right]) continue;
        const cost =
          -((worth[row] as Float64Array)[right] as number) - (ofLeft[row] as number) - (ofRight[right] as number);
        if (cost < (least[right] as number)) {
          least[right] = cost;
          from[right] = at;
        }
        if ((least[right] as number) < nearest) [nearest, next] = [least[right] as number, right];
      }
      for (let right = 0; right <= size; right++) {
        if (seen[right]) {
          const row = leftOf[right] as number;
          ofLeft[row] = (ofLeft[row] as number) + nearest;
          ofRight[right] = (ofRight[right] as number) - nearest;
        } else least[right] = (least[right] as number) - nearest;
      }
      at = next;
    } while (leftOf[at] !== -1);
    while (at !== size) {
      const before = from[at] as number;
      leftOf[at] = leftOf[before] as number;
      at = before;
    }
  }
  const pairs = edges.filter(({ left, right, points }) => points > 0 && leftOf[right] === left);
  return { pairs, points: pairs.reduce((sum, { points }) => sum + points, 0) };
}

/** Whether every best assignment has this pair: without it the sum is less. */
export function isForced(lefts: number, rights: number, edges: readonly Edge[], pair: Edge, best: number): boolean {
  return (
    bestAssignment(
      lefts,
      rights,
      edges.filter((edge) => edge !== pair),
    ).points < best
  );
}
