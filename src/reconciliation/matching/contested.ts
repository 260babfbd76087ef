import { components } from './components.ts';
import { byId } from './groups.ts';
import type { Choice, Combination } from './matching.ts';
import type { BankLine, BookRecord } from './subject.ts';

/** What lines and records together could be; certain where it may be chosen if nothing else could be made of them. */
export interface Solution {
  combination: Combination;
  certain: boolean;
}

/**
 * A certain solution that shares no line and no record with another is a combination. All others become choices: each with
 * every solution that hangs together, none chosen. The result does not depend on the order of the solutions.
 */
export function settle(solutions: readonly Solution[]): { combinations: Combination[]; choices: Choice[] } {
  const ordered = [...new Map(solutions.map((solution) => [keyOf(solution.combination), solution])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, solution]) => solution);
  const places = new Map<BankLine | BookRecord, number>();
  const links: [number, number][] = [];
  for (const [at, { combination }] of ordered.entries()) {
    for (const part of [...combination.lines, ...combination.records]) {
      const first = places.get(part);
      if (first === undefined) places.set(part, at);
      else links.push([first, at]);
    }
  }
  const combinations: Combination[] = [];
  const choices: Choice[] = [];
  for (const together of components(ordered.length, links).values()) {
    const all = together.map((at) => ordered[at] as Solution);
    const [only] = all;
    if (all.length === 1 && only?.certain) combinations.push(only.combination);
    else {
      const found = all.map(({ combination }) => combination);
      choices.push({
        lines: [...new Set(found.flatMap(({ lines }) => lines))].sort(byId),
        records: [...new Set(found.flatMap(({ records }) => records))].sort(byId),
        solutions: found,
      });
    }
  }
  return { combinations, choices };
}

/** One for the same lines, records and rule, however it was found. */
const keyOf = ({ lines, records, rule }: Combination): string =>
  JSON.stringify([lines.map(({ id }) => id).sort(), records.map(({ id }) => id).sort(), rule ?? '']);
