import type { Solution } from './contested.ts';
import { readDay, writeDay } from './days.ts';
import { comesThrough } from './facts.ts';
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

type Service = Extract<Channel, 'alipay' | 'wechat'>;

/**
 * Step 3, first part: a payout of a service against the gifts of that service of one day or of several in a row, not after
 * the payout and not a week before it: Σ gross − Σ refund − Σ fee = payout, to the fen. The fee is what the books hold, or
 * where they hold none what lines of the service state. A payout that is named as one, or that lacks a fee to the fen, is
 * certain; a round sum that merely comes through a service may be one person's gift.
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
  return payouts.flatMap((payout) => solutionsOf(payout, batches[comesThrough(payout) as Service]));
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

function solutionsOf(payout: BankLine, batches: ReadonlyMap<number, Batch>): Solution[] {
  const day = readDay(payout.day);
  const named = OF_PAYOUTS.test(`${payout.kind ?? ''} ${payout.purpose}`);
  const solutions: Solution[] = [];
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
        certain: (named && sum.gifts > 1) || fee > 0n,
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
