import type { Solution } from './contested.ts';
import { readDay, writeDay } from './days.ts';
import { comesThrough } from './facts.ts';
import { groupsOf } from './groups.ts';
import { MOST_DAYS_APART } from './score.ts';
import type { BankLine, BookRecord, Channel, OwnAccount } from './subject.ts';

/** What services and banks call a payout of many gifts at once. */
const OF_PAYOUTS = /提现|结算|清算|备付金|划款|代付|出金|WITHDRAW|PAYOUT|SETTLE/i;

/** What one day brought by way of one service. */
interface Batch {
  records: BookRecord[];
  gifts: number;
  grossFen: bigint;
  refundFen: bigint;
  feeFen: bigint;
  /** What the service's own statement says that it kept. */
  statedFeeFen: bigint;
}

/** A solution with the days it takes whole, the last day of its gifts and what they come to. */
type Settled = Solution & { parts: readonly Batch[]; last: number; grossFen: bigint; feeFen: bigint };

/** Over a weekend; later, another day's gifts may come to the same. */
const MOST_DAYS_TO_PAYOUT = 3;

type Service = Extract<Channel, 'alipay' | 'wechat'>;

/**
 * Step 3, first part: a payout of a service against the gifts of that service of one day or of several in a row, not after
 * the payout and not a week before it: Σ gross − Σ refund − Σ fee = payout, to the fen. The fee is what the books hold, or
 * where they hold none what lines of the service state. A payout that is named as one, or that lacks a fee to the fen, is
 * certain; a round sum that merely comes through a service may be one person's gift. Where it passes over gifts that no
 * payout explains, or such a day beside it has the same gross or fee, or fees were entered for some of its days only, the
 * books lack something, and what they hold may come to the same by chance.
 *
 * Gifts that were named for an account of a service are settled so only while no statement of that account is given:
 * else they are matched there, and the payout is an own transfer.
 */
export function settlements(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  given: readonly BankLine[],
  own: readonly OwnAccount[],
): Solution[] {
  const payouts = lines.filter((line) => line.flow === 'in' && comesThrough(line) !== undefined);
  if (payouts.length === 0) return [];
  const spoken = new Set(given.map(({ moneyAccount }) => moneyAccount));
  const channelOf = new Map(own.map(({ moneyAccount, channel }) => [moneyAccount, channel]));
  const batches = { alipay: new Map<number, Batch>(), wechat: new Map<number, Batch>() };
  for (const record of records) {
    if (record.channel !== 'alipay' && record.channel !== 'wechat') continue;
    const { moneyAccount } = record;
    if (moneyAccount !== undefined && (spoken.has(moneyAccount) || channelOf.get(moneyAccount) !== record.channel))
      continue;
    enter(batchOf(batches[record.channel], readDay(record.day)), record);
  }
  for (const { channel, day, feeFen } of given) {
    if (feeFen === undefined || (channel !== 'alipay' && channel !== 'wechat')) continue;
    const batch = batches[channel].get(readDay(day));
    if (batch) batch.statedFeeFen += feeFen;
  }
  const found: Settled[] = payouts.flatMap((payout) => solutionsOf(payout, batches[comesThrough(payout) as Service]));
  // A day is in a solution as a whole, so that what pays it is counted by day and not by gift.
  const payoutsOf = new Map<Batch, number>();
  const daysOf = new Map<BankLine, Set<Batch>>();
  for (const [payout, own] of groupsOf(found, payoutOf)) {
    const days = new Set(own.flatMap(({ parts }) => parts));
    daysOf.set(payout, days);
    for (const batch of days) payoutsOf.set(batch, (payoutsOf.get(batch) ?? 0) + 1);
  }
  return found.map((solution) => {
    const { certain, combination, parts, last, grossFen, feeFen } = solution;
    const payout = payoutOf(solution);
    const day = readDay(payout.day);
    const isPaid = (batch: Batch): boolean =>
      batch.records.length === 0 ||
      parts.includes(batch) ||
      (payoutsOf.get(batch) ?? 0) > (daysOf.get(payout)?.has(batch) ? 1 : 0);
    // Services pay the day after, as a rule: what is paid later or the same day passes over the days in between or before.
    const passesOver = (ago: number): boolean => last === day || day - ago > last;
    const isUnpaidRival = (ago: number): boolean => {
      const batch = batches[comesThrough(payout) as Service].get(day - ago);
      if (batch === undefined || isPaid(batch)) return false;
      return passesOver(ago) || batch.grossFen === grossFen || (batch.feeFen > 0n && batch.feeFen === feeFen);
    };
    const isNear = day - last <= MOST_DAYS_TO_PAYOUT;
    return { certain: certain && isNear && ![1, 2, 3].some(isUnpaidRival), combination };
  });
}

const payoutOf = ({ combination }: Settled): BankLine => combination.lines[0] as BankLine;

/** Every day of gifts has its fee, or none has and one was entered behind them all. In order. */
function haveFeesAlike(days: readonly Batch[]): boolean {
  const ofGifts = days.filter(({ gifts }) => gifts > 0);
  const others = days.filter(({ gifts, feeFen }) => gifts === 0 && feeFen > 0n);
  if (ofGifts.every(({ feeFen }) => feeFen > 0n)) return others.length === 0;
  return ofGifts.every(({ feeFen }) => feeFen === 0n) && others.every((day) => day === days.at(-1));
}

function batchOf(batches: Map<number, Batch>, day: number): Batch {
  let batch = batches.get(day);
  if (batch === undefined) {
    batch = { records: [], gifts: 0, grossFen: 0n, refundFen: 0n, feeFen: 0n, statedFeeFen: 0n };
    batches.set(day, batch);
  }
  return batch;
}

function enter(batch: Batch, record: BookRecord): void {
  if (record.what === 'gift') {
    batch.gifts += 1;
    batch.grossFen += record.amountFen;
  } else if (record.what === 'refund') batch.refundFen += record.amountFen;
  else if (record.what === 'fee') batch.feeFen += record.amountFen;
  else return;
  batch.records.push(record);
}

function solutionsOf(payout: BankLine, batches: ReadonlyMap<number, Batch>): Settled[] {
  const day = readDay(payout.day);
  const named = OF_PAYOUTS.test(`${payout.kind ?? ''} ${payout.purpose}`);
  const solutions: Settled[] = [];
  for (let first = day - MOST_DAYS_APART; first <= day; first++) {
    if (!batches.has(first)) continue;
    const sum: Batch = { records: [], gifts: 0, grossFen: 0n, refundFen: 0n, feeFen: 0n, statedFeeFen: 0n };
    const parts: Batch[] = [];
    for (let last = first; last <= day; last++) {
      const batch = batches.get(last);
      // What ends without a gift that day is the same as what ended before.
      if (batch === undefined) continue;
      parts.push(batch);
      sum.gifts += batch.gifts;
      sum.grossFen += batch.grossFen;
      sum.refundFen += batch.refundFen;
      sum.feeFen += batch.feeFen;
      sum.statedFeeFen += batch.statedFeeFen;
      const booked = sum.feeFen > 0n || sum.statedFeeFen === 0n;
      const fee = booked ? sum.feeFen : sum.statedFeeFen;
      if (sum.gifts === 0 || sum.grossFen - sum.refundFen - fee !== payout.amountFen) continue;
      solutions.push({
        ...{ parts: [...parts], last, grossFen: sum.grossFen, feeFen: fee },
        certain: ((named && sum.gifts > 1) || fee > 0n) && haveFeesAlike(parts),
        combination: {
          by: 'settlement',
          lines: [payout],
          records: parts.flatMap(({ records }) => records),
          explanation: {
            channel: comesThrough(payout) as Service,
            firstDay: writeDay(first),
            lastDay: writeDay(last),
            gifts: String(sum.gifts),
            grossFen: String(sum.grossFen),
            refundFen: String(sum.refundFen),
            feeFen: String(fee),
            feeKnownBy: booked ? 'books' : 'statement',
            payoutFen: String(payout.amountFen),
          },
        },
      });
    }
  }
  return solutions;
}
