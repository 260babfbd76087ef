import type { AccountCode } from '#ledger/account.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { WorkLine, WorkRecord } from './money-match.ts';

/** Fen, positive where money comes in. */
export const moved = (line: Pick<WorkLine, 'flow' | 'amountFen'>): bigint =>
  line.flow === 'in' ? line.amountFen : -line.amountFen;

/** Fen; a transfer brings nothing to the entity as a whole. */
export const booked = ({ flow, amountFen }: Pick<WorkRecord, 'flow' | 'amountFen'>): bigint =>
  flow === 'in' ? amountFen : flow === 'out' ? -amountFen : 0n;

/** Fen in each ledger account that cash lies in, positive where it comes in: of the books by act, of the lines by line. */
export interface CashByAccount {
  ofLine: ReadonlyMap<bigint, AccountCode>;
  ofAct: ReadonlyMap<bigint, ReadonlyMap<AccountCode, bigint>>;
}

/**
 * Why the books keep the money of a match elsewhere than its statement says: at the bank what came to Alipay, say. The
 * database holds the same when the match is approved.
 */
export function misplaced(
  lines: readonly WorkLine[],
  acts: readonly Pick<WorkRecord, 'actId'>[],
  { ofLine, ofAct }: CashByAccount,
): Refusal[] {
  const sums = new Map<AccountCode, { moved: bigint; booked: bigint }>();
  const at = (account: AccountCode) => {
    const sum = sums.get(account) ?? { moved: 0n, booked: 0n };
    sums.set(account, sum);
    return sum;
  };
  for (const line of lines) {
    const account = ofLine.get(line.id);
    if (account !== undefined) at(account).moved += moved(line);
  }
  for (const { actId } of acts) {
    for (const [account, amount] of ofAct.get(actId) ?? []) at(account).booked += amount;
  }
  const off = [...sums].filter(([, sum]) => sum.moved !== sum.booked);
  const [account, sum] = off.find(([, each]) => each.moved !== 0n) ?? off[0] ?? [];
  if (account === undefined || sum === undefined) return [];
  const values = { unit: 'CNY', account, moved: `${sum.moved}`, booked: `${sum.booked}` };
  return [{ kind: 'money_match_ledger_account', values }];
}

/**
 * Why lines and acts do not move the same money: in all, to the fen; and where every act says which account its cash
 * came to or left, account by account. The database holds the same when the match is approved.
 */
export function disagreement(lines: readonly WorkLine[], acts: readonly WorkRecord[]): Refusal[] {
  const sum = (amounts: bigint[]) => amounts.reduce((one, other) => one + other, 0n);
  const [inLines, inBooks] = [sum(lines.map(moved)), sum(acts.map(booked))];
  if (inLines !== inBooks) {
    const values = { unit: 'CNY', moved: `${inLines}`, booked: `${inBooks}`, difference: `${inLines - inBooks}` };
    return [{ kind: 'money_match_to_the_fen', values }];
  }
  if (acts.some(({ account }) => account === undefined)) return [];
  const accounts = new Map<bigint, { name: string; moved: bigint; booked: bigint }>();
  const at = ({ id, name }: { id: bigint; name: string }) => {
    const known = accounts.get(id) ?? { name, moved: 0n, booked: 0n };
    accounts.set(id, known);
    return known;
  };
  for (const line of lines) at(line.account).moved += moved(line);
  for (const act of acts) {
    if (act.account) at(act.account).booked += act.flow === 'none' ? -act.amountFen : booked(act);
    if (act.toAccount) at(act.toAccount).booked += act.amountFen;
  }
  const off = [...accounts.values()].find((account) => account.moved !== account.booked);
  if (off === undefined) return [];
  const values = { unit: 'CNY', name: off.name, moved: `${off.moved}`, booked: `${off.booked}` };
  return [{ kind: 'money_match_account_by_account', values }];
}
