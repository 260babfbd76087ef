import { CASH } from '#i18n/amounts.ts';
import type { StatementLeaf } from '#log/leaf.ts';
import { addPosition, fromBalanceRow, noPosition, type Position } from '#log/position.ts';
import type { Notice } from './notices.ts';
import type { Fund } from './register.ts';
import { shanghaiDay } from './shanghai-day.ts';

/** What a notice changed in a fund's donated money, over its entities (汇总，不合并记账). */
export interface FundNotice {
  number: string;
  cutoff: string;
  /** In this notice alone. */
  change: Position;
  /** At its cut-off. */
  balance: bigint;
}

/** Notices in which anything of the fund moved, the newest first; goods or public money alone move it with zeros here. */
export function noticesOfFund(fund: string, notices: readonly Notice[]): FundNotice[] {
  let before = { text: '[]', cash: noPosition() };
  const moved: FundNotice[] = [];
  for (const { number, cutoff, statements } of notices) {
    const own = statements.filter((statement) => statement.fund === fund);
    const cash = donatedCash(own);
    // A notice may be cut into other parts than the one before: compare what is stated, not how.
    const text = JSON.stringify(
      own.flatMap(({ entity, stream, balances }) => balances.map((balance) => [entity, stream, balance])),
    );
    if (text !== before.text) {
      const change = { ...cash };
      addPosition(change, before.cash, -1n);
      moved.push({ number, cutoff, change, balance: cash.balance });
    }
    before = { text, cash };
  }
  return moved.reverse();
}

/** Notices that state the fund, or from which it has just gone; no other says anything of it. */
export function noticesWithFund(
  { code, beganOn }: Pick<Fund, 'code' | 'beganOn'>,
  notices: readonly Notice[],
): { notices: Notice[]; cameLater: boolean } {
  const states = ({ statements }: Notice): boolean => statements.some(({ fund }) => fund === code);
  const found = notices.filter((notice, at) => states(notice) || notices.slice(at - 1, at).some(states));
  const before = found[0] && notices[notices.indexOf(found[0]) - 1];
  return { notices: found, cameLater: before !== undefined && shanghaiDay(before.cutoff) >= beganOn };
}

function donatedCash(statements: readonly StatementLeaf[]): Position {
  const sum = noPosition();
  for (const { entity = '', fund = '', stream, balances } of statements) {
    if (stream !== 'donation') continue;
    for (const balance of balances.filter(({ unit }) => unit === CASH)) {
      addPosition(sum, fromBalanceRow({ entity, fund, stream }, balance), 1n);
    }
  }
  return sum;
}
