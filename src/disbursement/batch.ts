import { moneyAccountRefusals } from '#approval/act.ts';
import type { AccountCode } from '#ledger/account.ts';
import { cashAccount, handOutAccount, stockAccount } from '#ledger/booking.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { SMALLEST_GROUP } from '#ledger/smallest-group.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH, isGoods } from '#ledger/unit.ts';
import {
  type BookedHeader,
  checkChoices,
  type Decision,
  dimensionsOf,
  PROVENANCES,
  type Provenance,
} from './booked-header.ts';

/** 户 or 人: 93 × 10,000 per team member collected by families is 人. */
export type Basis = 'household' | 'person';

/** Grants to families, published only as a whole. */
export interface BatchInput {
  header: BookedHeader;
  title: string;
  programme?: string;
  basis: Basis;
  headcount: bigint;
  /** `CNY` or `item:…`. */
  unit: string;
  /** What each received, only where it is the same for all and stated. */
  share?: bigint;
  total: bigint;
  provenance: Provenance;
  restriction: Restriction;
  /** Who the recipients are, as a group; never a name. */
  recipients: string;
  decision?: Decision;
  /** Organisations named beside the payer (联合主办). */
  coHosts: string[];
}

export function checkBatch(batch: BatchInput): Refusal[] {
  const found: Refusal[] = checkChoices('batch', batch);
  const refuse = (kind: string, field: string, values?: Record<string, string>) =>
    found.push({ kind, field, ...(values && { values }) });
  const { headcount, share, total } = batch;
  if (batch.title.trim() === '') refuse('batchTitleMissing', 'title');
  if (batch.recipients.trim() === '') refuse('batchRecipientsMissing', 'recipients');
  found.push(...tooLong(batch, { title: 200, recipients: 400 }));
  if (!['household', 'person'].includes(batch.basis)) refuse('batch_basis_known', 'basis');
  if (!PROVENANCES.includes(batch.provenance)) refuse('batch_provenance_known', 'provenance');
  if (batch.unit !== CASH && !isGoods(batch.unit)) refuse('batchUnit', 'unit');
  found.push(...moneyAccountRefusals(batch.header, batch.unit === CASH));
  if (headcount <= 0n) refuse('batchHeadcountMissing', 'headcount');
  else if (headcount < SMALLEST_GROUP) {
    refuse('batch_headcount_large_enough', 'headcount', { headcount: `${headcount}`, least: `${SMALLEST_GROUP}` });
  }
  if (headcount > LARGEST_AMOUNT) refuse('value_out_of_range', 'headcount');
  if (total <= 0n || (share !== undefined && share <= 0n)) refuse('batch_amounts_positive', 'total');
  if (total > LARGEST_AMOUNT) refuse('value_out_of_range', 'total');
  if (share !== undefined && share * headcount !== total) {
    const figures = { share, headcount, product: share * headcount, total, difference: total - share * headcount };
    const values = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, `${figure}`]));
    refuse('batch_shares_add_up', 'total', { ...values, unit: batch.unit });
  }
  if (new Set(batch.coHosts).size !== batch.coHosts.length) refuse('batchCoHostTwice', 'coHosts');
  if (batch.coHosts.includes(batch.header.entity)) refuse('batchCoHostIsPayer', 'coHosts');
  if (batch.coHosts.length > 8) refuse('tooManyLines', 'coHosts', { most: '8' });
  return found;
}

/** 业务活动成本 against what is held; agency gifts leave by their own accounts (DOMAIN §2). */
export function batchPostings(
  batch: Pick<BatchInput, 'unit' | 'total' | 'restriction'> & {
    header: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>;
  },
  keptIn?: AccountCode,
): Posting[] {
  const { header, unit, total, restriction } = batch;
  const holding = unit === CASH ? cashAccount(restriction, keptIn) : stockAccount(restriction);
  return move({ ...dimensionsOf(header, restriction), unit }, handOutAccount(restriction), holding, total);
}
