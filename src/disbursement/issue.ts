import { moneyAccountRefusals } from '#approval/act.ts';
import { handOutAccount, stockAccount } from '#ledger/booking.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { isGoods, VALUATION } from '#ledger/unit.ts';
import { type BookedHeader, checkChoices, dimensionsOf } from './booked-header.ts';

/** One item leaving stock. Lot and location are those it lies under. */
export interface IssueLine {
  unit: string;
  quantity: bigint;
  lotId?: bigint;
  location?: string;
  /** The part of its valuation (折价, in fen) that leaves with it, where it has one. */
  valueFen?: bigint;
}

/** Goods given to an organisation that uses them (出库 → 签收). */
export interface IssueInput {
  header: BookedHeader;
  receiver: string;
  restriction: Restriction;
  purpose?: string;
  courierNumber?: string;
  lines: IssueLine[];
}

/** What fits one leaf of the log (4 KB) with the longest codes. */
const MOST_LINES = 8;

export function checkIssue(issue: IssueInput): Refusal[] {
  const found: Refusal[] = checkChoices('goods_issue', issue);
  if (!issue.receiver) found.push({ kind: 'receiverMissing', field: 'receiver' });
  if (issue.receiver === issue.header.entity) found.push({ kind: 'receiverIsGiver', field: 'receiver' });
  found.push(...tooLong(issue, { purpose: 400, courierNumber: 60 }));
  found.push(...moneyAccountRefusals(issue.header, false));
  if (issue.lines.length === 0) found.push({ kind: 'linesMissing', field: 'lines' });
  if (issue.lines.length > MOST_LINES) {
    found.push({ kind: 'tooManyLines', field: 'lines', values: { most: `${MOST_LINES}` } });
  }
  for (const [index, { unit, quantity, valueFen }] of issue.lines.entries()) {
    const line = index + 1;
    if (!isGoods(unit)) found.push({ kind: 'goods_issue_line_goods', field: 'unit', line });
    if (quantity <= 0n) found.push({ kind: 'goods_issue_line_quantity_positive', field: 'quantity', line });
    if (quantity > LARGEST_AMOUNT) found.push({ kind: 'value_out_of_range', field: 'quantity', line });
    if (valueFen !== undefined && valueFen <= 0n) {
      found.push({ kind: 'goods_issue_line_value_positive', field: 'valueFen', line });
    }
    if (valueFen !== undefined && valueFen > LARGEST_AMOUNT) {
      found.push({ kind: 'value_out_of_range', field: 'valueFen', line });
    }
  }
  return found;
}

/** 业务活动成本 against 存货, in quantity and, where goods carry a value, in that value. */
export function issuePostings(
  issue: Pick<IssueInput, 'restriction' | 'receiver' | 'lines'> & {
    header: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>;
  },
): Posting[] {
  const { header, restriction, receiver, lines } = issue;
  const dimensions = { ...dimensionsOf(header, restriction), counterparty: receiver };
  const [out, stock] = [handOutAccount(restriction), stockAccount(restriction)];
  const value = lines.reduce((sum, line) => sum + (line.valueFen ?? 0n), 0n);
  return [
    ...lines.flatMap(({ unit, quantity, lotId, location }) => {
      const place = { ...(lotId !== undefined && { lot: lotId }), ...(location !== undefined && { location }) };
      return move({ ...dimensions, unit, ...place }, out, stock, quantity);
    }),
    ...(value > 0n ? move({ ...dimensions, unit: VALUATION }, out, stock, value) : []),
  ];
}
