import { CASH } from '#i18n/amounts.ts';
import type { StatementLeaf } from '#log/leaf.ts';
import type { Notice } from './notices.ts';

/** What a notice changed in a fund's donated money, over its entities (汇总，不合并记账). */
export interface FundNotice {
  number: string;
  cutoff: string;
  /** In this notice alone. */
  received: bigint;
  disbursed: bigint;
  /** At its cut-off. */
  balance: bigint;
}

/** Notices in which anything of the fund moved, the newest first; goods or other money alone move it with zeros here. */
export function noticesOfFund(fund: string, notices: readonly Notice[]): FundNotice[] {
  let before = { text: '[]', received: 0n, disbursed: 0n };
  const moved: FundNotice[] = [];
  for (const { number, cutoff, statements } of notices) {
    const own = statements.filter((statement) => statement.fund === fund);
    const cash = { received: sumOf(own, 'received'), disbursed: sumOf(own, 'disbursed') };
    // A notice may be cut into other parts than the one before: compare what is stated, not how.
    const text = JSON.stringify(
      own.flatMap(({ entity, stream, balances }) => balances.map((balance) => [entity, stream, balance])),
    );
    if (text !== before.text) {
      moved.push({
        number,
        cutoff,
        received: cash.received - before.received,
        disbursed: cash.disbursed - before.disbursed,
        balance: sumOf(own, 'balance'),
      });
    }
    before = { text, ...cash };
  }
  return moved.reverse();
}

const sumOf = (statements: readonly StatementLeaf[], column: 'received' | 'disbursed' | 'balance'): bigint =>
  statements
    .filter(({ stream }) => stream === 'donation')
    .flatMap(({ balances }) => balances)
    .filter(({ unit }) => unit === CASH)
    .reduce((sum, balance) => sum + BigInt(balance[column]), 0n);
