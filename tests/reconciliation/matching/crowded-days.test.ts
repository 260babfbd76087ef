import { expect, test } from 'vitest';
import { match } from '#reconciliation/matching/match.ts';
import { settlements } from '#reconciliation/matching/settlement.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';

/** What takes as many steps as there are pairs takes far longer than this, and gigabytes. */
const MOST_MILLISECONDS = 5_000;

const from = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const dayOf = (at: number): string => `2025-07-${String(at + 1).padStart(2, '0')}`;
const line = (id: string, given: Partial<BankLine>): BankLine => ({
  ...{ id, moneyAccount: 'main', channel: 'bank', day: dayOf(0), flow: 'in', amountFen: 200_00n, references: [] },
  purpose: '',
  ...given,
});
const gift = (id: string, given: Partial<BookRecord>): BookRecord => ({
  ...{ id, what: 'gift', day: dayOf(0), flow: 'in', amountFen: 200_00n, references: [], accounts: [], fundWords: [] },
  ...given,
});

test(
  'thousands of one name, amount and day, half of which a line names by number',
  () => {
    const half = 8_000;
    const lines = from(half).map((at) => line(`l${at}`, { name: '张三', purpose: `DN2025${10_000 + at}` }));
    const records = from(2 * half).map((at) =>
      gift(`r${at}`, { name: '张三', references: [`DN2025${10_000 + at}`], giver: `donor ${at}` }),
    );
    const { proposals, exceptions } = match(lines, records, () => undefined);
    expect(proposals).toEqual([]);
    expect(exceptions.filter(({ kind }) => kind === 'referenceDoubtful')).toHaveLength(half);
  },
  MOST_MILLISECONDS,
);

test(
  'hundreds of gifts a day, and a hundred payouts a day of as much',
  () => {
    const [gifts, payouts, days] = [400, 100, 10];
    const lines = from(days * payouts).map((at) =>
      line(`l${at}`, {
        ...{ day: dayOf(at % days), amountFen: BigInt(gifts) * 200_00n },
        ...{ name: '财付通支付科技有限公司', purpose: '微信支付商户结算款' },
      }),
    );
    const records = from(days * gifts).map((at) => gift(`r${at}`, { day: dayOf(at % days), channel: 'wechat' }));
    const found = settlements(lines, records, lines, []);
    // Of the day itself and of each of a week before.
    expect(found).toHaveLength(payouts * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 8 + 8));
  },
  MOST_MILLISECONDS,
);
