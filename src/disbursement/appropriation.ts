import { moneyAccountRefusals } from '#approval/act.ts';
import type { AccountCode } from '#ledger/account.ts';
import { cashAccount, handOutAccount, stockAccount } from '#ledger/booking.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH } from '#ledger/unit.ts';
import {
  type BookedHeader,
  checkChoices,
  type Decision,
  dimensionsOf,
  PROVENANCES,
  type Provenance,
} from './booked-header.ts';

/** out: passed on; report: the receiver says it handed out; return: a remainder comes back. */
export type Direction = 'out' | 'report' | 'return';
export const DIRECTIONS: readonly Direction[] = ['out', 'report', 'return'];

/** advance: to a branch that reports back (1122); grant: to an independent body (510102). */
export type Form = 'advance' | 'grant';

export interface AppropriationItem {
  receiver: string;
  /** How many, where `receiver` is a group and the source says so. */
  receivers?: bigint;
  form: Form;
  unit: string;
  amount: bigint;
  provenance: Provenance;
  purpose?: string;
}

/** Money (or goods) passed to organisations in an allotment: appropriated, not disbursed (拨付 ≠ 发放). */
export interface AppropriationInput {
  header: BookedHeader;
  direction: Direction;
  /** 第几次拨付. */
  allotment: bigint;
  purpose: string;
  restriction: Restriction;
  decision?: Decision;
  items: AppropriationItem[];
}

/** What fits one leaf of the log (4 KB) with the longest codes. */
const MOST_ITEMS = 16;

export function checkAppropriation(appropriation: AppropriationInput): Refusal[] {
  const found: Refusal[] = checkChoices('appropriation', appropriation);
  const { direction, allotment, purpose, items, restriction } = appropriation;
  if (!DIRECTIONS.includes(direction)) found.push({ kind: 'appropriation_direction_known', field: 'direction' });
  if (allotment <= 0n || allotment > 9999n)
    found.push({ kind: 'appropriation_allotment_positive', field: 'allotment' });
  if (purpose.trim() === '') found.push({ kind: 'purposeMissing', field: 'purpose' });
  found.push(...tooLong({ purpose }, { purpose: 400 }));
  if (items.length === 0) found.push({ kind: 'linesMissing', field: 'lines' });
  if (items.length > MOST_ITEMS)
    found.push({ kind: 'tooManyLines', field: 'lines', values: { most: `${MOST_ITEMS}` } });
  // What a receiver reports as handed out was paid by the receiver.
  const movesCash = direction !== 'report' && items.some(({ unit }) => unit === CASH);
  found.push(...moneyAccountRefusals(appropriation.header, movesCash));
  for (const [index, item] of items.entries()) {
    const refuse = (kind: string, field: string) => found.push({ kind, field, line: index + 1 });
    if (!item.receiver) refuse('receiverMissing', 'receiver');
    if (item.receiver === appropriation.header.entity) refuse('receiverIsGiver', 'receiver');
    if (item.receivers !== undefined && item.receivers <= 0n)
      refuse('appropriation_item_receivers_positive', 'receivers');
    if (item.receivers !== undefined && item.receivers > LARGEST_AMOUNT) refuse('value_out_of_range', 'receivers');
    if (!['advance', 'grant'].includes(item.form)) refuse('appropriation_item_form_known', 'form');
    if (item.amount <= 0n) refuse('appropriation_item_amount_positive', 'amount');
    if (item.amount > LARGEST_AMOUNT) refuse('value_out_of_range', 'amount');
    if (!PROVENANCES.includes(item.provenance)) refuse('appropriation_item_provenance_known', 'provenance');
    // An independent body owes no report: what it was granted never becomes ours to report as handed out.
    if (direction === 'report' && item.form === 'grant') refuse('appropriationReportOfGrant', 'form');
    // Agency money stays the giver's until the named beneficiary has it, so it can only be advanced.
    if (restriction === 'agency' && item.form === 'grant') refuse('appropriationAgencyGrant', 'form');
    found.push(...tooLong({ itemPurpose: item.purpose }, { itemPurpose: 400 }, index + 1));
  }
  return found;
}

/** Advances wait in 1122 until reported or returned; grants are cost at once (DOMAIN §2). Kept per receiver. */
export function appropriationPostings(
  appropriation: Pick<AppropriationInput, 'direction' | 'restriction'> & {
    header: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>;
    items: Pick<AppropriationItem, 'receiver' | 'form' | 'unit' | 'amount'>[];
  },
  keptIn?: AccountCode,
): Posting[] {
  const { header, direction, restriction, items } = appropriation;
  return items.flatMap(({ receiver, form, unit, amount }) => {
    const passedOn: AccountCode = form === 'advance' ? '1122' : '510102';
    const held = unit === CASH ? cashAccount(restriction, keptIn) : stockAccount(restriction);
    const [debit, credit] = {
      out: [passedOn, held] as const,
      report: [handOutAccount(restriction), passedOn] as const,
      return: [held, passedOn] as const,
    }[direction];
    return move({ ...dimensionsOf(header, restriction), unit, counterparty: receiver }, debit, credit, amount);
  });
}
