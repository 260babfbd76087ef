import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds for one, at a size, beside the reference measured next to it. */
export interface Row {
  size: number;
  each: number;
  reference: number;
}

/**
 * Measures work and reference in turns, so that both meet the same moments of a busy machine: the round whose ratio is
 * the median of seven speaks for all.
 */
export async function compare(size: number, work: Timed, reference: Timed): Promise<Row> {
  const rounds: Row[] = [];
  for (let round = 0; round < 7; round++) {
    rounds.push({ size, each: await timeEach(work), reference: await timeEach(reference) });
  }
  const [, , , median] = rounds.sort((a, b) => a.each / a.reference - b.each / b.reference);
  if (!median) throw new RangeError('no round was measured');
  return median;
}

export interface Timed {
  times: number;
  run: () => unknown;
}

async function timeEach({ times, run }: Timed): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < times; n++) await run();
  return (performance.now() - began) / times;
}

/**
 * Seconds of processors that this process and those it started and outlived have taken, of which a busy machine takes
 * longer to give as many; undefined where the system does not say (`/proc`, see proc(5)).
 */
export function processorSeconds(): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  // Behind the name of the program, which may hold anything: from the third field on, in hundredths of a second.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

/** How much dearer one is at the largest size than at the smallest, the machine's own ups and downs taken out. */
export function growth(rows: Row[]): number {
  const ratios = rows.map(({ each, reference }) => each / reference);
  return (ratios.at(-1) ?? 0) / (ratios[0] ?? 1);
}

export function printTable(title: string, rows: Row[]): void {
  console.log(`\n${title}`);
  console.log(['size', 'one (ms)', 'reference', 'times'].map((head) => head.padStart(12)).join(''));
  for (const { size, each, reference } of rows) {
    const cells = [String(size), each.toFixed(4), reference.toFixed(4), (each / reference).toFixed(1)];
    console.log(cells.map((cell) => cell.padStart(12)).join(''));
  }
}
