/**
 * What matching lines of statements with records of the books costs at growing sizes, each beside sorting the same lines,
 * and how much memory it takes. Half of all amounts are 100.00. `npm run bench -- --matching [sizes…]`, by default 1,000,
 * 10,000 and 100,000 lines against as many records.
 */
import { match } from '#reconciliation/matching/match.ts';
import { pinyinSound } from '#reconciliation/matching/pinyin.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';
import { chance, shuffled } from '../reconciliation/matching/chance.ts';
import {
  asBanksWrite,
  asClerksWrite,
  GIVEN,
  PLACES,
  SURNAMES,
  TRADES,
} from '../reconciliation/matching/generated-names.ts';

/** From the second size to the last, of the time beside sorting: what is near n log n hardly grows. */
const MOST_GROWTH = 2.5;
/** Of bytes for one line and its record. */
const MOST_KILOBYTES_EACH = 16;

export function benchMatching(given: readonly string[]): void {
  const asked = given.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const sizes = asked.length > 0 ? asked : [1_000, 10_000, 100_000];
  const found: { size: number; ratio: number; kilobytes: number }[] = [];
  console.log(
    ['lines', 'match (s)', 'sort (s)', 'times', 'memory MB', 'KB each', 'matched']
      .map((head) => head.padStart(12))
      .join(''),
  );
  // The first run of any code is slow, whatever its size.
  measure(1_000);
  for (const size of sizes) {
    const { seconds, sorting, megabytes, share } = measure(size);
    const kilobytes = (megabytes * 1_024) / size;
    found.push({ size, ratio: seconds / sorting, kilobytes });
    const cells = [
      String(size),
      seconds.toFixed(3),
      sorting.toFixed(4),
      (seconds / sorting).toFixed(1),
      megabytes.toFixed(0),
      kilobytes.toFixed(1),
      `${(share * 100).toFixed(1)} %`,
    ];
    console.log(cells.map((cell) => cell.padStart(12)).join(''));
  }
  const [second, last] = [found[Math.min(1, found.length - 1)], found.at(-1)];
  if (second === undefined || last === undefined) return;
  const growth = last.ratio / second.ratio;
  console.log(`  beside sorting it grows ${growth.toFixed(2)}-fold from ${second.size} to ${last.size}`);
  if (growth > MOST_GROWTH || last.kilobytes > MOST_KILOBYTES_EACH) {
    console.error(`  at most ${MOST_GROWTH}-fold and ${MOST_KILOBYTES_EACH} KB for each are meant`);
    process.exitCode = 1;
  }
}

function measure(size: number): { seconds: number; sorting: number; megabytes: number; share: number } {
  const { lines, records } = monthOf(size);
  const sorting = median(() => {
    [...lines].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  });
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let [most, matched] = [0, 0];
  const seconds = median(
    () => {
      const { proposals, groups } = match(lines, records, pinyinSound);
      // Nothing of what matching holds is collected before here, unless the collector ran in between.
      most = Math.max(most, process.memoryUsage().heapUsed - before);
      matched = proposals.length + groups.reduce((sum, group) => sum + group.lines.length, 0);
    },
    size > 20_000 ? 1 : 5,
  );
  return { seconds, sorting, megabytes: most / 1_048_576, share: matched / size };
}

/** Seconds of the processor, so that whatever else a busy machine does is not counted. */
function median(run: () => void, times = 5): number {
  const all = Array.from({ length: times }, () => {
    const began = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000_000;
  }).sort((one, other) => one - other);
  return all[times >> 1] as number;
}

/** A month of one appeal: whoever gives much or little, half give 100 yuan; one in seven is a company. */
function monthOf(size: number): { lines: BankLine[]; records: BookRecord[] } {
  const random = chance(size);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const lines: BankLine[] = [];
  const records: BookRecord[] = [];
  for (let at = 0; at < size; at++) {
    const isCompany = random() < 1 / 7;
    const name = isCompany
      ? `${pick(PLACES)}${pick(SURNAMES)}${pick(GIVEN)}${pick(TRADES)}有限公司`
      : `${pick(SURNAMES)}${pick(GIVEN)}${random() < 0.2 ? '' : pick(GIVEN)}`;
    const amountFen = random() < 0.5 ? 100_00n : BigInt(1 + Math.floor(random() * 5_000_000));
    const [day, late] = [1 + Math.floor(random() * 25), random() < 0.8 ? 0 : Math.floor(random() * 7)];
    const number = `DN202507${String(at).padStart(6, '0')}`;
    const account = `62${Math.floor(random() * size)}`;
    records.push({
      id: `r${at}`,
      what: 'gift',
      day: dayOf(day),
      flow: 'in',
      amountFen,
      references: [number],
      name: asClerksWrite(name, isCompany, random),
      accounts: random() < 0.3 ? [account] : [],
      fundWords: ['青石镇'],
    });
    lines.push({
      id: `l${at}`,
      moneyAccount: 'main',
      channel: 'bank',
      day: dayOf(day + late),
      flow: 'in',
      amountFen,
      references: [],
      purpose: random() < 0.1 ? `捐款 ${number}` : random() < 0.5 ? '捐款 青石镇' : '',
      name: asBanksWrite(name, isCompany, random),
      account,
    });
  }
  return { lines: shuffled(lines, 1), records: shuffled(records, 2) };
}

const dayOf = (date: number): string => `2025-07-${String(date).padStart(2, '0')}`;
