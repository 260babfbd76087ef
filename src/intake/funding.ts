import type { ActHeader } from '#approval/act.ts';
import type { AccountCode } from '#ledger/account.ts';
import { cashAccount } from '#ledger/booking.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { formatFen } from '#ledger/money.ts';
import { move, type Posting } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH } from '#ledger/unit.ts';
import type { LineProvenance } from './donation.ts';

export type FundingSource = 'fiscal' | 'union' | 'party' | 'other';
export const FUNDING_SOURCES: readonly FundingSource[] = ['fiscal', 'union', 'party', 'other'];

/** Money that is not a donation (财政, 工会经费, 党费): in the books, in a stream of its own. */
export interface FundingInput {
  header: Omit<ActHeader, 'stream' | 'entity' | 'fund'> & { entity: string; fund: string };
  source: FundingSource;
  payer?: string;
  amountFen: bigint;
  provenance: LineProvenance;
  asStated?: string;
}

export function checkFunding(input: FundingInput): Refusal[] {
  const found: Refusal[] = [];
  if (input.amountFen <= 0n) found.push({ kind: 'funding_amount_positive', field: 'amount' });
  if (input.amountFen > LARGEST_AMOUNT) {
    const values = { stated: formatFen(input.amountFen), largest: formatFen(LARGEST_AMOUNT) };
    found.push({ kind: 'amountTooLarge', field: 'amount', values });
  }
  found.push(...tooLong(input, { payer: 120, asStated: 300 }));
  return found;
}

/** 银行存款 against 其他收入—非捐赠资金; such money always comes with a purpose. */
export function fundingPostings(
  funding: Pick<FundingInput, 'amountFen'> & { header: Pick<FundingInput['header'], 'entity' | 'fund'> },
  keptIn?: AccountCode,
): Posting[] {
  const { header, amountFen } = funding;
  const { entity, fund } = header;
  return move(
    { entity, fund, stream: 'funding', unit: CASH, restriction: 'restricted' },
    cashAccount('restricted', keptIn),
    '480102',
    amountFen,
  );
}
